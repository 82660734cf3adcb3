"""The contract, kept by RabbitMQ."""

import asyncio
from collections.abc import Mapping, Sequence

from shared.broker.contract import DeadLetter, Delivery, Subscription
from shared.broker.metrics import PUBLISHED
from shared.broker.rabbitmq.consumer import Consumer
from shared.broker.rabbitmq.dead_letters import read_dead_letters, replay_dead_letters
from shared.broker.rabbitmq.link import Link, close_channel
from shared.broker.rabbitmq.messages import to_message
from shared.broker.rabbitmq.publisher import Publisher


class RabbitMQBroker:
    """Connects when first used. A subscription made while RabbitMQ is away begins when it is back.

    Two connections: RabbitMQ stops reading from one that publishes when it is short of memory or disk,
    and acknowledgements, which free both, must still get through.
    """

    def __init__(self, url: str, *, name: str) -> None:
        self._publishing = Link(url, f"{name} publishes")
        self._consuming = Link(url, f"{name} consumes")
        self._publisher = Publisher(self._publishing)
        self._consumers: list[Consumer] = []

    async def publish(
        self, routing_key: str, body: bytes, *, message_id: str, headers: Mapping[str, str] | None = None
    ) -> None:
        delivery = Delivery(routing_key, body, message_id, headers or {}, attempt=1)
        await self._publisher.publish(to_message(delivery), routing_key, mandatory=True)
        PUBLISHED.labels(routing_key).inc()

    async def announce(self, routing_key: str, body: bytes, *, message_id: str) -> None:
        delivery = Delivery(routing_key, body, message_id, {}, attempt=1)
        await self._publisher.publish(to_message(delivery), routing_key, mandatory=False)
        PUBLISHED.labels(routing_key).inc()

    async def subscribe(self, subscription: Subscription) -> None:
        consumer = Consumer(self._consuming, self._publisher, subscription)
        await consumer.start()
        self._consumers.append(consumer)

    async def dead_letters(self, queue: str) -> Sequence[DeadLetter]:
        return await read_dead_letters(self._consuming, queue)

    async def replay(self, queue: str, message_ids: frozenset[str] | None = None) -> int:
        return await replay_dead_letters(self._consuming, self._publisher, queue, message_ids)

    async def check(self) -> None:
        channel = await self._publishing.channel()
        await close_channel(channel)

    async def close(self) -> None:
        await asyncio.gather(*(consumer.close() for consumer in self._consumers))
        await self._publishing.close()
        await self._consuming.close()
