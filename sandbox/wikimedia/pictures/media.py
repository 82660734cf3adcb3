"""upload.wikimedia.org and thumb.wikimedia.org: the files themselves and their thumbnails."""

import asyncio
import hashlib
import re
from functools import lru_cache

from aiohttp import web

from sandbox.wikimedia.pictures.addresses import WIDTHS
from sandbox.wikimedia.pictures.files import File
from sandbox.wikimedia.pictures.landscapes import draw_picture
from sandbox.wikimedia.state import SANDBOX, Sandbox

_THUMBNAIL = re.compile(r"(\d+)px-")
_DRAWN = {"image/svg+xml": "image/png", "image/tiff": "image/jpeg", "application/pdf": "image/jpeg"}
_MOST_PIXELS = 3840


async def serve_file(request: web.Request) -> web.Response:
    """The file at its own size (at most 3,840 wide: nobody needs more from a stand-in)."""
    file = _find(request)
    if file.mime in {"application/pdf", "video/webm"}:
        return _picture(request, b"%PDF-1.4\n" if file.mime.endswith("pdf") else b"\x1aE\xdf\xa3", file.mime)
    if file.mime == "image/svg+xml":
        return _picture(request, _vector(file), file.mime)
    content = await asyncio.to_thread(_draw, file, min(file.width, _MOST_PIXELS), True)
    return _picture(request, content, file.mime)


async def serve_thumbnail(request: web.Request) -> web.Response:
    """A thumbnail of one of the widths that are served, not wider than its file."""
    file, sandbox = _find(request), request.app[SANDBOX]
    wanted = _THUMBNAIL.match(request.match_info["thumbnail"])
    if wanted is None:
        raise web.HTTPNotFound(text="File not found")
    width = int(wanted[1])
    if width not in WIDTHS and sandbox.switches.thumb_width_policy != "serve":
        return _refuse_width(sandbox)
    if width > _MOST_PIXELS:
        raise web.HTTPBadRequest(text="Requested size too large")
    shown = width if file.mime == "image/svg+xml" else min(width, file.width)
    content = await asyncio.to_thread(_draw, file, shown, False)
    return _picture(request, content, _DRAWN.get(file.mime, file.mime))


def _find(request: web.Request) -> File:
    sandbox, parts = request.app[SANDBOX], request.match_info
    file = sandbox.wiki.files.find(parts["name"].replace("_", " "))
    local = parts["project"] == "fr"
    if file is None or file.role in {"gone", "renamed"} or (file.role == "local_logo") != local:
        raise web.HTTPNotFound(text="File not found")
    if file.folder != f"{parts['first']}/{parts['second']}":
        raise web.HTTPNotFound(text="File not found")
    return file


def _refuse_width(sandbox: Sandbox) -> web.Response:
    text = "Use thumbnail sizes listed on https://w.wiki/GHai\n"
    if sandbox.switches.thumb_width_policy == "429":
        return web.Response(status=429, text=text, headers={"Retry-After": "20"})
    return web.Response(status=400, text=text)


def _picture(request: web.Request, content: bytes, mime: str) -> web.Response:
    tag = hashlib.md5(request.path.encode(), usedforsecurity=False).hexdigest()[:16]
    headers = {
        "ETag": f'"{tag}"',
        "Cache-Control": "public, max-age=31536000",
        "Access-Control-Allow-Origin": "*",
    }
    if request.headers.get("If-None-Match", "").strip('W/"') == tag:
        return web.Response(status=304, headers=headers)
    return web.Response(body=content, content_type=mime, headers=headers)


@lru_cache(maxsize=64)
def _draw(file: File, width: int, as_file: bool) -> bytes:  # part of the cache's key
    return draw_picture(file, width, as_file=as_file)


def _vector(file: File) -> bytes:
    shape = "M0 0H600V440L300 660 0 440Z"
    title = f"<title>{file.place.name.replace('&', 'et')} (exemple)</title>"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{file.width}" height="{file.height}">'
    return f'{head}{title}<path d="{shape}" fill="#8a3324"/></svg>'.encode()


_FILE = "/wikipedia/{project:commons|fr}/{first:[0-9a-f]}/{second:[0-9a-f]{2}}/{name}"
_THUMB = "/wikipedia/{project:commons|fr}/thumb/{first:[0-9a-f]}/{second:[0-9a-f]{2}}/{name}/{thumbnail}"
ROUTES = (
    web.get("/upload.wikimedia.org" + _FILE, serve_file),
    web.get("/upload.wikimedia.org" + _THUMB, serve_thumbnail),
    web.get("/thumb.wikimedia.org" + _THUMB, serve_thumbnail),
)
