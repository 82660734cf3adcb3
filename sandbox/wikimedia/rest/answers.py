"""Answers of the REST APIs: problems, and pages with their ETag."""

from typing import Any

import orjson
from aiohttp import web

from sandbox.wikimedia.pages import Page


def answer_problem(detail: str, uri: str) -> web.Response:
    """A 404 as application/problem+json."""
    content = {
        "type": "https://mediawiki.org/wiki/HyperSwitch/errors/not_found",
        "title": "Not found.",
        "method": "get",
        "detail": detail,
        "uri": uri,
    }
    return web.Response(
        status=404, body=orjson.dumps(content), headers={"Content-Type": "application/problem+json"}
    )


def answer_page(request: web.Request, page: Page, content: dict[str, Any]) -> web.Response:
    """200, or 304 when the caller has this revision already."""
    version = page.version
    tag = f'W/"{version.revision}/{version.revision:x}-exemple"'
    headers = {
        "ETag": tag,
        "Last-Modified": f"{version.edited_at:%a, %d %b %Y %H:%M:%S} GMT",
        "Cache-Control": "s-maxage=1209600, max-age=300",
    }
    if tag in request.headers.get("If-None-Match", ""):
        return web.Response(status=304, headers=headers)
    response = web.Response(body=orjson.dumps(content), headers=headers)
    response.headers["Content-Type"] = "application/json; charset=utf-8"
    response.enable_compression()
    return response
