"""Commons as images are asked of it: one API, thumbnails and originals, and what may go wrong with them."""

import asyncio
import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web
from aiohttp.test_utils import TestServer
from PIL import Image

SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def jpeg(width: int, colour: str = "green") -> bytes:
    """A photo, 2:3."""
    written = io.BytesIO()
    Image.new("RGB", (width, max(1, width * 2 // 3)), colour).save(written, "JPEG")
    return written.getvalue()


class Commons:
    """`asked`: the widths and files asked for, in their order; the rest is what it answers with.

    `gate`, when cleared, holds every answer back.
    """

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.status = 200
        self.headers: dict[str, str] = {}
        self.content_type = "image/jpeg"
        self.body: bytes | None = None
        self.colour = "green"
        self.thumbnail_url: str | None = None
        self.gate = asyncio.Event()
        self.gate.set()
        self.url = ""

    @property
    def api_url(self) -> str:
        return f"{self.url}/w/api.php"

    async def answer_api(self, request: web.Request) -> web.Response:
        form = await request.post()
        width, title = int(str(form["iiurlwidth"])), str(form["titles"])
        self.asked.append(f"api {width}")
        url = self.thumbnail_url or f"{self.url}/files/{width}.jpg"
        info = {"thumburl": url, "thumbwidth": width, "thumbheight": width * 2 // 3}
        pages = [{"title": title, "imageinfo": [info]}]
        return web.json_response({"batchcomplete": True, "query": {"pages": pages}})

    async def answer_file(self, request: web.Request) -> web.Response:
        width = request.match_info["width"]
        self.asked.append(f"file {width}")
        await self.gate.wait()
        body = jpeg(int(width), self.colour) if self.body is None else self.body
        headers = {"Content-Type": self.content_type, **self.headers}
        return web.Response(status=self.status, body=body, headers=headers)

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[None]:
        app = web.Application()
        app.router.add_post("/w/api.php", self.answer_api)
        app.router.add_get("/files/{width}.jpg", self.answer_file)
        async with TestServer(app) as server:
            self.url = str(server.make_url("")).rstrip("/")
            yield
