"""No more calls a minute than were decided, evenly spread, and none while Wikimedia wants peace.

A visitor who waits for an image goes before the crawl, which makes up for it by waiting longer.
"""

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import structlog

from services.enrichment.metrics import PAUSES

log = structlog.get_logger(__name__)

_UNTIL_SOMEBODY_LEAVES = 60.0
_MINUTE = 60.0


class NoTurnError(Exception):
    """Wikimedia wants peace, or all the calls of this minute have been made; `seconds` until one is left."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"no call is left for {seconds:.0f} s")
        self.seconds = seconds


class Pacer:
    """The turns of all calls to Wikimedia: its limits count all wikis and APIs together.

    At most `in_flight` at once, of which the crawl leaves one to visitors; the crawl's at most
    `calls_per_minute`, evenly spread; the visitors' as they come, `visits_per_minute` and what the crawl
    leaves of its own.
    """

    def __init__(self, calls_per_minute: float, in_flight: int, visits_per_minute: int) -> None:
        self._interval = 60 / calls_per_minute
        self._in_flight = in_flight
        self._most_per_minute = max(1, int(calls_per_minute)) + visits_per_minute
        self._calls: deque[float] = deque()
        self._visitors = 0
        self._under_way = 0
        self._next = 0.0
        self._paused_until = 0.0
        self._line = asyncio.Lock()
        self._changed = asyncio.Event()

    @asynccontextmanager
    async def turn(self, *, visitor: bool = False) -> AsyncIterator[None]:
        """Enter when the call may be sent; whoever asked first goes first. NoTurnError, for visitors only."""
        await (self._admit_visitor() if visitor else self._admit_crawl())
        try:
            yield
        finally:
            self._under_way -= 1
            self._tell()

    def pause(self, seconds: float) -> None:
        """No call for that long, not even of those that wait for their turn already; visitors do not wait."""
        PAUSES.inc()
        log.info("calls_paused", seconds=seconds)
        self._paused_until = max(self._paused_until, time.monotonic() + seconds)

    async def _admit_crawl(self) -> None:
        async with self._line:
            while wait := self._hindrance():
                await self._sleep(wait)
            self._next = time.monotonic() + self._interval
            self._begin()

    async def _admit_visitor(self) -> None:
        self._visitors += 1
        try:
            while wait := self._visitors_hindrance():
                await self._sleep(wait)
            self._next = max(self._next, time.monotonic()) + self._interval
            self._begin()
        finally:
            self._visitors -= 1
            self._tell()

    def _begin(self) -> None:
        """Counted when it is sent: one that only waits has told Wikimedia nothing yet."""
        self._forget_old_calls()
        self._calls.append(time.monotonic())
        self._under_way += 1

    def _forget_old_calls(self) -> None:
        while self._calls and self._calls[0] <= time.monotonic() - _MINUTE:
            self._calls.popleft()

    def _hindrance(self) -> float:
        """Seconds until the crawl may look again; 0 when it may call."""
        if self._visitors or self._under_way >= max(1, self._in_flight - 1):
            return _UNTIL_SOMEBODY_LEAVES
        return max(0.0, max(self._next, self._paused_until) - time.monotonic())

    def _visitors_hindrance(self) -> float:
        """Seconds until a visitor may look again; 0 when the call may be sent, NoTurnError when not soon."""
        now = time.monotonic()
        if now < self._paused_until:
            raise NoTurnError(self._paused_until - now)
        self._forget_old_calls()
        if len(self._calls) >= self._most_per_minute:
            raise NoTurnError(self._calls[0] + _MINUTE - now)
        return _UNTIL_SOMEBODY_LEAVES if self._under_way >= self._in_flight else 0.0

    async def _sleep(self, seconds: float) -> None:
        """Until somebody comes or leaves, `seconds` at most."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._changed.wait(), seconds)

    def _tell(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()
