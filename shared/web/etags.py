"""Answers that a visitor may have already: their ETag, and the few bytes that say that nothing changed."""

import hashlib
from collections.abc import Mapping

from aiohttp import web


def make_etag(body: bytes) -> str:
    """Of the bytes alone: every replica gives the same."""
    return f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'


def respond(request: web.Request, body: bytes, headers: Mapping[str, str]) -> web.Response:
    """The body, or that the visitor has it already; its ETag is among the headers."""
    known = request.headers.get("If-None-Match")
    if known is None or not _names(known, headers["ETag"]):
        return web.Response(body=body, headers=headers)
    unchanged = {name: value for name, value in headers.items() if name != "Content-Type"}
    return web.Response(status=304, headers=unchanged)


def _names(if_none_match: str, etag: str) -> bool:
    return any(tag.strip().removeprefix("W/") in (etag, "*") for tag in if_none_match.split(","))
