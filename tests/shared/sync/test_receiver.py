"""Every promise of the staging and the swap, on SQLite and on MariaDB."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from shared.broker.contract import Delivery, PoisonError
from shared.database import reading
from shared.events.owners import SyncApplied, SyncFailed
from shared.events.rows import Price
from shared.sync.queries import get_versions
from tests.publish import SOURCE, publish_dataset, sync_messages
from tests.shared.sync.conftest import Owner
from tests.waiting import until


def prices(count: int, price: float = 1000.0) -> list[Price]:
    return [
        Price(code_insee=f"{number:05}", price_m2=price + number, sales=number or None)
        for number in range(count)
    ]


async def answer(owner: Owner, number: int = 1) -> SyncApplied | SyncFailed:
    """What became of the number-th sync that was answered."""
    await until(lambda: len(owner.answers) >= number)
    return list(owner.answers.values())[number - 1]


def deliveries(messages: list[tuple[str, bytes, str]]) -> list[Delivery]:
    return [Delivery(key, body, message_id, {}, 1) for key, body, message_id in messages]


async def test_rows_replace_those_in_use(owner: Owner):
    await publish_dataset(owner.broker, "prices", prices(1200))
    first = await answer(owner)
    assert isinstance(first, SyncApplied)
    assert (first.inserted, first.updated, first.deleted, first.total) == (1200, 0, 0, 1200)
    changed = [
        row if int(row.code_insee) % 2 else row.model_copy(update={"price_m2": 5.5})
        for row in prices(1300)[100:]
    ]
    await publish_dataset(owner.broker, "prices", changed)
    second = await answer(owner, 2)
    assert isinstance(second, SyncApplied)
    assert (second.inserted, second.updated, second.deleted) == (100, 550, 100)
    assert await owner.rows() == [(row.code_insee, row.price_m2, row.sales) for row in changed]


async def test_importing_the_same_again_changes_nothing(owner: Owner):
    await publish_dataset(owner.broker, "prices", prices(700))
    await answer(owner)
    async with reading(owner.engine) as connection:
        version = await get_versions(connection, owner.tables, ["prices"])
    await publish_dataset(owner.broker, "prices", prices(700))
    again = await answer(owner, 2)
    assert isinstance(again, SyncApplied)
    assert (again.inserted, again.updated, again.deleted, again.total) == (0, 0, 0, 700)
    async with reading(owner.engine) as connection:
        assert await get_versions(connection, owner.tables, ["prices"]) == version


async def test_accents_and_case_and_nulls_are_differences(owner: Owner):
    rows = prices(2)
    await publish_dataset(owner.broker, "prices", rows)
    await answer(owner)
    other = [rows[0].model_copy(update={"sales": 0}), rows[1].model_copy(update={"sales": None})]
    await publish_dataset(owner.broker, "prices", other)
    second = await answer(owner, 2)
    assert isinstance(second, SyncApplied)
    assert second.updated == 2
    assert [row[2] for row in await owner.rows()] == [0, None]


@pytest.mark.parametrize("order", ["reversed", "completed first", "twice"])
async def test_messages_may_come_in_any_order_and_twice(owner: Owner, order: str):
    messages = deliveries(sync_messages("prices", prices(1100), rows_per_batch=100))
    played = {
        "reversed": messages[::-1],
        "completed first": [messages[-1], *messages[:-1]],
        "twice": [message for message in messages for _ in range(2)],
    }[order]
    for delivery in played:
        await owner.receiver.handle(delivery)
    assert len(await owner.rows()) == 1100
    applied = [one for one in owner.answers.values() if isinstance(one, SyncApplied)]
    assert {one.inserted for one in applied} == {1100}


async def test_messages_handled_at_the_same_time_are_swapped_once(owner: Owner):
    messages = deliveries(sync_messages("prices", prices(2000), rows_per_batch=100))
    await asyncio.gather(
        *(owner.broker.publish(m.routing_key, m.body, message_id=m.message_id) for m in messages)
    )
    applied = await answer(owner)
    assert isinstance(applied, SyncApplied)
    assert applied.inserted == len(await owner.rows()) == 2000


async def test_nothing_is_visible_before_the_last_batch(owner: Owner):
    await publish_dataset(owner.broker, "prices", prices(10))
    await answer(owner)
    *most, last = deliveries(sync_messages("prices", prices(900, price=1.0), rows_per_batch=100))
    for delivery in most:
        await owner.receiver.handle(delivery)
    assert len(await owner.rows()) == 10
    await owner.receiver.handle(last)
    assert len(await owner.rows()) == 900


async def test_what_was_staged_is_forgotten_afterwards(owner: Owner):
    abandoned = deliveries(sync_messages("prices", prices(500), rows_per_batch=100))
    for delivery in abandoned[:3]:
        await owner.receiver.handle(delivery)
    await publish_dataset(owner.broker, "prices", prices(800))
    await answer(owner)
    await until(lambda: _nothing_staged(owner))


async def _nothing_staged(owner: Owner) -> bool:
    return await owner.count(owner.staging) == 0 and await owner.count(owner.tables.batches) == 0


async def test_an_older_sync_does_not_undo_a_newer_one(owner: Owner):
    yesterday = datetime.now(UTC) - timedelta(days=1)
    await publish_dataset(owner.broker, "prices", prices(300))
    await answer(owner)
    await publish_dataset(owner.broker, "prices", prices(5), started_at=yesterday)
    late = await answer(owner, 2)
    assert isinstance(late, SyncFailed)
    assert "superseded" in late.reason
    assert len(await owner.rows()) == 300


async def test_an_empty_sync_is_refused(owner: Owner):
    await publish_dataset(owner.broker, "prices", prices(3))
    await answer(owner)
    await publish_dataset(owner.broker, "prices", [])
    empty = await answer(owner, 2)
    assert isinstance(empty, SyncFailed)
    assert len(await owner.rows()) == 3


async def test_a_poison_batch_fails_the_sync_until_it_is_replayed_right(owner: Owner):
    messages = deliveries(sync_messages("prices", prices(300), rows_per_batch=100))
    poison = Delivery(messages[2].routing_key, messages[2].body.replace(b'"00150"', b'"Paris"'), "p", {}, 1)
    with pytest.raises(PoisonError, match=r"batch 1: code_insee"):
        await owner.receiver.handle(poison)
    failed = await answer(owner)
    assert isinstance(failed, SyncFailed)
    assert "batch 1" in failed.reason
    for delivery in messages:
        await owner.receiver.handle(delivery)
    assert len(await owner.rows()) == 300


async def test_a_key_that_comes_twice_is_poison(owner: Owner):
    messages = deliveries(sync_messages("prices", [*prices(100), *prices(1)], rows_per_batch=100))
    await owner.receiver.handle(messages[1])
    with pytest.raises(PoisonError, match="twice"):
        await owner.receiver.handle(messages[2])


async def test_a_body_that_is_no_event_is_poison(owner: Owner):
    with pytest.raises(PoisonError, match="SyncBatch"):
        await owner.receiver.handle(Delivery("sync.prices.batch", b"{", "x", {}, 1))


async def test_the_source_is_kept_with_the_rows(owner: Owner):
    await publish_dataset(owner.broker, "prices", prices(1))
    await answer(owner)
    async with reading(owner.engine) as connection:
        state = (await connection.execute(select(owner.tables.datasets))).mappings().one()
    assert (state["source"], state["rows"], state["version"]) == (SOURCE.model_dump(mode="json"), 1, 1)


async def test_two_syncs_at_once_leave_exactly_one_of_them(owner: Owner):
    now = datetime.now(UTC)
    await asyncio.gather(
        publish_dataset(owner.broker, "prices", prices(1500, price=1.0), started_at=now),
        publish_dataset(
            owner.broker, "prices", prices(1400, price=2.0), started_at=now + timedelta(seconds=1)
        ),
    )
    await answer(owner, 2)
    assert [row[1] for row in await owner.rows()] == [row.price_m2 for row in prices(1400, price=2.0)]


async def test_a_reader_never_sees_a_mixture(owner: Owner):
    await publish_dataset(owner.broker, "prices", prices(1000, price=1.0))
    await answer(owner)
    seen: set[tuple[int, int]] = set()
    stop = asyncio.Event()

    async def poll() -> None:
        while not stop.is_set():
            rows = await owner.rows()
            seen.add((len(rows), int(rows[0][1])))

    reader = asyncio.create_task(poll())
    for number in range(2, 6):
        await publish_dataset(owner.broker, "prices", prices(1000 * number, price=float(number)))
        await answer(owner, number)
    await until(lambda: (5000, 5) in seen)
    stop.set()
    await reader
    assert seen <= {(1000 * number, number) for number in range(1, 6)}
