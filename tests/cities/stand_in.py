"""The tensions service as cities sees it: one matrix over HTTP, with an ETag."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

MATRIX: dict[str, Any] = {
    "version": "1",
    "sample": True,
    "year": 2021,
    "source": {
        "title": "Tensions",
        "producer": "Dares",
        "licence": "Licence Ouverte 2.0",
        "url": "https://example.org/tensions",
        "vintage": "2021",
        "file": "tensions.csv",
        "sample": True,
    },
    "rome": ["G1602", "J1102"],
    "bassins": ["5302", "5315", "5316"],
    "levels": ["052", "413"],
}


class Tensions:
    """`status` other than 200 refuses; `asked` counts requests, `sent` the matrices that went out."""

    def __init__(self) -> None:
        self.matrix: Any = dict(MATRIX)
        self.etag: str | None = '"1"'
        self.status = 200
        self.asked = 0
        self.sent = 0
        self.url = ""

    async def answer(self, request: web.Request) -> web.Response:
        self.asked += 1
        if self.status != 200:
            return web.Response(status=self.status)
        headers = {"ETag": self.etag} if self.etag else {}
        if self.etag and request.headers.get("If-None-Match") == self.etag:
            return web.Response(status=304, headers=headers)
        self.sent += 1
        if isinstance(self.matrix, str):
            return web.Response(text=self.matrix, headers=headers)
        return web.json_response(self.matrix, headers=headers)

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[None]:
        app = web.Application()
        app.router.add_get("/internal/tensions/matrix", self.answer)
        async with TestServer(app) as server:
            self.url = str(server.make_url("")).rstrip("/")
            yield
