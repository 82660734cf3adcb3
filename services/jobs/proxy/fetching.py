"""The front door: a resource from the cache or from upstream, whichever serves the visitor best."""

import asyncio
import hashlib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar

import orjson
import structlog

from services.jobs.proxy.cache import Ages, Cache, Kept
from services.jobs.proxy.failures import RequestRefusedError
from services.jobs.proxy.flight import Flights, once_everywhere
from services.jobs.proxy.metrics import FETCHES, RENEWALS
from services.jobs.proxy.patience import Patience, Urgency
from services.jobs.proxy.resources import Fetched, Request, Resource
from services.jobs.proxy.upstream import Upstream
from services.jobs.upstream_settings import ProxySettings
from shared.errors import ServiceError

log = structlog.get_logger(__name__)

T = TypeVar("T")
_MOST_RENEWALS = 50
_MOST_VAIN = 10_000


class Proxy:
    """`upstreams` by API name; `states` tells of the shared state."""

    def __init__(
        self,
        upstreams: Mapping[str, Upstream],
        cache: Cache,
        settings: ProxySettings,
        states: Callable[[], Mapping[str, str]] = dict,
    ) -> None:
        self._upstreams = upstreams
        self._cache = cache
        self._store = cache.store
        self._clock = cache.clock
        self._settings = settings
        self._states = states
        self._looks: Flights[Kept[Any] | None] = Flights()
        self._calls: Flights[Kept[Any]] = Flights()
        self._renewals: dict[str, asyncio.Task[None]] = {}
        self._shapes: dict[str, str] = {}
        self._vain_until: dict[str, float] = {}

    def patience(self, urgency: Urgency = Urgency.VISITOR) -> Patience:
        """The deadline of a request that begins now, for all that is fetched for it."""
        settings = self._settings
        background = urgency is Urgency.BACKGROUND
        return Patience(settings.background_seconds if background else settings.deadline_seconds, urgency)

    async def fetch(
        self, resource: Resource[T], request: Request, *, patience: Patience | None = None
    ) -> Fetched[T]:
        """The resource, within the deadline: fresh, or stale while it is renewed or when it cannot be.

        Raises a ServiceError when there is nothing that may be shown (see the package's docstring).
        """
        key = self._key(resource, request)
        kept = self._cache.recall(key)
        if kept is None or self._clock() >= kept.ages.fresh_until:
            patience = patience or self.patience()
            kept = await self._looks.join(key, patience, lambda _: self._cache.look(key, resource)) or kept
            now = self._clock()
            if kept is None or now >= kept.ages.revalidate_until:
                return await self._fetch_now(key, resource, request, patience, kept)
            if now >= kept.ages.fresh_until:
                self.renew(resource, request)
                return self._fetched(resource, kept, "stale")
        return self._fetched(resource, kept, "fresh")

    def renew(self, resource: Resource[Any], request: Request) -> None:
        """Ask for the resource in the background, unless it is fresh or being asked for."""
        key = self._key(resource, request)
        if key in self._renewals or len(self._renewals) >= _MOST_RENEWALS:
            return
        task = self._renewals[key] = asyncio.create_task(self._renew(key, resource, request))
        task.add_done_callback(lambda _: self._renewals.pop(key, None))

    def states(self) -> dict[str, str]:
        """Each API and the shared state: "ok", or what is wrong with it. For the health's details."""
        apis = {name: upstream.breaker.state for name, upstream in self._upstreams.items()}
        return apis | dict(self._states())

    async def close(self) -> None:
        """Stop what goes on in the background."""
        tasks = list(self._renewals.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for upstream in self._upstreams.values():
            await upstream.close()

    def _key(self, resource: Resource[Any], request: Request) -> str:
        """Replicas of two versions, while one replaces the other, share what they keep in the same shape."""
        shape = self._shapes.get(resource.name)
        if shape is None:
            shape = self._shapes[resource.name] = _shape(resource)
        return f"{resource.api}:{resource.name}:{shape}:{request.digest()}"

    async def _fetch_now(
        self, key: str, resource: Resource[T], request: Request, patience: Patience, old: Kept[T] | None
    ) -> Fetched[T]:
        if old is not None:
            return await self._fetch_newer(key, resource, request, patience, old)
        try:
            kept = await self._join_call(key, resource, request, patience)
        except ServiceError:
            FETCHES.labels(resource.name, "failed").inc()
            raise
        return self._fetched(resource, kept, "renewed")

    async def _fetch_newer(
        self, key: str, resource: Resource[T], request: Request, patience: Patience, old: Kept[T]
    ) -> Fetched[T]:
        """Wait a little for a newer one; who comes after one that waited in vain does not wait."""
        self.renew(resource, request)  # goes on when nobody waits any more
        if self._clock() < self._vain_until.get(key, 0.0):
            return self._fetched(resource, old, "stale_on_error")
        patience = patience.shortened(self._settings.old_patience_seconds)
        try:
            kept = await self._join_call(key, resource, request, patience)
        except ServiceError:
            self._remember_vain(key)
            if self._clock() >= old.ages.stale_until:
                FETCHES.labels(resource.name, "failed").inc()
                raise
            return self._fetched(resource, old, "stale_on_error")
        return self._fetched(resource, kept, "renewed")

    def _remember_vain(self, key: str) -> None:
        now = self._clock()
        if len(self._vain_until) >= _MOST_VAIN:
            self._vain_until = {key: until for key, until in self._vain_until.items() if until > now}
        self._vain_until[key] = now + self._settings.failed_renewal_seconds

    async def _renew(self, key: str, resource: Resource[Any], request: Request) -> None:
        """Once for all replicas; after a failure, not again for a few seconds."""
        failed = f"failed:{key}"
        if await self._store.get(failed) is not None:
            return
        try:
            await self._join_call(key, resource, request, self.patience(Urgency.BACKGROUND))
        except ServiceError:
            RENEWALS.labels(resource.name, "failed").inc()
            await self._store.put(failed, b"1", self._settings.failed_renewal_seconds)
        except Exception:
            log.exception("renewal_crashed", resource=resource.name)
        else:
            RENEWALS.labels(resource.name, "done").inc()

    async def _join_call(
        self, key: str, resource: Resource[T], request: Request, patience: Patience
    ) -> Kept[T]:
        async def look() -> Kept[T] | None:
            kept = await self._cache.look(key, resource)
            return kept if kept is not None and self._clock() < kept.ages.fresh_until else None

        async def work(patience: Patience) -> Kept[T]:
            return await once_everywhere(
                self._store, key, patience, look, lambda: self._ask(key, resource, request, patience)
            )

        return await self._calls.join(key, patience, work)

    async def _ask(self, key: str, resource: Resource[T], request: Request, patience: Patience) -> Kept[T]:
        """Ask upstream, and keep what it says for all replicas."""
        upstream = self._upstreams[resource.api]
        asked_at = self._clock()
        refusal: tuple[int, str | None] | None = None
        value: Any = None
        try:
            value = await upstream.call(resource, request, patience)
        except RequestRefusedError as error:
            refusal = (error.upstream_status, error.upstream_message)
        ages = _ages(resource, asked_at, upstream.api.max_age_seconds, missing=value is None)
        kept = Kept(ages, value, refusal)
        await self._cache.keep(key, resource, kept)
        return kept

    def _fetched(self, resource: Resource[T], kept: Kept[T], outcome: str) -> Fetched[T]:
        FETCHES.labels(resource.name, outcome).inc()
        fetched_at = kept.ages.fetched_at
        return Fetched(
            value=kept.get(resource.api),
            stale=outcome.startswith("stale"),
            age_seconds=max(0, int(self._clock() - fetched_at)),
            fetched_at=datetime.fromtimestamp(fetched_at, UTC),
        )


def _shape(resource: Resource[Any]) -> str:
    schema = resource.adapter.json_schema(mode="serialization")
    return hashlib.sha256(orjson.dumps(schema, option=orjson.OPT_SORT_KEYS)).hexdigest()[:8]


def _ages(resource: Resource[Any], asked_at: float, longest: float | None, *, missing: bool) -> Ages:
    """Nothing is shown past `longest` seconds; what is not there, or was refused, is asked again soon."""
    life = resource.lifetime
    seconds = [life.missing] * 3 if missing else [life.fresh, life.revalidate, life.stale]
    return Ages(asked_at, *(asked_at + min(age, longest or age) for age in seconds))
