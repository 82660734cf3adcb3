"""Driving the stand-in; and running it in a thread of its own, so that any loop (or none) can talk to it."""

import asyncio
import json
import threading
import urllib.request
from typing import Any

from aiohttp import web

from sandbox.clock import Clock
from sandbox.francetravail.app import create_app
from sandbox.francetravail.settings import SandboxSettings

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
        self._clock = clock
        self._loop = asyncio.new_event_loop()
        self._runner: web.AppRunner | None = None
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def start(self) -> None:
        self._thread.start()
        self.url = asyncio.run_coroutine_threadsafe(self._serve(), self._loop).result(timeout=30)

    async def _serve(self) -> str:
        self._runner = web.AppRunner(create_app(self.settings, clock=self._clock), access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        return f"http://{host}:{port}"

    def stop(self) -> None:
        if self._runner is not None:
            asyncio.run_coroutine_threadsafe(self._runner.cleanup(), self._loop).result(timeout=30)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=30)
        self._loop.close()
