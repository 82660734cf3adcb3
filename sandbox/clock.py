"""The time of the stand-in: the real one, or one that starts on a chosen day and can be moved."""

import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")


class Clock:
    """`now` is what the offers and the tokens live by; `ticks` (seconds) is what the quotas live by."""

    def __init__(
        self, wall: Callable[[], float] = time.time, ticks: Callable[[], float] = time.monotonic
    ) -> None:
        self._wall = wall
        self.ticks = ticks
        self._start = timedelta()
        self._shift = timedelta()

    @classmethod
    def starting(cls, today: date | None) -> "Clock":
        """A clock that shows `today` (at the real time of day) now, and goes on from there."""
        clock = cls()
        if today is not None:
            clock._start = today - clock.now().date()
        return clock

    def now(self) -> datetime:
        return datetime.fromtimestamp(self._wall(), tz=UTC) + self._start + self._shift

    def advance(self, seconds: float) -> None:
        """Move the time by `seconds`, backwards when negative."""
        self._shift += timedelta(seconds=seconds)

    def reset(self) -> None:
        """Forget the moves."""
        self._shift = timedelta()
