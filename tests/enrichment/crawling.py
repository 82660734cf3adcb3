"""The service crawling the stand-in: its tables, its clock, what it announces."""

import csv
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from aiohttp import web
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from services.enrichment.app import create_app
from services.enrichment.queries.rounds import get_last_round
from services.enrichment.queries.status import KindStatus, find_status
from services.enrichment.settings import Settings
from services.enrichment.state import ENGINE
from services.enrichment.tables import attempts, pictures, portraits
from shared.broker.contract import Broker, Delivery, Subscription
from shared.broker.memory import MemoryBroker
from shared.database import reading
from shared.events.enrichment import PORTRAIT_UPDATED, PortraitUpdated
from tests.enrichment.stand_in import Wikimedia
from tests.publish import publish_dataset
from tests.waiting import until

COMMUNES = Path(__file__).resolve().parents[2] / "bundled" / "communes.csv"

Key = tuple[str, str]


def read_communes(codes: Sequence[str] | None = None, *, most: int | None = None) -> list[dict[str, Any]]:
    """Rows as the importer sends them: those of the codes, or the most populated."""
    with COMMUNES.open(encoding="utf-8", newline="") as file:
        rows: list[dict[str, Any]] = [
            {
                "code_insee": row["code_insee"],
                "name": row["name"],
                "kind": "commune",
                "population": int(row["population"]) if row["population"] else None,
            }
            for row in csv.DictReader(file)
            if codes is None or row["code_insee"] in codes
        ]
    return sorted(rows, key=lambda row: -(row["population"] or 0))[:most]


class Clock:
    """A Monday morning, until it is moved."""

    def __init__(self) -> None:
        self.now = datetime.fromisoformat("2026-11-23T08:00")

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **time: float) -> None:
        self.now += timedelta(**time)


class Enrichment:
    """What a test asks and tells the service."""

    def __init__(self, app: web.Application, broker: Broker, wikimedia: Wikimedia, clock: Clock) -> None:
        self.app = app
        self.broker = broker
        self.wikimedia = wikimedia
        self.clock = clock
        self.announced: list[Key] = []

    @property
    def engine(self) -> AsyncEngine:
        return self.app[ENGINE]

    async def publish(self, communes: Sequence[dict[str, Any]]) -> None:
        await publish_dataset(self.broker, "cities", communes, sync_id=uuid4().hex)

    async def publish_areas(self) -> None:
        """One departement and one region."""
        area = {"population": None, "area_km2": None}
        await publish_dataset(self.broker, "departements", [{"code": "59", "name": "Nord", **area}])
        await publish_dataset(self.broker, "regions", [{"code": "32", "name": "Hauts-de-France", **area}])

    async def crawl(self, communes: Sequence[dict[str, Any]]) -> None:
        """Publish the work list; return when all of it was crawled."""
        await self.publish(communes)
        await until(lambda: self.is_crawled(len(communes)), seconds=60)

    async def is_crawled(self, places: int) -> bool:
        status = await self.status()
        return status.places == places and status.pending == 0 and await self.is_idle()

    async def is_idle(self) -> bool:
        """Whether nothing is due and the last round has ended."""
        async with reading(self.engine) as connection:
            due = select(attempts.c.code).where(attempts.c.next_at <= self.clock()).limit(1)
            last = await get_last_round(connection)
            return last is not None and last["ended_at"] is not None and not await connection.scalar(due)

    async def status(self) -> KindStatus:
        """Of the communes."""
        async with reading(self.engine) as connection:
            return (await find_status(connection))["communes"]

    async def is_pending(self, places: int) -> bool:
        return (await self.status()).pending == places

    async def has_listed(self, places: int) -> bool:
        return (await self.status()).places == places

    async def has(self, kind: str, code: str) -> bool:
        """Whether it has a portrait."""
        async with reading(self.engine) as connection:
            wanted = select(portraits.c.code).where(portraits.c.kind == kind, portraits.c.code == code)
            return await connection.scalar(wanted) is not None

    async def last_round(self) -> dict[str, Any]:
        """Empty before the first."""
        async with reading(self.engine) as connection:
            return await get_last_round(connection) or {}

    async def rows(self, table: Any) -> dict[str, dict[str, Any]]:
        """The rows of a table of places, by code."""
        async with reading(self.engine) as connection:
            rows = (await connection.execute(select(table))).mappings().all()
        return {row["code"]: dict(row) for row in rows}

    async def shown(self) -> tuple[dict[str, dict[str, Any]], dict[str, dict[str, Any]]]:
        """All that readers see."""
        return await self.rows(portraits), await self.rows(pictures)

    async def note(self, delivery: Delivery) -> None:
        event = PortraitUpdated.model_validate_json(delivery.body)
        self.announced += [(event.kind, code) for code in event.codes]


def crawl_settings(database_url: str, wikimedia: Wikimedia, home: Path, **changes: Any) -> Settings:
    """Those of a crawl that neither waits nor rests for long."""
    given: dict[str, Any] = {
        "database_url": database_url,
        "broker_url": "memory:",
        "sandbox": True,
        "contact": "ops@example.org",
        "calls_per_minute": 60_000,
        "refresh_seconds": 0.05,
        "retry_seconds": 0.01,
        "rest_seconds": 0.1,
        "images_dir": home / "images",
    }
    return Settings(**wikimedia.addresses | given | changes)


@asynccontextmanager
async def running_enrichment(
    settings: Settings, wikimedia: Wikimedia, *, clock: Clock | None = None, broker: Broker | None = None
) -> AsyncIterator[Enrichment]:
    """The service; a broker that is given is not closed."""
    clock = clock or Clock()
    used = broker or MemoryBroker()
    runner = web.AppRunner(create_app(settings, broker=used, clock=clock))
    await runner.setup()
    enrichment = Enrichment(runner.app, used, wikimedia, clock)
    await used.subscribe(
        Subscription(f"test.{uuid4().hex}", (PORTRAIT_UPDATED,), enrichment.note, durable=False)
    )
    try:
        yield enrichment
    finally:
        if broker is None:
            await used.close()
        await runner.cleanup()
