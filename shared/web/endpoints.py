"""Routes as data: method, path and a typed handler, from which binding and OpenAPI are derived.

A handler is `async def f(request, query: Query, path: Path, body: Body) -> Model`, each of the
three parameters being optional and a pydantic model. Unknown and repeated parameters are refused.
"""

import inspect
import typing
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from aiohttp import web
from pydantic import BaseModel, ValidationError

from shared.errors import InvalidRequestError
from shared.web.etags import make_etag, respond
from shared.web.memo import MEMO

Handler = Callable[..., Awaitable[Any]]
Bound = Callable[[web.Request], Awaitable[web.StreamResponse]]
ModelT = TypeVar("ModelT")

PUBLIC_DATA = "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400"
STATIC_DATA = "public, max-age=86400, stale-while-revalidate=604800, stale-if-error=604800"


@dataclass(frozen=True, slots=True)
class Encoded(Generic[ModelT]):
    """A response of the model's shape that the handler has put into JSON bytes itself.

    `cacheable` is False when the answer is less than it would be a moment later: nobody keeps it.
    """

    body: bytes
    cacheable: bool = True


@dataclass(frozen=True, slots=True)
class Route:
    """One operation. `cache` is its Cache-Control; with one, answers also carry an ETag.

    `memo`: the answer depends on the address and the data only, and is kept in `app[MEMO]` until they change.
    `empty`: when it answers 204, if it ever does.
    """

    method: str
    path: str
    handler: Handler
    cache: str | None = None
    content_type: str = "application/json"
    memo: bool = False
    empty: str | None = None

    def models(self) -> dict[str, Any]:
        """The handler's annotations: query, path, body and return."""
        return typing.get_type_hints(self.handler, include_extras=True)


def get(  # noqa: PLR0913 - what a route may say of itself, all optional
    path: str,
    handler: Handler,
    *,
    cache: str | None = None,
    content_type: str = "application/json",
    memo: bool = False,
    empty: str | None = None,
) -> Route:
    return Route("GET", path, handler, cache, content_type, memo, empty)


def post(path: str, handler: Handler) -> Route:
    return Route("POST", path, handler)


def add_routes(app: web.Application, routes: Sequence[Route]) -> None:
    """Put the routes into the application's table."""
    for route in routes:
        bound = _bind(route)
        if route.method == "GET":
            app.router.add_get(route.path, bound)
        else:
            app.router.add_route(route.method, route.path, bound)


def _bind(route: Route) -> Bound:
    models = route.models()
    parameters = [name for name in inspect.signature(route.handler).parameters if name in _READERS]

    async def bound(request: web.Request) -> web.StreamResponse:
        arguments = {name: await _READERS[name](models[name], request) for name in parameters}
        if "query" not in arguments and request.query_string:
            _refuse_parameters(request)
        result = await route.handler(request, **arguments)
        return result if isinstance(result, web.StreamResponse) else _respond(request, result, route)

    return _remembering(bound) if route.memo else bound


def _remembering(bound: Bound) -> Bound:
    """The same; what it answers is kept, and asked for again it is answered before we come here."""

    async def remembering(request: web.Request) -> web.StreamResponse:
        memo = request.app[MEMO]
        generation = memo.begin()
        response = await bound(request)
        if isinstance(response, web.Response) and response.status == 200 and "ETag" in response.headers:
            body = response.body
            if isinstance(body, bytes):
                memo.keep(request.raw_path, body, response.headers.copy(), generation)
        return response

    return remembering


def _refuse_parameters(request: web.Request) -> None:
    raise InvalidRequestError([{"parameter": name, "message": "unknown parameter"} for name in request.query])


async def _read_query(model: type[BaseModel], request: web.Request) -> BaseModel:
    return _validated(model, _fields(model, request))


async def _read_path(model: type[BaseModel], request: web.Request) -> BaseModel:
    return _validated(model, dict(request.match_info))


async def _read_body(model: type[BaseModel], request: web.Request) -> BaseModel:
    try:
        return model.model_validate_json(await request.read())
    except ValidationError as error:
        raise InvalidRequestError(_faults(error, prefix="body")) from error


_READERS = {"query": _read_query, "path": _read_path, "body": _read_body}


def _fields(model: type[BaseModel], request: web.Request) -> dict[str, Any]:
    """Query values by name; only fields that are lists may be given several times."""
    fields: dict[str, Any] = {}
    for name in dict.fromkeys(request.query):
        values = request.query.getall(name)
        known = model.model_fields.get(name)
        if known is not None and typing.get_origin(known.annotation) is list:
            fields[name] = values
        elif len(values) > 1:
            raise InvalidRequestError([{"parameter": name, "message": "given more than once"}])
        else:
            fields[name] = values[0]
    return fields


def _validated(model: type[BaseModel], fields: dict[str, Any]) -> BaseModel:
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        raise InvalidRequestError(_faults(error)) from error


def _faults(error: ValidationError, prefix: str = "") -> list[dict[str, str]]:
    """Each fault by the name of its parameter, or by its path in the body."""

    def fault(item: Any) -> dict[str, str]:
        path = (prefix, *item["loc"]) if prefix else item["loc"][:1]
        place = ".".join(str(part) for part in path) or "query"
        message = item["msg"].removeprefix("Value error, ")
        if item["type"] == "extra_forbidden":
            message = "unknown parameter"
        return {"parameter": place, "message": message}

    return [
        fault(item) for item in error.errors(include_url=False, include_input=False, include_context=False)
    ]


def _respond(request: web.Request, result: Any, route: Route) -> web.Response:
    encoded = isinstance(result, Encoded)
    body = result.body if encoded else result.__pydantic_serializer__.to_json(result)
    headers = {"Content-Type": route.content_type}
    if route.cache is None or (encoded and not result.cacheable):
        headers["Cache-Control"] = "no-store"
        return web.Response(body=body, headers=headers)
    headers["Cache-Control"] = route.cache
    headers["ETag"] = make_etag(body)
    return respond(request, body, headers)
