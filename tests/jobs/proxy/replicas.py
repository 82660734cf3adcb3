"""Proxies as replicas have them: each its own memory and sessions, one Redis between them."""

import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from pydantic import BaseModel, TypeAdapter

from services.jobs.proxy.fetching import Proxy
from services.jobs.proxy.opening import open_proxy
from services.jobs.proxy.resources import Answer, Request, Resource
from services.jobs.settings import JobsSettings
from services.jobs.upstream_settings import ApiSettings, Lifetime, ProxySettings
from tests.jobs.upstream_server import UpstreamServer

LIFETIME = Lifetime(fresh=100, revalidate=1000, stale=10_000, missing=10)


class Page(BaseModel):
    number: int


def parse_page(answer: Answer) -> Page:
    return Page.model_validate_json(answer.body)


PAGE = Resource("page", "offres", LIFETIME, parse_page, TypeAdapter(Page))


def page(number: int = 1) -> Request:
    return Request("GET", ("offres", "search"), params=(("page", str(number)),))


class Clock:
    """Seconds since 1970, moved by hand."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


def settings_of(
    upstream: UpstreamServer,
    redis_url: str | None = None,
    *,
    offres: dict[str, Any] | None = None,
    **limits: Any,
) -> JobsSettings:
    """Quotas are wide unless `offres` says otherwise; `limits` are those of ProxySettings."""
    wide = {"path": "/offres/v2", "scopes": "api_offres o2dsoffre", "quota_calls": 1000}
    return JobsSettings(
        **upstream.settings(),
        redis_url=redis_url,
        offres=ApiSettings(**wide | {"max_age_seconds": 86_400} | (offres or {})),
        proxy=ProxySettings(**limits),
    )


@asynccontextmanager
async def replicas(
    count: int, settings: JobsSettings, clock: Callable[[], float] = time.time
) -> AsyncIterator[list[Proxy]]:
    """So many proxies with the same settings."""
    async with AsyncExitStack() as stack:
        yield [await stack.enter_async_context(open_proxy(settings, clock=clock)) for _ in range(count)]


@asynccontextmanager
async def replica(settings: JobsSettings, clock: Callable[[], float] = time.time) -> AsyncIterator[Proxy]:
    async with open_proxy(settings, clock=clock) as proxy:
        yield proxy
