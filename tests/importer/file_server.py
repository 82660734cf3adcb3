"""A real HTTP server that gives one file, well or badly, as told."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web


@dataclass
class FileServer:
    """What is served, what goes wrong, and what was asked."""

    content: bytes = b""
    etag: str = '"1"'
    last_modified: str = ""
    ranges: bool = True
    cut_after: int | None = None  # bytes after which the next answer breaks off
    failures: list[int] = field(default_factory=list)  # statuses of the next answers
    endless: bool = False
    silent: bool = False
    shift: int = 0  # bytes by which the next partial answer misses what was asked
    redirect_to: str = ""
    url: str = ""
    requests: list[dict[str, str]] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.requests.append(dict(request.headers))
        response = await self._answer(request)
        self.statuses.append(response.status)
        return response

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        if self.silent:
            await asyncio.Event().wait()
        if self.failures:
            return web.Response(status=self.failures.pop(0))
        if self.redirect_to:
            return web.Response(status=302, headers={"Location": self.redirect_to})
        if self.etag and request.headers.get("If-None-Match") == self.etag:
            return web.Response(status=304)
        start = self._start(request)
        start, self.shift = start + (self.shift if start else 0), 0
        if start and start >= len(self.content):
            return web.Response(status=416, headers={"Content-Range": f"bytes */{len(self.content)}"})
        return await self._send(request, start)

    def _start(self, request: web.Request) -> int:
        wanted = request.headers.get("Range")
        same = request.headers.get("If-Range") in {self.etag, self.last_modified}
        return int(wanted.removeprefix("bytes=").rstrip("-")) if wanted and same and self.ranges else 0

    async def _send(self, request: web.Request, start: int) -> web.StreamResponse:
        response = web.StreamResponse(status=206 if start else 200)
        response.headers.update({"ETag": self.etag} if self.etag else {})
        response.headers.update({"Last-Modified": self.last_modified} if self.last_modified else {})
        if start:
            response.headers["Content-Range"] = f"bytes {start}-{len(self.content) - 1}/{len(self.content)}"
        if self.endless:
            return await self._send_without_end(request, response)
        response.content_length = len(self.content) - start
        await response.prepare(request)
        cut, self.cut_after = self.cut_after, None
        await response.write(self.content[start:][:cut])
        if cut is not None and request.transport is not None:
            request.transport.close()
        return response

    async def _send_without_end(
        self, request: web.Request, response: web.StreamResponse
    ) -> web.StreamResponse:
        response.enable_chunked_encoding()
        await response.prepare(request)
        while request.transport is not None and not request.transport.is_closing():
            await response.write(bytes(65_536))
        return response


@asynccontextmanager
async def serving(server: FileServer) -> AsyncIterator[FileServer]:
    """Serve at `server.url` for the length of the block."""
    application = web.Application()
    application.router.add_get("/{name:.*}", server.answer)
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    server.url = f"http://127.0.0.1:{port}/data.csv"
    try:
        yield server
    finally:
        await runner.cleanup()
