"""What is asked of an upstream API, what it answers, and what the proxy makes of it."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from typing import Any, Generic, Literal, TypeVar

import orjson
from pydantic import TypeAdapter

from services.jobs.upstream_settings import Lifetime

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Request:
    """A read. `path` are segments below the API's own path, quoted one by one: none can leave it."""

    method: Literal["GET", "POST"]
    path: tuple[str, ...]
    params: tuple[tuple[str, str], ...] = ()
    json: Mapping[str, Any] | None = None

    def digest(self) -> str:
        """The same for requests that mean the same, whatever the order of their parameters."""
        meaning = [self.method, self.path, sorted(self.params), self.json]
        return hashlib.sha256(orjson.dumps(meaning, option=orjson.OPT_SORT_KEYS)).hexdigest()[:40]


@dataclass(frozen=True, slots=True)
class Answer:
    """What upstream said; the names of `headers` are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)


def is_success(answer: Answer) -> bool:
    """2xx."""
    return HTTPStatus.OK <= answer.status < HTTPStatus.MULTIPLE_CHOICES


@dataclass(frozen=True, slots=True)
class Resource(Generic[T]):
    """A kind of resource: where it is, how long it lives, how it is read and kept."""

    name: str
    api: str
    lifetime: Lifetime
    parse: Callable[[Answer], T]
    adapter: TypeAdapter[T]
    is_answer: Callable[[Answer], bool] = is_success


@dataclass(frozen=True, slots=True)
class Fetched(Generic[T]):
    """`age_seconds` counts from `fetched_at`, when upstream was asked; `stale`: due for renewal."""

    value: T
    stale: bool
    age_seconds: int
    fetched_at: datetime
