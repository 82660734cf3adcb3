"""What every broker promises, asked of each."""

import asyncio
import itertools
import time
from datetime import datetime

import pytest
from prometheus_client import REGISTRY

from shared.broker.contract import (
    Broker,
    BrokerUnavailableError,
    Delivery,
    PoisonError,
    Subscription,
    TransientError,
    UnroutableError,
)
from tests.shared.broker.inbox import DELAYS, Inbox, broadcast, durable, send
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


async def test_a_failed_delivery_comes_again_after_each_delay(broker: Broker):
    times: list[float] = []

    def fail_twice(delivery: Delivery) -> Exception | None:
        times.append(time.monotonic())
        return RuntimeError("not yet") if delivery.attempt < 3 else None

    inbox = Inbox(fail_twice)
    await broker.subscribe(durable("cities.sync", inbox, "sync.#"))
    await broker.publish("sync.cities.batch", b"1", message_id="m1", headers={"x-request-id": "r1"})
    await inbox.wait_for(1)
    assert inbox.attempts() == [1, 2, 3]
    assert inbox.handled == [Delivery("sync.cities.batch", b"1", "m1", {"x-request-id": "r1"}, 3)]
    waited = [later - sooner for sooner, later in itertools.pairwise(times)]
    assert waited[0] >= DELAYS[0]
    assert waited[1] >= DELAYS[1]
    assert not await broker.dead_letters("cities.sync")


async def test_a_delivery_that_waits_to_come_again_holds_up_no_other(broker: Broker):
    inbox = Inbox(lambda delivery: RuntimeError("no") if delivery.body == b"bad" else None)
    await broker.subscribe(durable("cities.sync", inbox, "sync.#", prefetch=1))
    await send(broker, "sync.cities.batch", b"bad", b"good")
    await inbox.wait_for(1)
    assert [delivery.body for delivery in inbox.deliveries[:2]] == [b"bad", b"good"]


async def test_a_message_that_always_fails_is_kept_as_a_dead_letter(broker: Broker):
    inbox = Inbox(lambda _: RuntimeError("column missing"))
    await broker.subscribe(durable("cities.sync", inbox, "sync.#"))
    await send(broker, "sync.cities.batch", b"m1")
    [letter] = await until(lambda: broker.dead_letters("cities.sync"))
    assert inbox.attempts() == [1, 2, 3]
    assert (letter.queue, letter.routing_key, letter.body) == ("cities.sync", "sync.cities.batch", b"m1")
    assert (letter.message_id, letter.attempts) == ("m1", 3)
    assert letter.reason == "RuntimeError: column missing"
    assert datetime.fromisoformat(letter.failed_at).tzinfo


async def test_poison_is_kept_as_a_dead_letter_at_once(broker: Broker):
    inbox = Inbox(lambda _: PoisonError("batch 7: not JSON"))
    await broker.subscribe(durable("cities.sync", inbox, "sync.#"))
    await send(broker, "sync.cities.batch", b"m1")
    [letter] = await until(lambda: broker.dead_letters("cities.sync"))
    assert (letter.reason, letter.attempts) == ("batch 7: not JSON", 1)
    assert inbox.attempts() == [1]


async def test_a_transient_failure_is_never_given_up(broker: Broker):
    rounds = 2 * len(DELAYS) + 2
    inbox = Inbox(lambda delivery: TransientError("database away") if delivery.attempt < rounds else None)
    await broker.subscribe(durable("cities.sync", inbox, "sync.#"))
    await send(broker, "sync.cities.batch", b"m1")
    await inbox.wait_for(1)
    assert inbox.attempts() == list(range(1, rounds + 1))
    assert not await broker.dead_letters("cities.sync")


async def test_dead_letters_stay_until_they_are_replayed(broker: Broker):
    cured = False
    inbox = Inbox(lambda _: None if cured else PoisonError("no such bassin"))
    await broker.subscribe(durable("cities.sync", inbox, "sync.#"))
    for name in ("m1", "m2", "m3"):
        await broker.publish(
            "sync.cities.batch", name.encode(), message_id=name, headers={"x-request-id": "r"}
        )
        await until(lambda: len(inbox.deliveries) == int(name[1]))  # noqa: B023 - awaited in this turn
    await until(lambda: _dead(broker, 3))
    assert [letter.message_id for letter in await broker.dead_letters("cities.sync")] == ["m1", "m2", "m3"]

    cured = True
    assert await broker.replay("cities.sync", frozenset({"m2", "unknown"})) == 1
    await inbox.wait_for(1)
    assert inbox.handled == [Delivery("sync.cities.batch", b"m2", "m2", {"x-request-id": "r"}, 1)]
    assert [letter.message_id for letter in await broker.dead_letters("cities.sync")] == ["m1", "m3"]

    assert await broker.replay("cities.sync") == 2
    await inbox.wait_for(3)
    assert not await broker.dead_letters("cities.sync")


async def _dead(broker: Broker, count: int) -> bool:
    return len(await broker.dead_letters("cities.sync")) == count


async def test_a_dead_letter_replayed_in_vain_is_a_dead_letter_again(broker: Broker):
    inbox = Inbox(lambda _: PoisonError("still bad"))
    await broker.subscribe(durable("cities.sync", inbox, "sync.#"))
    await send(broker, "sync.cities.batch", b"m1")
    await until(lambda: broker.dead_letters("cities.sync"))
    assert await broker.replay("cities.sync") == 1
    await until(lambda: len(inbox.deliveries) == 2)
    await until(lambda: _dead(broker, 1))
    assert inbox.attempts() == [1, 1]


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


async def test_what_becomes_of_messages_is_counted(broker: Broker):
    before = _counts()
    inbox = Inbox(lambda delivery: RuntimeError("no") if delivery.body == b"bad" else None)
    await broker.subscribe(durable("counted", inbox, "count.#"))
    await send(broker, "count.it", b"bad", b"good")
    await until(lambda: broker.dead_letters("counted"))
    await inbox.wait_for(1)
    assert [after - was for was, after in zip(before, _counts(), strict=True)] == [2, 4, 2, 1]


def _counts() -> list[float]:
    """Published, delivered, retried, dead-lettered."""
    published = REGISTRY.get_sample_value("mobiville_broker_published_total", {"routing_key": "count.it"})
    names = ("delivered", "retried", "dead_lettered")
    queue = {"queue": "counted"}
    others = [REGISTRY.get_sample_value(f"mobiville_broker_{name}_total", queue) for name in names]
    return [count or 0.0 for count in (published, *others)]
