"""What every broker promises, asked of each."""

import asyncio
import itertools

import pytest

from shared.broker.contract import (
    Broker,
    BrokerUnavailableError,
    Delivery,
    Subscription,
    UnroutableError,
)
from tests.shared.broker.inbox import Inbox, broadcast, durable, send
from tests.waiting import until


async def test_a_message_arrives_as_it_was_published(broker: Broker):
    inbox = Inbox()
    await broker.subscribe(durable("cities.sync", inbox, "sync.cities.batch"))
    await broker.publish("sync.cities.batch", b'{"n":1}', message_id="m1", headers={"x-request-id": "r1"})
    await inbox.wait_for(1)
    assert inbox.deliveries == [Delivery("sync.cities.batch", b'{"n":1}', "m1", {"x-request-id": "r1"}, 1)]


@pytest.mark.parametrize("body", [b"", bytes(range(256)) * 8192], ids=["empty", "2 MB"])
async def test_a_body_of_any_size_arrives_whole(broker: Broker, body: bytes):
    inbox = Inbox()
    await broker.subscribe(durable("cities.sync", inbox, "sync.#"))
    await broker.publish("sync.cities.batch", body, message_id="m1")
    await inbox.wait_for(1)
    assert inbox.bodies() == [body]


async def test_routing_keys_choose_the_queue(broker: Broker):
    batches, everything, tensions = Inbox(), Inbox(), Inbox()
    await broker.subscribe(durable("batches", batches, "sync.*.batch"))
    await broker.subscribe(durable("everything", everything, "sync.#"))
    await broker.subscribe(durable("tensions", tensions, "sync.titles.*", "sync.tensions.*"))
    await send(broker, "sync.cities.batch", b"1")
    await send(broker, "sync.tensions.started", b"2")
    await send(broker, "sync.titles.batch", b"3")
    await everything.wait_for(3)
    await batches.wait_for(2)
    await tensions.wait_for(2)
    assert sorted(everything.bodies()) == [b"1", b"2", b"3"]
    assert sorted(batches.bodies()) == [b"1", b"3"]
    assert sorted(tensions.bodies()) == [b"2", b"3"]


async def test_consumers_of_one_queue_share_its_messages(broker: Broker):
    inboxes = [Inbox(), Inbox()]
    for inbox in inboxes:
        await broker.subscribe(durable("cities.sync", inbox, "sync.#", prefetch=1))
    bodies = [str(number).encode() for number in range(20)]
    await send(broker, "sync.cities.batch", *bodies)
    await until(lambda: sum(len(inbox.handled) for inbox in inboxes) >= 20)
    assert sorted(itertools.chain(*(inbox.bodies() for inbox in inboxes))) == sorted(bodies)
    assert all(inbox.handled for inbox in inboxes)


async def test_publishing_to_nobody_is_an_error_that_names_the_key(broker: Broker):
    await broker.subscribe(durable("cities.sync", Inbox(), "sync.cities.*"))
    with pytest.raises(UnroutableError, match=r"sync\.helps\.batch"):
        await broker.publish("sync.helps.batch", b"", message_id="m1")


async def test_the_same_unroutable_message_published_twice_at_once_is_refused_twice(broker: Broker):
    publishing = [broker.publish("sync.helps.batch", b"", message_id="m1") for _ in range(5)]
    outcomes = await asyncio.gather(*publishing, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [UnroutableError] * 5


async def test_announcing_to_nobody_is_fine(broker: Broker):
    await broker.announce("sync.cities.applied", b"", message_id="m1")


async def test_every_listener_hears_an_announcement_whatever_another_does_with_it(broker: Broker):
    replicas = [Inbox(), Inbox(lambda _: RuntimeError("cannot reload")), Inbox()]
    for replica in replicas:
        await broker.subscribe(broadcast("cities.live", replica, "sync.*.applied"))
    await broker.announce("sync.cities.applied", b"1", message_id="m1")
    await broker.announce("sync.cities.applied", b"2", message_id="m2")
    await until(lambda: all(len(replica.deliveries) == 2 for replica in replicas))
    assert [len(replica.handled) for replica in replicas] == [2, 0, 2]


async def test_at_most_prefetch_deliveries_are_handled_at_a_time(broker: Broker):
    gate, running, most = asyncio.Event(), 0, 0

    async def handle(delivery: Delivery) -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await gate.wait()
        running -= 1

    await broker.subscribe(Subscription("cities.sync", ("sync.#",), handle, prefetch=3))
    await send(broker, "sync.cities.batch", *(str(number).encode() for number in range(9)))
    await until(lambda: running == 3)
    gate.set()
    await until(lambda: running == 0)
    assert most == 3


async def test_close_lets_a_running_handler_finish(broker: Broker):
    begun, gate, finished = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def handle(delivery: Delivery) -> None:
        begun.set()
        await gate.wait()
        finished.set()

    await broker.subscribe(Subscription("cities.sync", ("sync.#",), handle))
    await send(broker, "sync.cities.batch", b"m1")
    await begun.wait()
    closing = asyncio.create_task(broker.close())
    await asyncio.wait([closing], timeout=0.2)
    assert not closing.done()
    gate.set()
    await closing
    assert finished.is_set()


async def test_a_closed_broker_is_unavailable(broker: Broker):
    await broker.check()
    await broker.close()
    with pytest.raises(BrokerUnavailableError, match="closed"):
        await broker.check()
    with pytest.raises(BrokerUnavailableError, match="closed"):
        await broker.publish("sync.cities.batch", b"", message_id="m1")


async def test_a_handler_may_announce_what_it_did(broker: Broker):
    heard = Inbox()

    async def handle(delivery: Delivery) -> None:
        await broker.announce("sync.cities.applied", delivery.body, message_id=delivery.message_id)

    await broker.subscribe(broadcast("importer", heard, "sync.*.applied"))
    await broker.subscribe(Subscription("cities.sync", ("sync.*.batch",), handle, prefetch=2))
    bodies = [str(number).encode() for number in range(100)]
    await asyncio.gather(*(send(broker, "sync.cities.batch", body) for body in bodies))
    await heard.wait_for(100)
    assert sorted(heard.bodies()) == sorted(bodies)
