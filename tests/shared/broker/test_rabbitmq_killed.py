"""Nothing is lost when the server or a consumer is killed (-9) in the middle."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from shared.broker.connect import connect
from shared.broker.contract import (
    Broker,
    BrokerUnavailableError,
    PoisonError,
)
from tests.servers.rabbitmq import RabbitMQ
from tests.shared.broker.inbox import Inbox, broadcast, durable, publish_until_taken, send
from tests.waiting import until


@pytest.fixture
async def broker(amqp_url: str) -> AsyncIterator[Broker]:
    broker = connect(amqp_url, name="test")
    yield broker
    await broker.close()


async def test_nothing_is_lost_when_the_server_is_killed_while_it_is_used(
    rabbitmq: RabbitMQ, broker: Broker, amqp_url: str
):
    """Every third message fails once, so that the retry queues hold some at any moment."""
    flaky = Inbox(
        lambda delivery: (
            RuntimeError("once") if int(delivery.body) % 3 == 0 and delivery.attempt == 1 else None
        )
    )
    live, late = Inbox(), Inbox()
    await broker.subscribe(durable("cities.sync", flaky, "sync.*.batch"))
    await broker.subscribe(broadcast("cities.live", live, "sync.*.applied"))
    bodies = [str(number).encode() for number in range(600)]

    async def publish_a_share(first: int) -> None:
        for body in bodies[first::4]:
            await publish_until_taken(broker, "sync.cities.batch", body)

    publishing = [asyncio.create_task(publish_a_share(first)) for first in range(4)]
    await flaky.wait_for(60)
    await asyncio.to_thread(rabbitmq.kill9)
    try:
        assert not all(task.done() for task in publishing)
        with pytest.raises(BrokerUnavailableError, match=r"127\.0\.0\.1"):
            await asyncio.wait_for(broker.check(), timeout=10)
        with pytest.raises(BrokerUnavailableError):
            await asyncio.wait_for(broker.publish("sync.a.batch", b"", message_id="m"), timeout=10)
        await broker.subscribe(durable("late", late, "sync.late.batch"))
    finally:
        await asyncio.to_thread(rabbitmq.start)

    await asyncio.gather(*publishing)
    await until(lambda: set(flaky.bodies()) == set(bodies), seconds=30)
    await publish_until_taken(broker, "sync.late.batch", b"1")
    await late.wait_for(1)
    await publish_until_taken(broker, "sync.cities.applied", b"2")
    await live.wait_for(1)
    assert not await broker.dead_letters("cities.sync")


async def test_messages_at_rest_survive_a_killed_server(rabbitmq: RabbitMQ, broker: Broker, amqp_url: str):
    poisoned = Inbox(lambda _: PoisonError("kept"))
    await broker.subscribe(durable("cities.sync", poisoned, "sync.cities.batch"))
    await send(broker, "sync.cities.batch", b"dead")
    await until(lambda: broker.dead_letters("cities.sync"))
    await broker.close()
    again = connect(amqp_url, name="again")
    await send(again, "sync.cities.batch", b"waiting")

    await asyncio.to_thread(rabbitmq.kill9)
    await asyncio.to_thread(rabbitmq.start)

    inbox = Inbox()
    await until(lambda: _answers(again))
    await again.subscribe(durable("cities.sync", inbox, "sync.cities.batch"))
    await inbox.wait_for(1)
    assert await again.replay("cities.sync") == 1
    await inbox.wait_for(2)
    assert inbox.bodies() == [b"waiting", b"dead"]
    await again.close()


async def _answers(broker: Broker) -> bool:
    try:
        await broker.check()
    except BrokerUnavailableError:
        return False
    return True


async def test_nothing_is_lost_when_a_consumer_is_killed(broker: Broker, amqp_url: str, tmp_path: Path):
    handled = tmp_path / "handled"
    handled.touch()
    arguments = [amqp_url, "cities.sync", "sync.cities.batch", str(handled)]
    module = "tests.shared.broker.consumer_process"
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", module, *arguments)
    bodies = [str(number).encode() for number in range(300)]
    await publish_until_taken(broker, "sync.cities.batch", bodies[0])
    await send(broker, "sync.cities.batch", *bodies[1:])
    await until(lambda: len(handled.read_bytes().split()) > 40)
    process.send_signal(signal.SIGKILL)
    await process.wait()
    by_the_killed = set(handled.read_bytes().split())
    assert by_the_killed < set(bodies)

    inbox = Inbox()
    await broker.subscribe(durable("cities.sync", inbox, "sync.cities.batch"))
    await until(lambda: by_the_killed | set(inbox.bodies()) == set(bodies))
