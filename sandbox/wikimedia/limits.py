"""The limits that all wikis share: calls per minute and calls in flight, per client."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil

from sandbox.wikimedia.agents import Class


@dataclass
class Window:
    """A minute of a client: how many calls since its first."""

    start: float
    calls: int = 0
    in_flight: int = 0


class Limits:
    """Clients are told apart by address, and by User-Agent when it says who they are."""

    def __init__(self) -> None:
        self._windows: dict[tuple[str, str], Window] = {}

    def find(self, address: str, agent: str, agent_class: Class) -> Window:
        """The window of a client; those who do not say who they are share that of their address."""
        client = (address, agent if agent_class in {"compliant", "browser"} else "")
        return self._windows.setdefault(client, Window(start=float("-inf")))


def count_call(window: Window, limit: int, seconds: float, tick: float) -> int:
    """Count one more call; how long to wait (seconds) when it is one too many, else 0."""
    if tick >= window.start + seconds:
        window.start, window.calls = tick, 0
    window.calls += 1
    return max(1, ceil(window.start + seconds - tick)) if window.calls > limit else 0


@contextmanager
def in_flight(window: Window) -> Iterator[int]:
    """How many calls the client has under way, this one included."""
    window.in_flight += 1
    try:
        yield window.in_flight
    finally:
        window.in_flight -= 1
