"""What runs in the background for as long as the service does."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta

import structlog
from sqlalchemy.ext.asyncio import AsyncEngine

from services.enrichment.clients.failures import WikimediaError
from services.enrichment.clients.wikimedia import Wikimedia
from services.enrichment.crawl.announcing import announce, announce_changes
from services.enrichment.crawl.fetching import fetch_places, look_at_revisions
from services.enrichment.crawl.gauges import show
from services.enrichment.crawl.lease import Lease
from services.enrichment.crawl.recording import record, record_looks
from services.enrichment.queries import places, rounds
from services.enrichment.queries.places import DuePlace
from services.enrichment.queries.status import find_status
from services.enrichment.settings import Settings
from services.enrichment.tables import SYNC, TARGETS
from shared.broker.contract import Broker, Delivery, Subscription
from shared.database import reading, writing
from shared.sync.queries import Versions, get_versions

log = structlog.get_logger(__name__)

Clock = Callable[[], datetime]

_PLACES_AT_ONCE = 500
_LONGEST_REST_SECONDS = 3600.0
_ROUNDS_KEPT = timedelta(days=365)


def utc_now() -> datetime:
    """As moments are kept: UTC, without saying so."""
    return datetime.now(UTC).replace(tzinfo=None)


class Crawler:
    """Looks for places that are due when woken, when the next one is, and every `refresh_seconds`."""

    def __init__(
        self, engine: AsyncEngine, broker: Broker, wikimedia: Wikimedia, settings: Settings, clock: Clock
    ) -> None:
        self._engine = engine
        self._broker = broker
        self._wikimedia = wikimedia
        self._settings = settings
        self._clock = clock
        self._lease = Lease(engine, settings.lease_seconds)
        self._awake = asyncio.Event()
        self._seen: Versions | None = None
        self._outages = 0
        self._untold: list[places.Key] = []  # forgotten, and the broker was away

    def subscription(self, owner: str) -> Subscription:
        """This process's own queue: there may be new places."""
        return Subscription(f"{owner}.crawl", ("sync.*.applied",), self._on_applied, durable=False)

    async def _on_applied(self, _: Delivery) -> None:
        self._awake.set()

    @asynccontextmanager
    async def running(self, *, after: Callable[[], Awaitable[None]]) -> AsyncIterator[None]:
        """Crawl for the length of the block, once what comes before it is done."""
        if not self._settings.crawl:
            yield
            return
        task = asyncio.create_task(self._run(after))
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _run(self, after: Callable[[], Awaitable[None]]) -> None:
        begun = False
        while True:
            self._awake.clear()
            pause = self._settings.refresh_seconds
            try:
                if not begun:
                    await after()
                    begun = True
                await self._crawl_what_is_due()
            except Exception as error:  # noqa: BLE001  # the database, the lease: whatever it was may pass
                log.warning("crawl_interrupted", error=repr(error))
            if self._outages:
                pause = min(self._settings.rest_seconds * 2 ** (self._outages - 1), _LONGEST_REST_SECONDS)
                log.warning("crawl_rests", seconds=pause, outages=self._outages)
                await asyncio.sleep(pause)
            else:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._awake.wait(), pause)

    async def _crawl_what_is_due(self) -> None:
        if not await self._is_anything_new():
            self._outages = 0
            return
        async with self._lease.held() as mine:
            if not mine:
                return
            await self._forget_vanished()
            await announce_changes(self._engine, self._broker)
            while await self._crawl_some():
                pass

    async def _is_anything_new(self) -> bool:
        """Whether the work list changed since all of it was crawled, or a place has become due."""
        async with reading(self._engine) as connection:
            versions = await get_versions(connection, SYNC, TARGETS)
            next_due = await places.get_next_due(connection)
        return (
            bool(self._untold)
            or versions != self._seen
            or (next_due is not None and next_due <= self._clock())
        )

    async def _forget_vanished(self) -> None:
        async with writing(self._engine) as connection:
            await self._lease.confirm(connection)
            vanished = await places.delete_vanished(connection)
            vanished += await places.delete_of_other_origin(connection, sample=self._settings.sandbox)
        if vanished:
            log.info("portraits_forgotten", places=len(vanished))
        self._untold += vanished
        if self._untold and await announce(self._broker, self._untold):
            self._untold = []

    async def _crawl_some(self) -> bool:
        """One step; whether there may be more to do at once."""
        now = self._clock()
        async with reading(self._engine) as connection:
            versions = await get_versions(connection, SYNC, TARGETS)
            looks = await places.find_due(connection, now, renew=False, limit=_PLACES_AT_ONCE)
            due = [] if looks else await places.find_due(connection, now, renew=True, limit=_PLACES_AT_ONCE)
        if not looks and not due:
            await self._end_round(now)
            self._seen, self._outages = versions, 0
            return False
        async with writing(self._engine) as connection:
            await rounds.open_round(connection, now, forget_before=now - _ROUNDS_KEPT)
        calls = self._wikimedia.calls
        stopped = await (self._look(looks, now) if looks else self._fetch(due, now))
        self._outages = self._outages + 1 if stopped else 0
        await self._count(self._wikimedia.calls - calls, len(looks or due), str(stopped) if stopped else None)
        await announce_changes(self._engine, self._broker)
        return stopped is None

    async def _fetch(self, due: list[DuePlace], now: datetime) -> WikimediaError | None:
        fetched = await fetch_places(self._wikimedia, due)
        changed = await record(self._engine, self._lease, self._settings, fetched.findings, now)
        log.info("places_fetched", places=len(fetched.findings), changed=changed)
        return fetched.stopped

    async def _look(self, looks: list[DuePlace], now: datetime) -> WikimediaError | None:
        looked = await look_at_revisions(self._wikimedia, looks)
        await record_looks(self._engine, self._lease, self._settings, looked, now)
        log.info("pages_looked_at", same=len(looked.unchanged), changed=len(looked.changed))
        return looked.stopped

    async def _count(self, calls: int, looked_at: int, stopped: str | None) -> None:
        async with writing(self._engine) as connection:
            await rounds.add_to_round(connection, calls=calls, places=looked_at, stopped=stopped)
        async with reading(self._engine) as connection:
            status = await find_status(connection)
        show(status, self._clock())

    async def _end_round(self, now: datetime) -> None:
        async with writing(self._engine) as connection:
            await rounds.close_round(connection, now)
