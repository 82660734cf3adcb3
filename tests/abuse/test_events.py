"""Whatever arrives on a queue is taken in, refused as poison or tried later: no consumer ends for it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, Double, Integer, MetaData, String, Table, select

from services.cities.consumers import portrait_subscription
from shared.broker.contract import Delivery, PoisonError, Subscription
from shared.broker.handling import GiveUp, handle
from shared.broker.memory import MemoryBroker
from shared.database import TABLE_OPTIONS, create_engine, reading
from shared.events.rows import Price
from shared.sync.receiver import Receiver
from shared.sync.tables import sync_tables, target
from tests.abuse.deadline import examples
from tests.publish import SOURCE, sync_messages

NOW = datetime(2026, 11, 23, tzinfo=UTC)
STAGES = st.sampled_from(["started", "batch", "completed", "applied", ""])
NUMBERS = st.sampled_from([0, 1, 2, -1, 2**31, 2**63, 10**400, 1.5, "1", None, True])
TEXTS = st.sampled_from(["prices", "cities", "x" * 5000, "", "\x00", "\u202e", "' OR 1=1 --"])
JSON = st.recursive(st.none() | NUMBERS | TEXTS, lambda inner: st.lists(inner, max_size=3), max_leaves=5)
EVENTS = st.fixed_dictionaries(
    {},
    optional={
        "dataset": TEXTS,
        "sync_id": TEXTS,
        "started_at": st.sampled_from(
            [NOW.isoformat(), "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", 0]
        ),
        "source": st.just(SOURCE.model_dump(mode="json")) | JSON,
        "sequence": NUMBERS,
        "batches": NUMBERS,
        "rows": st.lists(JSON | st.just({"code_insee": "59350", "price_m2": 1, "sales": None}), max_size=3)
        | NUMBERS,
    },
)
BODIES = (
    st.binary(max_size=60)
    | EVENTS.map(lambda event: str(event).encode(errors="replace"))
    | EVENTS.map(lambda event: orjson.dumps(event, default=str) if _fits(event) else b"{}")
)


def _fits(event: Any) -> bool:
    try:
        orjson.dumps(event)
    except TypeError:
        return False
    return True


@asynccontextmanager
async def taking_in(address: str) -> AsyncIterator[tuple[Subscription, Any]]:
    """The queue of an owner of `prices`, and how to see its rows."""
    metadata = MetaData()
    columns = (Column("price_m2", Double, nullable=False), Column("sales", Integer))
    table = Table(
        "price", metadata, Column("code_insee", String(5), primary_key=True), *columns, **TABLE_OPTIONS
    )
    tables = sync_tables(metadata)
    targets = {"prices": target(Price, table)}
    engine = create_engine(address)
    async with engine.begin() as connection:
        await connection.run_sync(metadata.create_all)
    broker = MemoryBroker(None)

    async def rows() -> dict[str, float]:
        async with reading(engine) as connection:
            found = await connection.execute(select(table.c.code_insee, table.c.price_m2))
            return dict(found.tuples().all())

    yield Receiver("cities", engine, broker, tables, targets).subscription(), rows
    await broker.close()
    await engine.dispose()


@examples(60)
@given(stage=STAGES, bodies=st.lists(BODIES, min_size=1, max_size=3))
def test_no_message_is_tried_again_for_ever(
    tmp_path_factory: pytest.TempPathFactory, stage: str, bodies: list[bytes]
):
    """It is handled or a dead letter: what the owner cannot keep is poison at once."""

    async def receive(folder: Path) -> list[Any]:
        async with taking_in(f"sqlite+aiosqlite:///{folder / 'test.sqlite'}") as (queue, _):
            return [
                await handle(queue, Delivery(f"sync.prices.{stage}", body, "x", {}, 1)) for body in bodies
            ]

    verdicts = asyncio.run(receive(tmp_path_factory.mktemp("events")))
    assert all(verdict is None or isinstance(verdict, GiveUp) for verdict in verdicts), verdicts


@pytest.mark.parametrize(
    "change",
    [
        {"dataset": "cities"},
        {"sync_id": "x" * 33},
        {"sequence": 2**31},
        {"started_at": "0001-01-01T00:00:00+14:00"},
        {"rows": [{"code_insee": "59350", "price_m2": 1.0, "sales": 2**63}]},
    ],
    ids=lambda change: next(iter(change)),
)
async def test_what_the_owner_cannot_keep_is_poison(database_url: str, change: dict[str, Any]):
    _, batch, _ = sync_messages("prices", [Price(code_insee="59350", price_m2=1.0, sales=1)], started_at=NOW)
    body = orjson.dumps(orjson.loads(batch[1]) | change)
    async with taking_in(database_url) as (queue, _):
        with pytest.raises(PoisonError):
            await queue.handler(Delivery("sync.prices.batch", body, "x", {}, 1))


@examples(15)
@given(data=st.data())
def test_messages_in_any_order_and_any_number_of_times_leave_the_rows(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
):
    prices = [Price(code_insee=f"{number:05}", price_m2=1.0 + number, sales=None) for number in range(5)]
    messages = sync_messages("prices", prices, rows_per_batch=2, started_at=NOW)
    again = data.draw(st.lists(st.sampled_from(messages), max_size=5))
    order = data.draw(st.permutations([*messages, *again]))

    async def receive(folder: Path) -> dict[str, float]:
        async with taking_in(f"sqlite+aiosqlite:///{folder / 'test.sqlite'}") as (queue, rows):
            for key, body, message_id in order:
                assert await handle(queue, Delivery(key, body, message_id, {}, 1)) is None
            kept: dict[str, float] = await rows()
            return kept

    kept = asyncio.run(receive(tmp_path_factory.mktemp("order")))
    assert kept == {price.code_insee: price.price_m2 for price in prices}


@examples(50)
@given(body=st.binary(max_size=60) | JSON.map(lambda value: repr(value).encode()))
def test_no_portrait_event_ends_its_consumer(body: bytes):
    queue = portrait_subscription(None, None, None)  # type: ignore[arg-type]  # nothing of it is reached
    with pytest.raises(PoisonError):
        asyncio.run(queue.handler(Delivery("enrichment.portrait.updated", body, "x", {}, 1)))  # type: ignore[arg-type]
