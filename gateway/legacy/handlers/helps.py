"""Help schemes."""

from typing import Any

from aiohttp import web

from gateway.legacy.handlers.asking import asking_of, attempt, find
from gateway.legacy.help_texts import describe_help, preview_help
from gateway.legacy.requests import SlugPath
from shared.web.endpoints import Encoded


async def list_helps(request: web.Request) -> Encoded[Any]:
    """All schemes, shortly."""
    asking = asking_of(request)
    helps = await asking.cities("helps")
    return asking.answer([preview_help(one) for one in helps["items"]])


async def read_help(request: web.Request, path: SlugPath) -> Encoded[Any] | web.Response:
    """One scheme, in full; the reading is counted unless nobody reads (HEAD). 204 when there is none."""
    asking = asking_of(request)
    scheme = await find(asking.cities("helps", path.slug))
    if scheme is None:
        return web.Response(status=204)
    if request.method == "HEAD":
        return asking.answer(describe_help(scheme))
    counted = await attempt(asking, find(asking.tell_cities("helps", path.slug, "views")))
    return asking.answer(describe_help(scheme | (counted or {})))
