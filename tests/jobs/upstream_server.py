"""A small upstream over real HTTP: it counts what it is asked and answers what a test wants."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Self

from aiohttp import web
from multidict import CIMultiDict

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True)
class Call:
    at: float
    method: str
    path: str
    query: str
    token: str
    headers: CIMultiDict[str]


class UpstreamServer:
    """`answer` and `grant` may be replaced at any time; `hold` keeps answers back until it is set."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.grants: list[dict[str, str]] = []
        self.hold = asyncio.Event()
        self.hold.set()
        self.under_way = 0
        self.cut_short = 0
        self.expires_in = 1499.0
        self.revoked: set[str] = set()
        self.answer: Handler = count_calls(self)
        self.grant: Handler = self._grant

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_post("/token", self._token)
        app.router.add_route("*", "/api/{path:.*}", self._api)
        self._runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0, backlog=2048).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        self.hold.set()
        await self._runner.cleanup()

    def settings(self) -> dict[str, Any]:
        """What makes a JobsSettings talk to this server."""
        return {
            "cities_url": self.url,
            "tensions_url": self.url,
            "upstream_url": f"{self.url}/api",
            "token_url": f"{self.url}/token",
            "client_id": "PAR_mobiville",
            "client_secret": "sesame-sesame",
        }

    def most_in(self, seconds: float) -> int:
        """The largest number of calls that arrived in any period of this length."""
        times = [call.at for call in self.calls]
        return max(sum(start <= at < start + seconds for at in times) for start in times)

    async def _api(self, request: web.Request) -> web.StreamResponse:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        headers = CIMultiDict(request.headers)
        self.calls.append(
            Call(time.monotonic(), request.method, request.raw_path, request.query_string, token, headers)
        )
        if token in self.revoked:
            return web.Response(status=401, headers={"WWW-Authenticate": "Bearer"})
        self.under_way += 1
        try:
            await self.hold.wait()
            return await self.answer(request)
        except asyncio.CancelledError:
            self.cut_short += 1
            raise
        finally:
            self.under_way -= 1

    async def _token(self, request: web.Request) -> web.StreamResponse:
        form = await request.post()
        self.grants.append({name: str(value) for name, value in form.items()})
        return await self.grant(request)

    async def _grant(self, request: web.Request) -> web.Response:
        scope = str((await request.post())["scope"])
        token = {"access_token": f"token-{len(self.grants)}", "scope": scope, "token_type": "Bearer"}
        return web.json_response(token | {"expires_in": self.expires_in})


def count_calls(server: UpstreamServer) -> Handler:
    """Answers the number of the call."""

    async def answer(_: web.Request) -> web.Response:
        return web.json_response({"number": len(server.calls)})

    return answer


def always(
    status: int = 200, text: str = "", content_type: str = "application/json", **headers: str
) -> Handler:
    """The same answer to all; underscores in the names of headers stand for dashes."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}

    async def answer(_: web.Request) -> web.Response:
        return web.Response(status=status, text=text, content_type=content_type, headers=named)

    return answer


def in_turn(*handlers: Handler) -> Handler:
    """One after the other; the last one for ever."""
    left = list(handlers)

    async def answer(request: web.Request) -> web.StreamResponse:
        return await (left.pop(0) if len(left) > 1 else left[0])(request)

    return answer
