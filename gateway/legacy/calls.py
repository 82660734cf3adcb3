"""Calls of /api/v1: their answers as they are, their problems in the front's own words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Literal

import aiohttp
import orjson

from shared.errors import (
    GoneError,
    InvalidRequestError,
    NotFoundError,
    ServiceError,
    UnavailableError,
    UpstreamError,
)
from shared.http_client import read_bounded
from shared.web.endpoints import Encoded

Service = Literal["cities", "tensions", "jobs"]
Value = str | int | float | Sequence[str] | None

_SEGMENT = re.compile(r"[A-Za-z0-9-]+")
_MAX_BYTES = 8 * 1024 * 1024
# what the front calls the parameters of /api/v1
_NAMES = {
    "rome": "codeRome",
    "city": "insee",
    "code_insee": "insee",
    "environment": "codeEnvironment",
    "size": "codeCity",
    "region": "codeRegion",
    "departement": "codeDepartement",
    "page": "index",
    "q": "query",
}
_REFUSALS: Mapping[int, type[GoneError | NotFoundError]] = {
    HTTPStatus.NOT_FOUND: NotFoundError,
    HTTPStatus.GONE: GoneError,
}


@dataclass(frozen=True, slots=True)
class Services:
    """Where each service listens, and the session that all calls share."""

    session: aiohttp.ClientSession
    urls: Mapping[Service, str]


class Asking:
    """The calls made for one request; `cacheable` as long as all their answers are."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self.cacheable = True

    async def cities(self, *path: str, **parameters: Value) -> Any:
        """What the cities service answers; ServiceError when it refuses or does not answer."""
        return await self._ask("cities", "GET", path, parameters)

    async def tensions(self, *path: str, **parameters: Value) -> Any:
        return await self._ask("tensions", "GET", path, parameters)

    async def jobs(self, *path: str, **parameters: Value) -> Any:
        return await self._ask("jobs", "GET", path, parameters)

    async def tell_cities(self, *path: str) -> Any:
        """POST without a body."""
        return await self._ask("cities", "POST", path, {})

    def answer(self, content: Any) -> Encoded[Any]:
        return Encoded(orjson.dumps(content), cacheable=self.cacheable)

    async def _ask(
        self, service: Service, method: str, path: Sequence[str], parameters: Mapping[str, Value]
    ) -> Any:
        url = f"{self._services.urls[service].rstrip('/')}/api/v1/{_join(path)}"
        try:
            async with self._services.session.request(
                method, url, params=_pairs(parameters), allow_redirects=False
            ) as response:
                status, headers = response.status, response.headers
                content = _read(url, await read_bounded(response, _MAX_BYTES))
        except (aiohttp.ClientError, TimeoutError) as error:
            raise UnavailableError(f"{service}: {type(error).__name__}: {error}", upstream=service) from error
        if status != HTTPStatus.OK:
            raise _explain(service, status, content, headers)
        self.cacheable &= headers.get("Cache-Control") != "no-store"
        return content


def _join(segments: Sequence[str]) -> str:
    """NotFoundError for a segment that could lead to another place than the one meant."""
    for segment in segments:
        if not _SEGMENT.fullmatch(segment):
            raise NotFoundError(f"nothing is called {segment!r}")
    return "/".join(segments)


def _pairs(parameters: Mapping[str, Value]) -> list[tuple[str, str]]:
    """None is not asked, of several each is."""
    several = {
        name: [value] if isinstance(value, str | int | float) else value or ()
        for name, value in parameters.items()
    }
    return [(name, str(value)) for name, values in several.items() for value in values]


def _read(url: str, body: bytes) -> Any:
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise UpstreamError(f"{url}: not JSON: {error}") from error


def _explain(service: str, status: int, told: Any, headers: Mapping[str, str]) -> ServiceError:
    """The same problem for our own caller."""
    problem = told if isinstance(told, dict) else {}
    detail = str(problem.get("detail") or f"{service}: status {status}")
    if status == HTTPStatus.UNPROCESSABLE_ENTITY:
        return InvalidRequestError([_rename(fault) for fault in problem.get("errors", [])])
    if status in _REFUSALS:
        return _REFUSALS[status](detail)
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        retry_after = headers.get("Retry-After", "")
        return UnavailableError(
            detail,
            retry_after=int(retry_after) if retry_after.isdigit() else 5,
            upstream=problem.get("upstream", service),
        )
    return UpstreamError(detail, upstream=service)


def _rename(fault: Mapping[str, str]) -> dict[str, str]:
    name = fault["parameter"]
    return {"parameter": _NAMES.get(name, name), "message": fault["message"]}
