"""Redis with the store of this process behind it, for the calls that Redis does not answer."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TypeVar

import structlog
from redis.exceptions import RedisError

from services.jobs.proxy.metrics import STORE_FAILURES
from services.jobs.proxy.store.contract import Quota, Store, Turn
from services.jobs.proxy.store.redis import MAX_CONNECTIONS

log = structlog.get_logger(__name__)

T = TypeVar("T")
_PAUSE_SECONDS = 1.0
_NAP_SECONDS = 0.25


class FallbackStore:
    """After a failure, Redis is left alone for a second, then one call tries it again.

    A replica that is on its own for `patience` seconds or more allows itself `share` of every quota; before,
    and for one period of the quota once Redis is back, it has no turns: what two stores grant adds up, and
    a moment without an answer is no reason for it.
    """

    def __init__(
        self, shared: Store, alone: Store, *, timeout: float, share: float, patience: float = 3.0
    ) -> None:
        self._shared = shared
        self._alone = alone
        self._timeout = timeout
        self._share = share
        self._patience = patience
        self._places = asyncio.Semaphore(MAX_CONNECTIONS)
        self._failure: str | None = None
        self._failed_at = 0.0
        self._try_at = 0.0
        self._changed_at = float("-inf")

    @property
    def state(self) -> str:
        """ "ok", or why every replica is on its own."""
        return f"away, each replica is on its own: {self._failure}" if self._failure else "ok"

    async def get(self, key: str) -> bytes | None:
        return await self._ask(lambda store: store.get(key))

    async def put(self, key: str, value: bytes, seconds: float) -> None:
        await self._ask(lambda store: store.put(key, value, seconds))

    async def acquire(self, lock: str, holder: str, seconds: float) -> bool:
        return await self._ask(lambda store: store.acquire(lock, holder, seconds))

    async def extend(self, lock: str, holder: str, seconds: float) -> bool:
        return await self._ask(lambda store: store.extend(lock, holder, seconds))

    async def release(self, lock: str, holder: str) -> None:
        await self._alone.release(lock, holder)
        await self._ask(lambda store: store.release(lock, holder))

    async def take_turn(self, quota: Quota, waiter: str, *, urgency: int, patience: float) -> Turn:
        async def take(store: Store) -> Turn:
            ours, settled = quota, quota.seconds
            if store is self._alone:
                ours = _part(quota, self._share)
                settled = max(ours.seconds, self._patience)
            if time.monotonic() < self._changed_at + settled:
                return Turn(granted=False, wait=_NAP_SECONDS, hopeless=patience < _NAP_SECONDS)
            return await store.take_turn(ours, waiter, urgency=urgency, patience=patience)

        return await self._ask(take)

    async def leave(self, quota: Quota, waiter: str) -> None:
        await self._alone.leave(quota, waiter)
        await self._ask(lambda store: store.leave(quota, waiter))

    async def slow_down(self, quota: Quota, *, pause: float, calls: int | None, seconds: float) -> None:
        await self._alone.slow_down(quota, pause=pause, calls=calls, seconds=seconds)
        await self._ask(lambda store: store.slow_down(quota, pause=pause, calls=calls, seconds=seconds))

    async def close(self) -> None:
        await self._shared.close()
        await self._alone.close()

    async def _ask(self, call: Callable[[Store], Awaitable[T]]) -> T:
        async with self._places:
            if self._is_left_alone():
                return await call(self._alone)
            began = time.monotonic()
            try:
                async with asyncio.timeout(self._timeout):
                    answer = await call(self._shared)
            except (RedisError, OSError) as error:
                self._went_away(error)
                return await call(self._alone)
        self._answered(began)
        return answer

    def _is_left_alone(self) -> bool:
        if self._failure is None:
            return False
        now = time.monotonic()
        if now < self._try_at:
            return True
        self._try_at = now + _PAUSE_SECONDS  # this call tries, the others go on without
        return False

    def _went_away(self, error: Exception) -> None:
        STORE_FAILURES.inc()
        now = time.monotonic()
        if self._failure is None:
            self._changed_at = now
            log.warning("shared_state_away", error=type(error).__name__)
        self._failure = type(error).__name__
        self._failed_at, self._try_at = now, now + _PAUSE_SECONDS

    def _answered(self, began: float) -> None:
        """An answer to what was asked before the failure does not tell that Redis is back."""
        if self._failure is not None and began > self._failed_at:
            self._failure = None
            self._changed_at = time.monotonic()
            log.info("shared_state_back")


def _part(quota: Quota, share: float) -> Quota:
    """`share` of the quota: fewer calls or, when that is less than one, a longer period."""
    calls = max(1, int(quota.calls * share))
    return replace(quota, calls=calls, seconds=quota.seconds * calls / (quota.calls * share), spare=0)
