"""Places for the enrichment service that were imported while it was not there: before it existed, or for the
stand-in's portraits only. It is given those that the cities service has, as if they were imported again."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import structlog
from aiohttp import web
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from services.cities import state as cities_state
from services.cities import tables as cities_tables
from services.enrichment import state as enrichment_state
from services.enrichment import tables as enrichment_tables
from shared.broker.contract import Delivery, Subscription
from shared.broker.memory import MemoryBroker
from shared.database import reading
from shared.events.importer import (
    ROWS_PER_BATCH,
    Source,
    Stage,
    SyncBatch,
    SyncCompleted,
    SyncEvent,
    SyncStarted,
    routing_key,
)
from shared.sync.queries import find_datasets
from shared.sync.receiver import Receiver
from shared.sync.tables import SyncTables

log = structlog.get_logger(__name__)

_OWNER = "enrichment"


async def hand_over_places(cities: web.Application, enrichment: web.Application) -> None:
    """Of every kind of places that enrichment has none of, give it those of cities."""
    theirs = await _find_sources(cities[cities_state.ENGINE], cities_tables.SYNC)
    ours = await _find_sources(enrichment[enrichment_state.ENGINE], enrichment_tables.SYNC)
    for dataset in enrichment_tables.TARGETS:
        if dataset in theirs and dataset not in ours:
            rows = await _read_rows(cities[cities_state.ENGINE], dataset)
            await _import(enrichment[enrichment_state.ENGINE], dataset, theirs[dataset], rows)
            log.info("places_handed_over", dataset=dataset, rows=len(rows))


async def _find_sources(engine: AsyncEngine, tables: SyncTables) -> dict[str, Source]:
    async with reading(engine) as connection:
        states = await find_datasets(connection, tables)
    return {state["dataset"]: Source.model_validate(state["source"]) for state in states}


async def _read_rows(engine: AsyncEngine, dataset: str) -> list[dict[str, Any]]:
    async with reading(engine) as connection:
        rows = await connection.execute(select(cities_tables.TARGETS[dataset].table))
        return [dict(row) for row in rows.mappings()]


async def _import(engine: AsyncEngine, dataset: str, source: Source, rows: list[dict[str, Any]]) -> None:
    """Through a broker of its own, as the other services have them already."""
    broker, ended = MemoryBroker(), asyncio.Event()

    async def end(_: Delivery) -> None:
        ended.set()

    receiver = Receiver(_OWNER, engine, broker, enrichment_tables.SYNC, enrichment_tables.TARGETS)
    await broker.subscribe(receiver.subscription())
    outcomes = ("sync.*.applied", "sync.*.failed")
    await broker.subscribe(Subscription(f"{_OWNER}.handover", outcomes, end, durable=False))
    try:
        for stage, event in _tell(dataset, source, rows):
            body = event.model_dump_json().encode()
            await broker.publish(routing_key(dataset, stage), body, message_id=uuid4().hex)
        await ended.wait()
    finally:
        await broker.close()


def _tell(dataset: str, source: Source, rows: list[dict[str, Any]]) -> Iterator[tuple[Stage, SyncEvent]]:
    common: dict[str, Any] = {
        "dataset": dataset,
        "sync_id": uuid4().hex,
        "started_at": datetime.now(UTC),
    }
    batches = [rows[start : start + ROWS_PER_BATCH] for start in range(0, len(rows), ROWS_PER_BATCH)]
    yield "started", SyncStarted(**common, source=source)
    for sequence, batch in enumerate(batches):
        yield "batch", SyncBatch(**common, sequence=sequence, rows=batch)
    yield "completed", SyncCompleted(**common, source=source, batches=len(batches), rows=len(rows))
