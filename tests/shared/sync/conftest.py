"""A table to sync into, on both kinds of database, with the receiver behind an in-process broker."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import Column, Double, Integer, MetaData, String, Table, select
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.broker.contract import Delivery, Subscription
from shared.broker.memory import MemoryBroker
from shared.database import NAMING, TABLE_OPTIONS, create_engine, reading
from shared.events.owners import SyncApplied, SyncFailed
from shared.events.rows import Price
from shared.sync.receiver import Receiver
from shared.sync.tables import SyncTables, sync_tables, target


@dataclass
class Owner:
    """A service reduced to its taking in of the dataset `prices`."""

    engine: AsyncEngine
    broker: MemoryBroker
    receiver: Receiver
    tables: SyncTables
    table: Table
    staging: Table
    answers: dict[str, SyncApplied | SyncFailed]

    async def rows(self) -> list[tuple[Any, ...]]:
        async with reading(self.engine) as connection:
            found = await connection.execute(select(self.table).order_by(self.table.c.code_insee))
            return [tuple(row) for row in found]

    async def count(self, table: Table) -> int:
        async with reading(self.engine) as connection:
            return len((await connection.execute(select(table))).all())


@pytest.fixture
async def owner(database_url: str) -> AsyncIterator[Owner]:
    metadata = MetaData(naming_convention=NAMING)
    table = Table(
        "price",
        metadata,
        Column("code_insee", String(5), primary_key=True),
        Column("price_m2", Double, nullable=False),
        Column("sales", Integer),
        **TABLE_OPTIONS,
    )
    tables = sync_tables(metadata)
    prices = target(Price, table)
    engine = create_engine(database_url)
    async with engine.begin() as connection:
        await connection.run_sync(metadata.create_all)
    broker = MemoryBroker(None)
    receiver = Receiver("cities", engine, broker, tables, {"prices": prices})
    owner = Owner(engine, broker, receiver, tables, table, prices.staging, {})

    async def hear(delivery: Delivery) -> None:
        kind = SyncApplied if delivery.routing_key.endswith(".applied") else SyncFailed
        answer = kind.model_validate_json(delivery.body)
        owner.answers[answer.sync_id] = answer

    await broker.subscribe(Subscription("test", ("sync.*.applied", "sync.*.failed"), hear, durable=False))
    await broker.subscribe(receiver.subscription())
    yield owner
    await broker.close()
    await engine.dispose()
