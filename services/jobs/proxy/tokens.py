"""The token of one API: one for all replicas, renewed ahead of its end by one request."""

import asyncio
import time
from collections.abc import Awaitable, Callable

from pydantic import ValidationError

from services.jobs.proxy.flight import Flights, once_everywhere
from services.jobs.proxy.oauth import Token
from services.jobs.proxy.patience import Patience, Urgency
from services.jobs.proxy.store.contract import Store
from shared.errors import ServiceError

Request = Callable[[Patience], Awaitable[Token]]

_AHEAD_SECONDS = 20.0  # patience of a renewal ahead of time
_FAILED_SECONDS = 5.0


class Tokens:
    """`request` asks upstream for a new token."""

    def __init__(
        self, api: str, request: Request, store: Store, clock: Callable[[], float] = time.time
    ) -> None:
        self._key = f"{api}:token"
        self._request = request
        self._store = store
        self._clock = clock
        self._token: Token | None = None
        self._flights: Flights[Token] = Flights()
        self._ahead: asyncio.Task[None] | None = None
        self._ahead_after = 0.0

    async def get(self, patience: Patience) -> Token:
        """A token that has not expired; nearly always the one in hand."""
        token, now = self._token, self._clock()
        if token is None or now >= token.expires_at:
            return await self._renew(patience, None)
        if now >= token.renew_at:
            self._renew_ahead(token, now)
        return token

    async def replace(self, rejected: Token, patience: Patience) -> Token:
        """A token other than the one that upstream has just rejected."""
        if self._token is not None and self._token.value != rejected.value:
            return self._token
        return await self._renew(patience, rejected)

    async def close(self) -> None:
        """Stop renewing."""
        if self._ahead is not None:
            self._ahead.cancel()
            await asyncio.gather(self._ahead, return_exceptions=True)

    def _renew_ahead(self, token: Token, now: float) -> None:
        if now < self._ahead_after or (self._ahead is not None and not self._ahead.done()):
            return
        self._ahead = asyncio.create_task(self._try_to_renew(token))

    async def _try_to_renew(self, token: Token) -> None:
        try:
            await self._renew(Patience(_AHEAD_SECONDS, Urgency.BACKGROUND), token)
        except ServiceError:
            # the token in hand is still good, and metrics tell
            self._ahead_after = self._clock() + _FAILED_SECONDS

    async def _renew(self, patience: Patience, old: Token | None) -> Token:
        async def work(patience: Patience) -> Token:
            return await once_everywhere(
                self._store, self._key, patience, lambda: self._look(old), lambda: self._ask(patience)
            )

        self._token = await self._flights.join(self._key, patience, work)
        return self._token

    async def _look(self, old: Token | None) -> Token | None:
        """The token that another replica got, if it is a newer one."""
        kept = await self._store.get(self._key)
        try:
            token = None if kept is None else Token.model_validate_json(kept)
        except ValidationError:
            return None
        if token is None or self._clock() >= token.renew_at or (old and token.value == old.value):
            return None
        return token

    async def _ask(self, patience: Patience) -> Token:
        token = await self._request(patience)
        await self._store.put(self._key, token.model_dump_json().encode(), token.expires_at - self._clock())
        return token
