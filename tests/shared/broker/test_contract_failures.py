"""What every broker promises when a handler fails, asked of each."""

import itertools
import time
from datetime import datetime

from prometheus_client import REGISTRY

from shared.broker.contract import (
    Broker,
    Delivery,
    PoisonError,
    TransientError,
)
from tests.shared.broker.inbox import DELAYS, Inbox, durable, send
from tests.waiting import until


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
