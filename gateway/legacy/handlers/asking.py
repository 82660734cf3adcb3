"""Beginning to ask for a request, and looking up what a path names."""

from collections.abc import Awaitable
from typing import TypeVar

import structlog
from aiohttp import web

from gateway.legacy.calls import Asking
from gateway.legacy.state import SERVICES
from shared.errors import InvalidRequestError, NotFoundError, UnavailableError, UpstreamError

T = TypeVar("T")

log = structlog.get_logger(__name__)


def asking_of(request: web.Request) -> Asking:
    """The calls of this request."""
    return Asking(request.app[SERVICES])


async def find(wanted: Awaitable[T]) -> T | None:
    """What a code of the path names; None when nothing has it, or could."""
    try:
        return await wanted
    except (NotFoundError, InvalidRequestError):
        return None


async def get(wanted: Awaitable[T], what: str) -> T:
    """What a code of the path names; NotFoundError when nothing has it, or could."""
    found = await find(wanted)
    if found is None:
        raise NotFoundError(f"there is no {what}")
    return found


async def attempt(asking: Asking, wanted: Awaitable[T]) -> T | None:
    """What the answer can do without: None when nobody can tell, and then nobody keeps the answer."""
    try:
        return await wanted
    except (UnavailableError, UpstreamError) as error:
        log.warning("left_out", code=error.code, detail=error.detail)
        asking.cacheable = False
        return None
