"""What has been asked of each API: the figures that a crawler's manners are judged by."""

from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

ALL = "all"
_MINUTE = 60.0


@dataclass
class Call:
    """The status is 0 when the connection ended without an answer."""

    status: int = 0


@dataclass
class Figures:
    """`max_per_minute` is the most within any sliding minute, `max_at_once` the most in flight."""

    calls: int = 0
    max_per_minute: int = 0
    max_at_once: int = 0
    by_status: Counter[int] = field(default_factory=Counter)
    by_agent: Counter[str] = field(default_factory=Counter)
    at_once: int = 0
    last_minute: deque[float] = field(default_factory=deque)

    def begin(self, agent: str, tick: float) -> None:
        self.calls += 1
        self.by_agent[agent] += 1
        self.at_once += 1
        self.max_at_once = max(self.max_at_once, self.at_once)
        self.last_minute.append(tick)
        while self.last_minute[0] <= tick - _MINUTE:
            self.last_minute.popleft()
        self.max_per_minute = max(self.max_per_minute, len(self.last_minute))

    def end(self, status: int) -> None:
        self.at_once -= 1
        self.by_status[status] += 1

    def show(self) -> dict[str, Any]:
        return {
            "calls": self.calls,
            "max_per_minute": self.max_per_minute,
            "max_at_once": self.max_at_once,
            "by_status": {str(status): count for status, count in sorted(self.by_status.items())},
            "by_agent": dict(self.by_agent),
        }


class Calls:
    """By API, and for those together that share the limit per minute; refused calls count too."""

    def __init__(self) -> None:
        self._figures: dict[str, Figures] = {}

    @contextmanager
    def counting(self, keys: tuple[str, ...], agent: str, tick: float) -> Iterator[Call]:
        """Count a call that begins at that tick (seconds); whoever answers it puts the status in."""
        counted = [self._figures.setdefault(key, Figures()) for key in keys]
        for figures in counted:
            figures.begin(agent, tick)
        call = Call()
        try:
            yield call
        finally:
            for figures in counted:
                figures.end(call.status)

    def show(self) -> dict[str, Any]:
        return {key: figures.show() for key, figures in self._figures.items()}
