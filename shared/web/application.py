"""An aiohttp application with what every service has: health, metrics, OpenAPI, problems."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import orjson
import structlog
from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, Gauge, generate_latest

from shared.web.endpoints import Route, add_routes
from shared.web.memo import MEMO, AnswerMemo
from shared.web.middlewares import request_middlewares
from shared.web.openapi import openapi_document

log = structlog.get_logger(__name__)

Check = Callable[[], Awaitable[None]]

OPENAPI: web.AppKey[dict[str, Any]] = web.AppKey("openapi")
CHECKS: web.AppKey[dict[str, Check]] = web.AppKey("checks")
SERVICE: web.AppKey[str] = web.AppKey("service")
DETAILS: web.AppKey[Callable[[], Mapping[str, str]]] = web.AppKey("details")
_CHECK_SECONDS = 2.0
_PART_READY = Gauge(
    "mobiville_part_ready", "1 when the part was well at the last look at /health/ready", ["service", "part"]
)
_MAX_BODY_BYTES = 256 * 1024


def create_application(service: str, routes: Sequence[Route], *, title: str) -> web.Application:
    """The application without its lifecycle; `app[CHECKS]` takes what readiness depends on, `app[DETAILS]`
    gives the states of what it does not depend on but an operator wants to see."""
    memo = AnswerMemo()
    app = web.Application(middlewares=request_middlewares(service, memo), client_max_size=_MAX_BODY_BYTES)
    app[SERVICE] = service
    app[OPENAPI] = openapi_document(title, routes)
    app[CHECKS] = dict[str, Check]()
    app[MEMO] = memo
    add_routes(app, routes)
    app.router.add_get("/health/live", _live)
    app.router.add_get("/health/ready", _ready)
    app.router.add_get("/metrics", _metrics)
    app.router.add_get(f"/openapi/{service}.json", _openapi)
    return app


async def _live(_: web.Request) -> web.Response:
    return web.json_response({"status": "ok"})


async def _ready(request: web.Request) -> web.Response:
    parts = await run_checks(request.app[CHECKS])
    for part, state in parts.items():
        _PART_READY.labels(request.app[SERVICE], part).set(state == "ok")
    ready = all(state == "ok" for state in parts.values())
    body: dict[str, Any] = {"status": "ok" if ready else "not ready", "parts": parts}
    if DETAILS in request.app:
        body["details"] = dict(request.app[DETAILS]())
    return web.json_response(body, status=200 if ready else 503, headers={"Cache-Control": "no-store"})


async def run_checks(checks: dict[str, Check]) -> dict[str, str]:
    """Each part's state: "ok", or what is wrong with it."""
    return dict(zip(checks, await asyncio.gather(*map(_state, checks.values())), strict=True))


async def _state(check: Check) -> str:
    try:
        await asyncio.wait_for(check(), _CHECK_SECONDS)
    except TimeoutError:
        return f"no answer within {_CHECK_SECONDS:g} s"
    except Exception as error:  # noqa: BLE001  # whatever is wrong with a part is what we report
        log.warning("not_ready", error=repr(error))
        return f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else 'no detail'}"
    return "ok"


async def _metrics(_: web.Request) -> web.Response:
    return web.Response(body=generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})


async def _openapi(request: web.Request) -> web.Response:
    return web.Response(body=orjson.dumps(request.app[OPENAPI]), content_type="application/json")
