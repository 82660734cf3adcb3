"""What has been asked of each API: the figures that a quota or a cache is judged by."""

from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Call:
    """The status is 0 when the connection ended without an answer."""

    status: int = 0


@dataclass
class ApiCalls:
    """`max_per_second` is the most within any sliding second, `max_at_once` the most in flight."""

    calls: int = 0
    max_per_second: int = 0
    max_at_once: int = 0
    by_path: Counter[str] = field(default_factory=Counter)
    by_status: Counter[int] = field(default_factory=Counter)
    at_once: int = 0
    last_second: deque[float] = field(default_factory=deque)

    def begin(self, path: str, tick: float) -> None:
        self.calls += 1
        self.by_path[path] += 1
        self.at_once += 1
        self.max_at_once = max(self.max_at_once, self.at_once)
        self.last_second.append(tick)
        while self.last_second[0] <= tick - 1:
            self.last_second.popleft()
        self.max_per_second = max(self.max_per_second, len(self.last_second))

    def show(self) -> dict[str, Any]:
        return {
            "calls": self.calls,
            "max_per_second": self.max_per_second,
            "max_at_once": self.max_at_once,
            "by_path": dict(self.by_path),
            "by_status": {str(status): count for status, count in sorted(self.by_status.items())},
        }


class Calls:
    """By API; every call counts, those that are refused too."""

    def __init__(self) -> None:
        self._apis: dict[str, ApiCalls] = {}

    @contextmanager
    def counting(self, api: str, path: str, tick: float) -> Iterator[Call]:
        """Count a call that begins at that tick (seconds); whoever answers it puts the status in."""
        counts = self._apis.setdefault(api, ApiCalls())
        counts.begin(path, tick)
        call = Call()
        try:
            yield call
        finally:
            counts.at_once -= 1
            counts.by_status[call.status] += 1

    def show(self) -> dict[str, Any]:
        return {api: counts.show() for api, counts in self._apis.items()}
