"""What happens around every request: an id, a metric, a log line, problems instead of tracebacks."""

import itertools
import re
import secrets
import time
from http import HTTPStatus
from typing import Any

import orjson
import structlog
from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from shared.errors import MEDIA_TYPE, ServiceError, problem
from shared.web.counting import Times
from shared.web.etags import respond
from shared.web.memo import AnswerMemo

log = structlog.get_logger(__name__)

REQUEST_ID_HEADER = "X-Request-Id"
# what an application adds to each of its problems
PROBLEM_MEMBERS: web.AppKey[dict[str, Any]] = web.AppKey("problem_members")
_LONG_SECONDS = 1.0
_READING = ("GET", "HEAD")
_REQUEST_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
_OURS = secrets.token_hex(10)  # no other process counts up from the same
_numbers = itertools.count()
_SECONDS = Times(
    "mobiville_http_request_seconds",
    "Time to answer a request, by route",
    ["service", "method", "route", "status"],
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)


def request_middlewares(service: str, memo: AnswerMemo) -> list[Middleware]:
    """Outermost first: what is in the memo; the request id, the measure and the log; then the problems.

    The gateway logs every request; here those that went wrong or took long are, the others for who debugs.
    An answer from the memo is neither: it is measured, and costs nothing else.
    """

    @web.middleware
    async def observe(request: web.Request, handler: Handler) -> web.StreamResponse:
        start = time.perf_counter()
        request_id = _request_id_of(request)
        answer = memo.find(request.raw_path) if request.method in _READING else None
        if answer is not None:
            response: web.StreamResponse = respond(request, answer.body, answer.headers)
        else:
            with structlog.contextvars.bound_contextvars(request_id=request_id, service=service):
                response = await handler(request)
                _tell(request, response, time.perf_counter() - start)
        response.headers[REQUEST_ID_HEADER] = request_id
        seconds = time.perf_counter() - start
        _SECONDS.observe(seconds, service, request.method, _route_of(request), str(response.status))
        return response

    return [observe, _problems]


def _request_id_of(request: web.Request) -> str:
    given = request.headers.get(REQUEST_ID_HEADER)
    if given is not None and _REQUEST_ID.fullmatch(given):
        return given
    return f"{_OURS}{next(_numbers):012x}"


def _tell(request: web.Request, response: web.StreamResponse, seconds: float) -> None:
    tell = log.info if _is_remarkable(response.status, seconds) else log.debug
    tell(
        "request",
        method=request.method,
        route=_route_of(request),
        status=response.status,
        seconds=round(seconds, 5),
    )


def _is_remarkable(status: int, seconds: float) -> bool:
    return status >= HTTPStatus.BAD_REQUEST or seconds >= _LONG_SECONDS


def _route_of(request: web.Request) -> str:
    resource = request.match_info.route.resource
    return resource.canonical if resource else "(none)"


@web.middleware
async def _problems(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except ServiceError as error:
        if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            log.warning("request_failed", code=error.code, detail=error.detail)
        return _problem(
            request,
            error.headers,
            status=error.status,
            code=error.code,
            title=error.title,
            detail=error.detail,
            **error.members,
        )
    except web.HTTPException as error:
        if error.status < HTTPStatus.BAD_REQUEST:
            raise
        allow = {"Allow": error.headers["Allow"]} if "Allow" in error.headers else {}
        code = error.reason.lower().replace(" ", "-")
        detail = f"{request.method} {request.path}: {error.reason.lower()}"
        return _problem(request, allow, status=error.status, code=code, title=error.reason, detail=detail)
    except Exception:
        log.exception("request_crashed", path=request.path)
        return _problem(
            request,
            {},
            status=500,
            code="internal-error",
            title="Internal error",
            detail="Something failed on our side; it has been logged under the request id.",
        )


def _problem(request: web.Request, headers: dict[str, str], **members: Any) -> web.Response:
    extra = request.app.get(PROBLEM_MEMBERS) or {}
    request_id = structlog.contextvars.get_contextvars().get("request_id")
    body = problem(**members, **extra, instance=request.path, request_id=request_id)
    headers = {"Cache-Control": "no-store"} | headers
    return web.Response(
        status=members["status"], body=orjson.dumps(body), content_type=MEDIA_TYPE, headers=headers
    )
