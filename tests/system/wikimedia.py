"""The stand-in of Wikimedia in a process of its own."""

import asyncio
import sys
import urllib.request
from pathlib import Path
from typing import Any

import orjson

from tests.servers.process import ServerProcess, accepts_connections, free_port


class WikimediaProcess:
    """In no hurry to refuse: what is tested here are our services."""

    def __init__(self, home: Path) -> None:
        self._port = free_port()
        self.url = f"http://127.0.0.1:{self._port}"
        settings = {"SANDBOX_WM_PORT": str(self._port), "SANDBOX_WM_COMPLIANT_PER_MINUTE": "100000"}
        self.process = ServerProcess(
            [sys.executable, "-m", "sandbox.wikimedia"], home / "wikimedia.log", settings
        )

    def start(self) -> None:
        self.process.start(lambda: accepts_connections(self._port))

    async def edit(self, code: str, **changes: Any) -> None:
        """One more revision of the page of a commune."""
        await asyncio.to_thread(self._post, "edit", {"code": code, **changes})

    async def pass_time(self, **much: float) -> None:
        await asyncio.to_thread(self._post, "clock", much)

    def _post(self, what: str, content: dict[str, Any]) -> None:
        body = orjson.dumps(content)
        request = urllib.request.Request(f"{self.url}/_control/{what}", data=body, method="POST")  # noqa: S310
        with urllib.request.urlopen(request, timeout=10) as response:  # noqa: S310  # an address of ours
            assert response.status == 200
