"""No more calls a minute than were decided, evenly spread, and none while Wikimedia wants peace."""

import asyncio
import time

from services.enrichment.metrics import PAUSES


class Pacer:
    """The turns of all calls to Wikimedia: its limits count all wikis and APIs together."""

    def __init__(self, calls_per_minute: float) -> None:
        self._interval = 60 / calls_per_minute
        self._next = 0.0
        self._line = asyncio.Lock()

    async def wait_turn(self) -> None:
        """Return when the next call may be sent; whoever asked first goes first."""
        async with self._line:
            while (wait := self._next - time.monotonic()) > 0:
                await asyncio.sleep(wait)  # noqa: ASYNC110  # a pause may have been asked for meanwhile
            self._next = time.monotonic() + self._interval

    def pause(self, seconds: float) -> None:
        """No call for that long, not even of those that wait for their turn already."""
        PAUSES.inc()
        self._next = max(self._next, time.monotonic() + seconds)
