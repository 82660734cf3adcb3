"""What only a real RabbitMQ can break: killed servers and consumers, lost queues, refused addresses."""

import asyncio
import logging
from collections.abc import AsyncIterator
from urllib.parse import quote, urlsplit

import aio_pika
import pytest

from shared.broker.connect import connect
from shared.broker.contract import (
    Broker,
    BrokerError,
    BrokerUnavailableError,
    Delivery,
    PoisonError,
)
from shared.broker.rabbitmq import publisher
from tests.servers.process import free_port
from tests.servers.rabbitmq import RabbitMQ
from tests.shared.broker.inbox import Inbox, broadcast, durable, publish_until_taken, send
from tests.waiting import until


@pytest.fixture
async def broker(amqp_url: str) -> AsyncIterator[Broker]:
    broker = connect(amqp_url, name="test")
    yield broker
    await broker.close()


async def test_a_queue_deleted_under_its_consumer_comes_back(
    rabbitmq: RabbitMQ, broker: Broker, amqp_url: str
):
    inbox = Inbox(lambda delivery: RuntimeError("once") if delivery.attempt == 1 else None)
    await broker.subscribe(durable("cities.sync", inbox, "sync.cities.batch"))
    await send(broker, "sync.cities.batch", b"1")
    await inbox.wait_for(1)
    for queue in ("cities.sync.retry.50", "cities.sync"):
        await asyncio.to_thread(rabbitmq.api, "DELETE", f"/queues/{_vhost(amqp_url)}/{queue}")
    await publish_until_taken(broker, "sync.cities.batch", b"2")
    await inbox.wait_for(2)
    assert inbox.bodies() == [b"1", b"2"]


async def test_a_retry_queue_deleted_alone_comes_back(rabbitmq: RabbitMQ, broker: Broker, amqp_url: str):
    inbox = Inbox(lambda delivery: RuntimeError("twice") if delivery.attempt < 3 else None)
    await broker.subscribe(durable("cities.sync", inbox, "sync.cities.batch"))
    await asyncio.to_thread(rabbitmq.api, "DELETE", f"/queues/{_vhost(amqp_url)}/cities.sync.retry.100")
    await send(broker, "sync.cities.batch", b"1")
    await inbox.wait_for(1)


def _vhost(url: str) -> str:
    return quote(urlsplit(url).path[1:], safe="")


async def test_replicas_in_other_processes_share_a_queue_and_each_hear_announcements(
    broker: Broker, amqp_url: str
):
    other = connect(amqp_url, name="other")
    shared, heard = (Inbox(), Inbox()), (Inbox(), Inbox())
    for replica, inbox, listener in zip((broker, other), shared, heard, strict=True):
        await replica.subscribe(durable("cities.sync", inbox, "sync.*.batch", prefetch=1))
        await replica.subscribe(broadcast("cities.live", listener, "sync.*.applied"))
    bodies = [str(number).encode() for number in range(20)]
    await send(broker, "sync.cities.batch", *bodies)
    await other.announce("sync.cities.applied", b"", message_id="m1")
    await until(lambda: sum(len(inbox.handled) for inbox in shared) == 20)
    await until(lambda: all(len(inbox.handled) == 1 for inbox in heard))
    assert sorted(shared[0].bodies() + shared[1].bodies()) == sorted(bodies)
    await other.close()


async def test_a_frozen_server_is_unavailable_in_bounded_time(
    rabbitmq: RabbitMQ, broker: Broker, monkeypatch: pytest.MonkeyPatch
):
    inbox = Inbox()
    await broker.subscribe(durable("cities.sync", inbox, "sync.cities.batch"))
    await send(broker, "sync.cities.batch", b"1")
    monkeypatch.setattr(publisher, "CONFIRM_SECONDS", 0.5)
    rabbitmq.pause()
    try:
        with pytest.raises(BrokerUnavailableError):
            await asyncio.wait_for(send(broker, "sync.cities.batch", b"2"), timeout=5)
    finally:
        rabbitmq.resume()
    await publish_until_taken(broker, "sync.cities.batch", b"3")
    await until(lambda: {b"1", b"3"} <= set(inbox.bodies()))


async def test_a_message_that_ends_its_consumers_becomes_a_dead_letter(broker: Broker, amqp_url: str):
    waiting = Inbox()
    await broker.subscribe(durable("cities.sync", waiting, "sync.cities.batch"))
    await broker.close()
    again = connect(amqp_url, name="again")
    await again.publish("sync.cities.batch", b"x", message_id="m1")
    async with await aio_pika.connect(amqp_url) as connection:
        channel = await connection.channel()
        queue = await channel.get_queue("cities.sync")
        for _ in range(21):
            message = await until(lambda: queue.get(fail=False))
            assert message is not None
            await message.reject(requeue=True)
    [letter] = await until(lambda: again.dead_letters("cities.sync"))
    assert (letter.message_id, letter.routing_key, letter.body) == ("m1", "sync.cities.batch", b"x")
    assert "delivery_limit" in letter.reason
    assert letter.failed_at
    await again.close()


async def test_listing_dead_letters_often_loses_none(broker: Broker):
    await broker.subscribe(durable("cities.sync", Inbox(lambda _: PoisonError("no")), "sync.cities.batch"))
    await send(broker, "sync.cities.batch", b"m1", b"m2")
    for _ in range(25):
        await until(lambda: _count(broker, 2))


async def _count(broker: Broker, count: int) -> bool:
    return len(await broker.dead_letters("cities.sync")) == count


async def test_a_message_of_another_publisher_is_handled(broker: Broker, amqp_url: str):
    inbox = Inbox()
    await broker.subscribe(durable("cities.sync", inbox, "sync.cities.batch"))
    async with await aio_pika.connect(amqp_url) as connection:
        channel = await connection.channel()
        exchange = await channel.get_exchange("mobiville")
        message = aio_pika.Message(b"x", message_id="theirs", headers={"x-request-id": "r1", "n": 3})
        await exchange.publish(message, "sync.cities.batch")
    await inbox.wait_for(1)
    assert inbox.handled == [Delivery("sync.cities.batch", b"x", "theirs", {"x-request-id": "r1"}, 1)]


async def test_a_queue_that_exists_otherwise_is_refused_by_name(broker: Broker, amqp_url: str):
    async with await aio_pika.connect(amqp_url) as connection:
        channel = await connection.channel()
        await channel.declare_queue("cities.sync", durable=True)
    with pytest.raises(BrokerError, match=r"cities\.sync") as refused:
        await broker.subscribe(durable("cities.sync", Inbox(), "sync.cities.batch"))
    assert not isinstance(refused.value, BrokerUnavailableError)


async def test_dead_letters_of_an_unknown_queue_are_an_error_that_names_it(broker: Broker):
    with pytest.raises(BrokerError, match=r"cities\.sinc"):
        await broker.dead_letters("cities.sinc")
    with pytest.raises(BrokerError, match=r"cities\.sinc"):
        await broker.replay("cities.sinc")


async def test_the_password_is_told_to_nobody(
    rabbitmq: RabbitMQ, amqp_url: str, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG)
    refused = connect(amqp_url.replace("guest:guest", "guest:s3cret"), name="test")
    absent = connect(f"amqp://guest:s3cret@127.0.0.1:{free_port()}/", name="test")
    for broker in (refused, absent):
        with pytest.raises(BrokerUnavailableError) as raised:
            await broker.check()
        assert "s3cret" not in f"{raised.value} {raised.value!r} {broker!r}"
        await broker.close()
    with pytest.raises(BrokerError) as raised_for_address:
        connect("amqp://guest:s3cret@127.0.0.1:port/", name="test")
    assert "s3cret" not in str(raised_for_address.value)
    assert "s3cret" not in caplog.text
