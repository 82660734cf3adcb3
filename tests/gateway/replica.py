"""A replica of any service: keeps what it is asked, and answers as it is told."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Self

from aiohttp import web

# None: the connection is cut instead
Answer = Callable[["Call"], Awaitable[web.Response | None]]


@dataclass(frozen=True)
class Call:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    connection: int


def answering(text: str = "answer", status: int = 200, *, seconds: float = 0, **headers: str) -> Answer:
    """The same after some time; names of headers have `_` for `-`."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}

    async def answer(_: Call) -> web.Response:
        await asyncio.sleep(seconds)
        return web.Response(text=text, status=status, headers=named)

    return answer


@dataclass
class Replica:
    """Listens on `host` and `port` (0: a free one) while its context is open, unless it is stopped before."""

    host: str = "127.0.0.1"
    port: int = 0
    answer: Answer = field(default_factory=answering)
    calls: list[Call] = field(default_factory=list)
    _runner: web.ServerRunner | None = None

    @property
    def address(self) -> str:
        return f"{self.host}:{self.port}"

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        peer = request.transport.get_extra_info("peername")[1] if request.transport else 0
        call = Call(request.method, request.raw_path, dict(request.headers), await request.read(), peer)
        self.calls.append(call)
        answer = await self.answer(call)
        if answer is None and request.transport is not None:
            request.transport.abort()
        return answer or web.Response()

    async def start(self) -> None:
        self._runner = web.ServerRunner(web.Server(self._handle, access_log=None), shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, self.host, self.port, backlog=1024).start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()
