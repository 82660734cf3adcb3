"""Driving the stand-in; and running it in a thread of its own."""

import json
import urllib.request
from typing import Any

from sandbox.clock import Clock
from sandbox.francetravail.app import create_app
from sandbox.francetravail.settings import SandboxSettings
from tests.sandbox.threaded import Threaded

UNLIMITED = {"replenish": 1e6, "burst": 1_000_000}


class Control:
    """The control routes of the stand-in that listens at `url`, wherever it runs."""

    def __init__(self, url: str) -> None:
        self.url = url

    def control(self, method: str, path: str, /, **content: Any) -> Any:
        """The answer of a control route."""
        url, data = f"{self.url}/_control/{path}", json.dumps(content).encode()
        request = urllib.request.Request(url, data, method=method)  # noqa: S310  # our own server
        with urllib.request.urlopen(request, timeout=10) as response:  # noqa: S310  # our own server
            return json.loads(response.read())

    def reset(self) -> None:
        """As it was at the start, but that calls are not limited."""
        self.control("POST", "reset", rates={"*": UNLIMITED}, default_rate=UNLIMITED)

    def switch(self, **switches: Any) -> None:
        self.control("PATCH", "switches", **switches)

    def play(self, code: str, **changes: Any) -> None:
        """Set off a failure of section 9 of the reference."""
        self.control("POST", "play", code=code, **changes)

    def fail_next(self, **failure: Any) -> None:
        self.control("POST", "fail_next", **failure)

    def advance(self, **time: float) -> None:
        """Move the clock on by seconds, hours, days."""
        units = {"seconds": 1, "hours": 3600, "days": 86_400}
        seconds = sum(units[unit] * amount for unit, amount in time.items())
        self.control("POST", "clock", advance_seconds=seconds)

    def calls(self, api: str) -> dict[str, Any]:
        """The counters of an API; {} before its first call."""
        counted: dict[str, Any] = self.control("GET", "calls")["apis"].get(api, {})
        return counted


class FranceTravail(Control):
    """`start()` before use; `url` is where every API is."""

    def __init__(self, settings: SandboxSettings | None = None, *, clock: Clock | None = None) -> None:
        super().__init__("")
        self.settings = settings or SandboxSettings()
        self._threaded = Threaded(lambda: create_app(self.settings, clock=clock))

    def start(self) -> None:
        self.url = self._threaded.start()

    def stop(self) -> None:
        self._threaded.stop()
