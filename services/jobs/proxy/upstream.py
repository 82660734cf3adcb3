"""One upstream API: how a call to it is made, and what each of its answers means."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import TypeVar

import aiohttp
import orjson
import structlog
from pydantic import ValidationError
from yarl import URL

from services.jobs.proxy.breaker import Breaker
from services.jobs.proxy.exchange import Limits, address, exchange, pause_asked
from services.jobs.proxy.failures import (
    AccessRefusedError,
    CallFailedError,
    RequestRefusedError,
    TooManyCallsError,
    UnauthorizedError,
    UnreadableError,
)
from services.jobs.proxy.metrics import CALL_SECONDS, CALLS
from services.jobs.proxy.oauth import Token
from services.jobs.proxy.pacing import Pacer
from services.jobs.proxy.patience import Patience
from services.jobs.proxy.resources import Answer, Request, Resource
from services.jobs.proxy.retries import retrying
from services.jobs.proxy.tokens import Tokens
from services.jobs.upstream_settings import ApiSettings, ProxySettings

log = structlog.get_logger(__name__)

T = TypeVar("T")

_MESSAGE_CHARACTERS = 200
_PAUSE_UNTOLD_SECONDS = 1.0
_SHORTEST_CALL_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Upstream:
    """The parts that all calls to the API go through; nothing here is about one resource."""

    name: str
    root: URL
    api: ApiSettings
    proxy: ProxySettings
    session: aiohttp.ClientSession
    tokens: Tokens | None
    pacer: Pacer | None
    breaker: Breaker

    async def call(self, resource: Resource[T], request: Request, patience: Patience) -> T:
        """What upstream answers to the request, parsed; a problem of failures.py otherwise."""
        attempt = retrying(patience, self.proxy.attempts)
        return await attempt(self._attempt, resource, request, patience)

    async def close(self) -> None:
        """Stop renewing the token."""
        if self.tokens is not None:
            await self.tokens.close()

    async def _attempt(self, resource: Resource[T], request: Request, patience: Patience) -> T:
        with self.breaker.watching():
            answer = await self._authorized(request, patience)
            if not resource.is_answer(answer):
                await self._refuse(answer)
            return self._parse(resource, answer)

    async def _authorized(self, request: Request, patience: Patience) -> Answer:
        """With our token, if the API takes one; once more with a new one when it is rejected."""
        if self.tokens is None:
            return await self._send(request, None, patience)
        token = await self.tokens.get(patience)
        answer = await self._send(request, token, patience)
        if answer.status == HTTPStatus.UNAUTHORIZED:
            token = await self.tokens.replace(token, patience)
            answer = await self._send(request, token, patience)
        return answer

    async def _send(self, request: Request, token: Token | None, patience: Patience) -> Answer:
        """Last, so that nothing delays the call once its turn has come: the turn."""
        url = address(self.root, request)
        if self.pacer is not None:
            await self.pacer.wait_turn(patience)
        outcome = "no_answer"
        try:
            with CALL_SECONDS.labels(self.name).time():
                answer = await self._exchange(url, request, token, patience)
            outcome = str(answer.status)
        finally:
            CALLS.labels(self.name, outcome).inc()
        if self.pacer is not None:
            await self.pacer.heed(answer)
        return answer

    async def _exchange(self, url: URL, request: Request, token: Token | None, patience: Patience) -> Answer:
        seconds = max(min(self.api.timeout_seconds, patience.remaining()), _SHORTEST_CALL_SECONDS)
        limits = Limits(seconds, self.api.max_bytes)
        headers = {"Accept": "application/json"}
        answer = await exchange(
            self.session,
            self.name,
            request.method,
            url,
            limits,
            headers=headers | ({"Authorization": f"Bearer {token.value}"} if token else {}),
            json=request.json,
        )
        if _is_redirection(answer):
            elsewhere = self._allowed(url, answer.headers.get("location", ""))
            return await exchange(self.session, self.name, "GET", elsewhere, limits, headers=headers)
        return answer

    def _allowed(self, url: URL, location: str) -> URL:
        """Where a redirection leads, if it may; it is followed without our token."""
        try:
            elsewhere = url.join(URL(location))
        except ValueError:
            raise UnreadableError(self.name, "redirects to what is no address") from None
        if elsewhere.authority not in self.api.redirect_hosts or elsewhere.scheme != self.root.scheme:
            raise UnreadableError(self.name, "redirects to a host that is not allowed")
        return elsewhere

    async def _refuse(self, answer: Answer) -> None:
        status = answer.status
        if status == HTTPStatus.UNAUTHORIZED:
            raise UnauthorizedError(self.name)
        if status == HTTPStatus.FORBIDDEN:
            reason = f"{_told(answer) or 'no access to what was asked'} (403)"
            raise AccessRefusedError(self.name, reason, retry_after=self.proxy.refused_seconds)
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            pause = pause_asked(answer.headers) or _PAUSE_UNTOLD_SECONDS
            if self.pacer is not None:
                await self.pacer.pause(pause)
            raise TooManyCallsError(self.name, pause)
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            again = status != HTTPStatus.INTERNAL_SERVER_ERROR
            asked = pause_asked(answer.headers)
            raise CallFailedError(self.name, f"failed with {status}", pause=asked, again=again)
        if status < HTTPStatus.BAD_REQUEST:
            raise UnreadableError(self.name, f"unexpected status {status}")
        raise RequestRefusedError(self.name, status, _told(answer))

    def _parse(self, resource: Resource[T], answer: Answer) -> T:
        try:
            return resource.parse(answer)
        except ValidationError as error:
            fault = error.errors(include_url=False, include_input=False, include_context=False)[0]
            where = ".".join(map(str, fault["loc"])) or "the whole answer"
            reason = f"unusable answer for {resource.name}: {where}: {fault['msg']}"
            # another shape is this resource's own affair; what is no JSON at all is the API's
            raise UnreadableError(self.name, reason, counts=fault["type"] == "json_invalid") from None
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            log.warning("answer_not_understood", api=self.name, resource=resource.name, exc_info=True)
            reason = f"unusable answer for {resource.name}: {type(error).__name__}"
            raise UnreadableError(self.name, reason, counts=False) from None


def _is_redirection(answer: Answer) -> bool:
    elsewhere = HTTPStatus.MULTIPLE_CHOICES <= answer.status < HTTPStatus.BAD_REQUEST
    return elsewhere and "location" in answer.headers


def _told(answer: Answer) -> str | None:
    """The reason in an error's body, when there is one that can be shown."""
    try:
        body = orjson.loads(answer.body)
    except orjson.JSONDecodeError:
        return None
    message = body.get("message") if isinstance(body, dict) else None
    return " ".join(message.split())[:_MESSAGE_CHARACTERS] if isinstance(message, str) else None
