"""What every request goes through: a deadline, and JSON or nothing as a body."""

import asyncio

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from shared.errors import UnavailableError


def guard(deadline_seconds: float) -> Middleware:
    """503 when the answer takes longer; 415 for a body that is anything else than JSON."""

    @web.middleware
    async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.can_read_body and request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType
        try:
            async with asyncio.timeout(deadline_seconds):
                return await handler(request)
        except TimeoutError:
            raise UnavailableError(
                f"{request.path}: no answer within {deadline_seconds:g} s; what was found is kept: ask again",
                retry_after=2,
            ) from None

    return guarded
