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


class FallbackStore:
    """After a failure, Redis is left alone for a second, then one call tries it again. Meanwhile each
    replica allows itself `share` of every quota; when Redis goes or comes back, nobody has a turn for one
    period of the quota, so that turns given by the one do not add up with turns given by the other."""

    def __init__(self, shared: Store, alone: Store, *, timeout: float, share: float) -> None:
        self._shared = shared
        self._alone = alone
        self._timeout = timeout
        self._share = share
        self._places = asyncio.Semaphore(MAX_CONNECTIONS)
        self._failure: str | None = None
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
        share = _part(quota, self._share)

        async def take(store: Store) -> Turn:
            ours = share if store is self._alone else quota
            settling = self._changed_at + ours.seconds - time.monotonic()
            if settling > 0:
                return Turn(granted=False, wait=settling, hopeless=settling > patience)
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
            try:
                async with asyncio.timeout(self._timeout):
                    answer = await call(self._shared)
            except (RedisError, OSError) as error:
                self._went_away(error)
                return await call(self._alone)
        self._came_back()
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
        if self._failure is None:
            self._changed_at = time.monotonic()
            log.warning("shared_state_away", error=type(error).__name__)
        self._failure = type(error).__name__
        self._try_at = time.monotonic() + _PAUSE_SECONDS

    def _came_back(self) -> None:
        if self._failure is not None:
            self._failure = None
            self._changed_at = time.monotonic()
            log.info("shared_state_back")


def _part(quota: Quota, share: float) -> Quota:
    """`share` of the quota: fewer calls or, when that is less than one, a longer period."""
    calls = max(1, int(quota.calls * share))
    return replace(quota, calls=calls, seconds=quota.seconds * calls / (quota.calls * share), spare=0)
