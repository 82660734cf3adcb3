"""What is particular to the in-process broker: its backlog, and dead letters that outlive it."""

import asyncio
from pathlib import Path

import pytest

from shared.broker import memory
from shared.broker.contract import (
    Broker,
    BrokerError,
    BrokerUnavailableError,
    Delivery,
    PoisonError,
    Subscription,
)
from shared.broker.memory import BACKLOG, MemoryBroker
from tests.shared.broker.inbox import DELAYS, Inbox, broadcast, durable, send
from tests.waiting import until


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "var" / "dead-letters.jsonl"


async def leave_dead_letters(file: Path, queue: str, *bodies: bytes) -> None:
    """What an earlier process kept."""
    broker = MemoryBroker(file)
    await broker.subscribe(durable(queue, Inbox(lambda _: PoisonError("bad row")), f"{queue}.#"))
    for body in bodies:
        await broker.publish(
            f"{queue}.batch", body, message_id=body.decode("latin-1"), headers={"x-request-id": "r"}
        )
        await until(lambda: _has(broker, queue, body))  # noqa: B023 - awaited in this turn
    await broker.close()


async def _has(broker: Broker, queue: str, body: bytes) -> bool:
    return body in [letter.body for letter in await broker.dead_letters(queue)]


async def test_dead_letters_are_read_by_another_process(file: Path):
    await leave_dead_letters(file, "cities.sync", b"m1", b"m2")
    await leave_dead_letters(file, "tensions.sync", b"m3")
    broker = MemoryBroker(file)
    letters = await broker.dead_letters("cities.sync")
    assert [(letter.message_id, letter.reason) for letter in letters] == [
        ("m1", "bad row"),
        ("m2", "bad row"),
    ]
    assert [letter.routing_key for letter in letters] == ["cities.sync.batch"] * 2


async def test_dead_letters_are_replayed_by_the_process_that_handles_their_queue(file: Path):
    await leave_dead_letters(file, "cities.sync", b"m1", b"\xff\x00\n")
    await leave_dead_letters(file, "tensions.sync", b"m3")
    broker, inbox = MemoryBroker(file), Inbox()
    await broker.subscribe(durable("cities.sync", inbox, "sync.#"))
    assert await broker.replay("cities.sync") == 2
    await inbox.wait_for(2)
    assert inbox.handled == [
        Delivery("cities.sync.batch", b"m1", "m1", {"x-request-id": "r"}, 1),
        Delivery("cities.sync.batch", b"\xff\x00\n", "\xff\x00\n", {"x-request-id": "r"}, 1),
    ]
    assert not await broker.dead_letters("cities.sync")
    assert len(await broker.dead_letters("tensions.sync")) == 1


async def test_replaying_where_nobody_handles_the_queue_is_refused_and_keeps_the_letters(file: Path):
    await leave_dead_letters(file, "cities.sync", b"m1")
    broker = MemoryBroker(file)
    with pytest.raises(BrokerError, match=r"nobody handles cities\.sync in this process"):
        await broker.replay("cities.sync")
    assert len(await broker.dead_letters("cities.sync")) == 1


async def test_a_damaged_line_is_named(file: Path):
    await leave_dead_letters(file, "cities.sync", b"m1")
    with file.open("a") as lines:
        lines.write("{half\n")
    with pytest.raises(BrokerError, match=r"dead-letters\.jsonl:2: not a dead letter"):
        await MemoryBroker(file).dead_letters("cities.sync")


async def test_a_dead_letter_that_cannot_be_written_is_not_lost(file: Path):
    file.parent.write_text("a file where the directory should be")
    inbox = Inbox(lambda _: PoisonError("bad row"))
    broker = MemoryBroker(file)
    await broker.subscribe(durable("cities.sync", inbox, "sync.#"))
    await send(broker, "sync.cities.batch", b"m1")
    await until(lambda: len(inbox.deliveries) == 2)
    file.parent.unlink()
    await until(lambda: _has(broker, "cities.sync", b"m1"))
    await broker.close()


async def fill(broker: Broker, queue: str) -> tuple[asyncio.Event, asyncio.Task[None]]:
    """A full backlog, behind a handler that waits for the event, and a publisher that has to wait."""
    gate, inbox = asyncio.Event(), Inbox()

    async def handle(delivery: Delivery) -> None:
        await gate.wait()
        await inbox.handle(delivery)

    await broker.subscribe(Subscription(queue, ("sync.#",), handle, prefetch=2, retry_delays=DELAYS))
    for number in range(BACKLOG):
        await asyncio.wait_for(send(broker, "sync.cities.batch", str(number).encode()), timeout=1)
    blocked = asyncio.create_task(send(broker, "sync.cities.batch", b"one too many"))
    await asyncio.wait([blocked], timeout=0.1)
    assert not blocked.done()
    return gate, blocked


async def test_publishing_waits_while_the_backlog_is_full():
    broker = MemoryBroker()
    gate, blocked = await fill(broker, "cities.sync")
    gate.set()
    await asyncio.wait_for(blocked, timeout=5)
    await broker.close()


async def test_announcing_never_waits():
    broker, listener = MemoryBroker(), Inbox()
    gate, blocked = await fill(broker, "cities.sync")
    await broker.subscribe(broadcast("live", listener, "sync.*.applied"))
    await asyncio.wait_for(broker.announce("sync.cities.applied", b"", message_id="m1"), timeout=1)
    await listener.wait_for(1)
    gate.set()
    await blocked
    await broker.close()


async def test_a_publisher_that_waits_is_told_that_the_broker_closes(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(memory, "CLOSE_SECONDS", 0.1)
    broker = MemoryBroker()
    _, blocked = await fill(broker, "cities.sync")
    await broker.close()
    with pytest.raises(BrokerUnavailableError):
        await asyncio.wait_for(blocked, timeout=5)
