"""Failures that a test plans, and how each is played on the wire."""

import asyncio
import socket
import struct
from collections.abc import Awaitable, Callable
from typing import Literal

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field

Proceed = Callable[[], Awaitable[web.StreamResponse]]

_SLICES = 20
_MEGABYTE = 1 << 20
_PAGE = "<html><head><title>{0}</title></head><body><h1>{0}</h1><p>gateway (exemple)</p></body></html>"


class Failure(BaseModel):
    """What happens to the next calls (`times`; -1: all) of an API whose path contains `path`."""

    model_config = ConfigDict(extra="forbid")

    api: str = Field(default="*", description="`*`: any, the token endpoint included")
    kind: Literal[
        "status", "reset", "truncated", "invalid_json", "wrong_shape", "html", "empty", "huge", "slow", "drip"
    ] = "status"
    times: int = Field(default=1, ge=-1)
    path: str = ""
    status: int = Field(default=200, ge=200, le=599)
    headers: dict[str, str] = {}
    body: str = ""
    seconds: float = Field(default=1, ge=0, le=120, description="of slow and drip")
    megabytes: int = Field(default=64, ge=1, le=512, description="of huge")


class Failures:
    """The plans, in the order in which they were made."""

    def __init__(self) -> None:
        self.planned: list[Failure] = []

    def plan(self, failure: Failure) -> None:
        if failure.times != 0:
            self.planned.append(failure)

    def take(self, api: str, path: str) -> Failure | None:
        """The failure of this call, or None; it is one time less to come."""
        for failure in self.planned:
            if failure.api in {"*", api} and failure.path in path:
                if failure.times > 0:
                    failure.times -= 1
                if failure.times == 0:
                    self.planned.remove(failure)
                return failure
        return None


async def play(failure: Failure, request: web.Request, proceed: Proceed) -> web.StreamResponse:
    """Answer (or not) as planned; `proceed` gives the answer that there would have been."""
    return await _PLAYERS[failure.kind](failure, request, proceed)


async def _status(failure: Failure, _: web.Request, __: Proceed) -> web.StreamResponse:
    return web.Response(status=failure.status, text=failure.body, headers=failure.headers)


async def _html(failure: Failure, _: web.Request, __: Proceed) -> web.StreamResponse:
    page = _PAGE.format(f"{failure.status} Gateway")
    return web.Response(status=failure.status, text=page, content_type="text/html", headers=failure.headers)


async def _empty(failure: Failure, _: web.Request, __: Proceed) -> web.StreamResponse:
    return web.Response(status=failure.status, headers=failure.headers)


async def _invalid_json(failure: Failure, _: web.Request, __: Proceed) -> web.StreamResponse:
    return web.Response(status=failure.status, text='{"resultats":[{"id":"2', content_type="application/json")


async def _wrong_shape(failure: Failure, _: web.Request, __: Proceed) -> web.StreamResponse:
    body = failure.body or '[{"resultats":{"unexpected":[null]}}]'
    return web.Response(status=failure.status, text=body, content_type="application/json")


async def _reset(_: Failure, request: web.Request, __: Proceed) -> web.StreamResponse:
    """The connection ends with a TCP reset, without a byte of answer."""
    if request.transport is not None:
        raw: socket.socket | None = request.transport.get_extra_info("socket")
        if raw is not None:
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        request.transport.abort()
    return web.Response(status=204)


async def _truncated(_: Failure, request: web.Request, proceed: Proceed) -> web.StreamResponse:
    """The connection closes after half of the announced body."""
    whole, body = await _prepare(request, proceed)
    await whole.write(body[: len(body) // 2])
    if request.transport is not None:
        request.transport.close()
    return whole


async def _drip(failure: Failure, request: web.Request, proceed: Proceed) -> web.StreamResponse:
    whole, body = await _prepare(request, proceed)
    size = len(body) // _SLICES + 1
    for start in range(0, len(body), size):
        await whole.write(body[start : start + size])
        await asyncio.sleep(failure.seconds / _SLICES)
    await whole.write_eof()
    return whole


async def _prepare(request: web.Request, proceed: Proceed) -> tuple[web.StreamResponse, bytes]:
    """The headers of the true answer, sent; and its body, not yet."""
    true = await proceed()
    body = true.body if isinstance(true, web.Response) and isinstance(true.body, bytes) else b""
    whole = web.StreamResponse(status=true.status, headers=true.headers)
    whole.content_length = len(body)
    await whole.prepare(request)
    return whole, body


async def _slow(failure: Failure, _: web.Request, proceed: Proceed) -> web.StreamResponse:
    await asyncio.sleep(failure.seconds)
    return await proceed()


async def _huge(failure: Failure, request: web.Request, _: Proceed) -> web.StreamResponse:
    """Valid JSON, far too much of it."""
    response = web.StreamResponse(status=failure.status, headers={"Content-Type": "application/json"})
    response.content_length = failure.megabytes * _MEGABYTE
    await response.prepare(request)
    for number in range(failure.megabytes):
        start = b'{"resultats":["' if number == 0 else b""
        end = b'"]}' if number == failure.megabytes - 1 else b""
        await response.write(start + b"x" * (_MEGABYTE - len(start) - len(end)) + end)
    await response.write_eof()
    return response


_PLAYERS: dict[str, Callable[[Failure, web.Request, Proceed], Awaitable[web.StreamResponse]]] = {
    "status": _status,
    "reset": _reset,
    "truncated": _truncated,
    "invalid_json": _invalid_json,
    "wrong_shape": _wrong_shape,
    "html": _html,
    "empty": _empty,
    "huge": _huge,
    "slow": _slow,
    "drip": _drip,
}
