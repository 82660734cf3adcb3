"""HTTP sessions that carry the request id along, and reading an answer with a bound on its size."""

from types import SimpleNamespace
from typing import Any

import aiohttp
import structlog

from shared.web.middlewares import REQUEST_ID_HEADER


class OversizedAnswerError(aiohttp.ClientError):
    """The answer is larger than whoever asked is ready to hold."""


def create_session(user_agent: str, *, seconds: float) -> aiohttp.ClientSession:
    """A session whose calls end after `seconds` and name the request that they serve."""
    trace = aiohttp.TraceConfig()
    trace.on_request_start.append(_pass_request_id)
    return aiohttp.ClientSession(
        timeout=aiohttp.ClientTimeout(total=seconds),
        headers={"User-Agent": user_agent},
        trace_configs=[trace],
        cookie_jar=aiohttp.DummyCookieJar(),
    )


async def _pass_request_id(
    _: aiohttp.ClientSession, __: SimpleNamespace, params: aiohttp.TraceRequestStartParams
) -> None:
    request_id: Any = structlog.contextvars.get_contextvars().get("request_id")
    if request_id is not None:
        params.headers.setdefault(REQUEST_ID_HEADER, request_id)


async def read_bounded(response: aiohttp.ClientResponse, max_bytes: int) -> bytes:
    """The whole body; OversizedAnswerError past `max_bytes` (counted after decompression)."""
    body = bytearray()
    async for chunk in response.content.iter_chunked(64 * 1024):
        body += chunk
        if len(body) > max_bytes:
            raise OversizedAnswerError(f"{response.url.host}: more than {max_bytes} bytes")
    return bytes(body)
