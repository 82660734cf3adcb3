"""A stand-in for any service: answers calls of /api/v1 as a test tells it to, and keeps what it was asked."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import orjson
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from gateway.legacy.app import create_app
from gateway.legacy.settings import LegacySettings

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


def json(content: Any, status: int = 200, **headers: str) -> web.Response:
    """Headers have `_` for `-`."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return web.Response(
        body=orjson.dumps(content), status=status, content_type="application/json", headers=named
    )


@asynccontextmanager
async def legacy_before(answer: Answer, **settings: Any) -> AsyncIterator[TestClient[Any, Any]]:
    """The legacy face in front of services that all answer so."""
    services = web.Application()
    services.router.add_route("*", "/{path:.*}", answer)
    server = TestServer(services)
    server.skip_url_asserts = True
    async with server:
        url = str(server.make_url("")).rstrip("/")
        created = LegacySettings(cities_url=url, tensions_url=url, jobs_url=url, **settings)
        async with TestClient(TestServer(create_app(created))) as client:
            yield client
