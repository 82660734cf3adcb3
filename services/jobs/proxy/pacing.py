"""No more calls to an API than it allows, all replicas together, in the order in which they were asked."""

import asyncio
import re
import time
from uuid import uuid4

from services.jobs.proxy.failures import NoTurnError
from services.jobs.proxy.metrics import QUOTA_PAUSES, QUOTA_REFUSED, QUOTA_SECONDS
from services.jobs.proxy.patience import Patience, Urgency
from services.jobs.proxy.resources import Answer
from services.jobs.proxy.store.contract import Quota, Store

_CALL_SECONDS = 0.2  # a turn that leaves less than this for the call itself is of no use
_LONGEST_NAP_SECONDS = 0.4  # how soon a background call learns that a visitor now waits for it
_FEWER_SECONDS = 60.0
_RECOVERY_SECONDS = 5.0
_NUMBER = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6})?")
_LIMITER = "x-ratelimit-{}-clientidlimiter"


class Pacer:
    """The turns of one API. `quota.seconds` already holds the margin."""

    def __init__(self, api: str, quota: Quota, store: Store) -> None:
        self._api = api
        self._quota = quota
        self._store = store

    async def wait_turn(self, patience: Patience) -> None:
        """Return when the call may be sent; NoTurnError at once when that would be past the deadline."""
        waiter, start, queued = uuid4().hex, time.perf_counter(), True
        try:
            while queued:
                turn = await self._store.take_turn(
                    self._quota,
                    waiter,
                    urgency=patience.urgency,
                    patience=max(0.0, patience.remaining() - _CALL_SECONDS),
                )
                queued = not (turn.granted or turn.hopeless)
                if turn.hopeless:
                    QUOTA_REFUSED.labels(self._api).inc()
                    raise NoTurnError(self._api, turn.wait)
                if queued:
                    await asyncio.sleep(_nap(turn.wait, patience))
        finally:
            QUOTA_SECONDS.labels(self._api).observe(time.perf_counter() - start)
            if queued:
                await self._store.leave(self._quota, waiter)

    async def pause(self, seconds: float) -> None:
        """No calls for a while, from any replica, then half as many: upstream said so."""
        QUOTA_PAUSES.labels(self._api).inc()
        await self._slow_down(seconds, max(1, self._quota.calls // 2), _RECOVERY_SECONDS + seconds)

    async def heed(self, answer: Answer) -> None:
        """Slow down when upstream announces less than we take, or that nothing is left."""
        replenished = _number(answer, "replenish-rate")
        fewer = None
        if replenished:
            most = min(replenished * self._quota.seconds, _number(answer, "burst-capacity") or replenished)
            fewer = max(1, int(most)) if most < self._quota.calls else None
        spent = _number(answer, "remaining") == 0
        if fewer is not None or spent:
            await self._slow_down(1 / (replenished or 1) if spent else 0.0, fewer, _FEWER_SECONDS)

    async def _slow_down(self, pause: float, calls: int | None, seconds: float) -> None:
        await self._store.slow_down(self._quota, pause=pause, calls=calls, seconds=seconds)


def _nap(wait: float, patience: Patience) -> float:
    return wait if patience.urgency is Urgency.VISITOR else min(wait, _LONGEST_NAP_SECONDS)


def _number(answer: Answer, name: str) -> float | None:
    text = answer.headers.get(_LIMITER.format(name), "")
    return float(text) if _NUMBER.fullmatch(text) else None
