"""Building the proxy from the settings, and letting it go."""

import hashlib
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from functools import partial

import aiohttp
from yarl import URL

from services.jobs.proxy.breaker import Breaker
from services.jobs.proxy.cache import Cache
from services.jobs.proxy.fetching import Proxy
from services.jobs.proxy.metrics import QUOTA_ALLOWED
from services.jobs.proxy.oauth import TokenEndpoint
from services.jobs.proxy.pacing import Pacer
from services.jobs.proxy.store.contract import Quota, Store
from services.jobs.proxy.store.memory import MemoryStore
from services.jobs.proxy.tokens import Tokens
from services.jobs.proxy.upstream import Upstream
from services.jobs.settings import JobsSettings
from shared.http_client import create_session


@asynccontextmanager
async def open_proxy(
    settings: JobsSettings, *, clock: Callable[[], float] = time.time
) -> AsyncIterator[Proxy]:
    """A proxy for the length of the block; nothing is called before it is asked for something."""
    store, state = _open_store(settings)
    limits = settings.proxy
    longest = max(api.timeout_seconds for api in settings.apis.values())
    async with create_session(settings.user_agent, seconds=longest) as session:
        endpoint = _token_endpoint(settings, session, clock)
        upstreams = {name: _upstream(name, settings, endpoint, store, clock) for name in settings.apis}
        cache = Cache(store, clock, memory_bytes=limits.decoded_bytes, max_entry_bytes=limits.max_entry_bytes)
        proxy = Proxy(upstreams, cache, limits, state)
        try:
            yield proxy
        finally:
            await proxy.close()
            await store.close()


def _open_store(settings: JobsSettings) -> tuple[Store, Callable[[], Mapping[str, str]]]:
    """The store, and its state for the health's details."""
    limits = settings.proxy
    alone = MemoryStore(limits.memory_bytes)
    if settings.redis_url is None:
        return alone, lambda: {"redis": "not set: this replica is on its own"}
    # Redis' client takes half as long to load as all the rest: only who uses it waits for it.
    from services.jobs.proxy.store.fallback import FallbackStore  # noqa: PLC0415
    from services.jobs.proxy.store.redis import RedisStore  # noqa: PLC0415

    timeout = limits.redis_timeout_seconds
    shared = RedisStore(settings.redis_url.get_secret_value(), _prefix(settings), timeout=timeout)
    store = FallbackStore(shared, alone, timeout=timeout, share=limits.redis_outage_share)
    return store, lambda: {"redis": store.state}


def _prefix(settings: JobsSettings) -> str:
    """Replicas that talk to another upstream, or as somebody else, share nothing with ours."""
    whom = f"{settings.upstream_url} {settings.token_url} {settings.credentials[0].get_secret_value()}"
    return f"mobiville:jobs:{hashlib.sha256(whom.encode()).hexdigest()[:12]}:"


def _token_endpoint(
    settings: JobsSettings, session: aiohttp.ClientSession, clock: Callable[[], float]
) -> TokenEndpoint:
    client_id, client_secret = settings.credentials
    return TokenEndpoint(
        session,
        URL(settings.token_url, encoded=True),
        client_id,
        client_secret,
        attempts=settings.proxy.attempts,
        call_seconds=settings.proxy.deadline_seconds,
        refused_seconds=settings.proxy.refused_seconds,
        clock=clock,
    )


def _upstream(
    name: str, settings: JobsSettings, endpoint: TokenEndpoint, store: Store, clock: Callable[[], float]
) -> Upstream:
    api = settings.apis[name]
    limits = settings.proxy
    root = {"cities": settings.cities_url, "tensions": settings.tensions_url}.get(name, settings.upstream_url)
    ask = partial(endpoint.request_token, name, api.scopes)
    return Upstream(
        name,
        URL(root.rstrip("/") + api.path),
        api=api,
        proxy=limits,
        session=endpoint.session,
        tokens=Tokens(name, ask, store, clock) if api.scopes else None,
        pacer=_pacer(name, settings, store),
        breaker=Breaker(
            name,
            failures=limits.breaker_failures,
            pause=limits.breaker_seconds,
            refused_pause=limits.refused_seconds,
        ),
    )


def _pacer(name: str, settings: JobsSettings, store: Store) -> Pacer | None:
    api = settings.apis[name]
    if api.quota_calls is None:
        return None
    seconds = api.quota_seconds + settings.proxy.quota_margin_seconds
    QUOTA_ALLOWED.labels(name).set(api.quota_calls / seconds)
    return Pacer(name, Quota(name, api.quota_calls, seconds, spare=api.quota_calls // 3), store)
