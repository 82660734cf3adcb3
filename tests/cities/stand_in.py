"""The services that cities calls, as it sees them."""

import asyncio
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


def portrait_of(kind: str, code: str, text: str = "Une ville.") -> dict[str, Any]:
    """As the enrichment service tells of a place with a photo."""
    return {
        "kind": kind,
        "code": code,
        "text": text,
        "shortened": False,
        "page": {
            "title": "Rennes",
            "url": "https://fr.wikipedia.org/wiki/Rennes",
            "revision": 1,
            "licence": "CC BY-SA 4.0",
            "licence_url": "https://creativecommons.org/licenses/by-sa/4.0/deed.fr",
        },
        "image": {
            "url": f"/api/v1/portraits/{kind}/{code}/image?v=0123456789ab",
            "width": 4000,
            "height": 3000,
            "author": "Jeanne D.",
            "licence": "CC BY 3.0",
            "licence_url": "https://creativecommons.org/licenses/by/3.0",
            "page_url": "https://commons.wikimedia.org/wiki/File:Rennes.jpg",
            "widths": [250, 400, 800, 1280],
        },
        "image_missing": None,
        "retrieved_at": "2026-11-23T10:00:00Z",
        "sample": True,
    }


class Enrichment:
    """Portraits of the places in `portraits`; `status` other than 200 refuses, `delay` is in seconds.

    `asked` are the paths, in their order.
    """

    def __init__(self) -> None:
        self.portraits: dict[tuple[str, str], dict[str, Any]] = {}
        self.status = 200
        self.delay = 0.0
        self.asked: list[str] = []
        self.url = ""

    def add(self, kind: str, code: str, text: str = "Une ville.") -> None:
        self.portraits[kind, code] = portrait_of(kind, code, text)

    async def answer_portrait(self, request: web.Request) -> web.Response:
        self.asked.append(request.path)
        await asyncio.sleep(self.delay)
        if self.status != 200:
            return web.Response(status=self.status)
        portrait = self.portraits.get((request.match_info["kind"], request.match_info["code"]))
        if portrait is None:
            return web.json_response({"code": "not-found", "message": "Pas encore cherché."}, status=404)
        return web.json_response(portrait)

    async def answer_photos(self, _: web.Request) -> web.Response:
        if self.status != 200:
            return web.Response(status=self.status)
        return web.json_response({"communes": [code for kind, code in self.portraits if kind == "communes"]})

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[None]:
        app = web.Application()
        app.router.add_get("/api/v1/portraits/{kind}/{code}", self.answer_portrait)
        app.router.add_get("/internal/portraits/photos", self.answer_photos)
        async with TestServer(app) as server:
            self.url = str(server.make_url("")).rstrip("/")
            yield
