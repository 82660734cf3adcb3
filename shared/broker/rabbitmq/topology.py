"""Exchanges and queues as they are declared; what RabbitMQ 3.10 and 4.3 both take.

For a durable queue `cities.sync`:
`cities.sync.retry.<ms>` holds what is to be delivered again, and returns it when its time has passed;
`cities.sync.dead` holds what was given up.
"""

from uuid import uuid4

from aio_pika import ExchangeType
from aio_pika.abc import AbstractChannel, AbstractExchange, AbstractQueue

from shared.broker.contract import Subscription

EXCHANGE = "mobiville"

# A message whose consumers end without answering (it kills them) becomes a dead letter. RabbitMQ 4 has
# this default, and drops the message when no dead-letter exchange is set; 3.10 redelivers for ever.
_DELIVERY_LIMIT = 20
# Listing dead letters returns each to its queue, which counts as a delivery: never drop one for it.
_NO_DELIVERY_LIMIT = 1_000_000_000


def retry_queue(queue: str, delay: float) -> str:
    return f"{queue}.retry.{round(delay * 1000)}"


def dead_queue(queue: str) -> str:
    return f"{queue}.dead"


async def declare_exchange(channel: AbstractChannel) -> AbstractExchange:
    return await channel.declare_exchange(EXCHANGE, ExchangeType.TOPIC, durable=True)


async def declare(channel: AbstractChannel, subscription: Subscription) -> AbstractQueue:
    """Everything the subscription needs, bound; the queue to consume from."""
    exchange = await declare_exchange(channel)
    if subscription.durable:
        queue = await _declare_durable(channel, subscription)
    else:
        # another name each time: after an outage the broker may still hold the former one for us
        name = f"{subscription.queue}.{uuid4().hex[:12]}"
        queue = await channel.declare_queue(name, exclusive=True, auto_delete=True)
    for routing_key in subscription.routing_keys:
        await queue.bind(exchange, routing_key)
    return queue


async def _declare_durable(channel: AbstractChannel, subscription: Subscription) -> AbstractQueue:
    name = subscription.queue
    quorum = {"x-queue-type": "quorum"}
    await channel.declare_queue(
        dead_queue(name), durable=True, arguments={**quorum, "x-delivery-limit": _NO_DELIVERY_LIMIT}
    )
    for delay in subscription.retry_delays:
        await channel.declare_queue(
            retry_queue(name, delay),
            durable=True,
            arguments={**quorum, **_dead_letters_to(name), "x-message-ttl": round(delay * 1000)},
        )
    return await channel.declare_queue(
        name,
        durable=True,
        arguments={**quorum, **_dead_letters_to(dead_queue(name)), "x-delivery-limit": _DELIVERY_LIMIT},
    )


def _dead_letters_to(queue: str) -> dict[str, str]:
    """At least once: RabbitMQ drops its copy when the target has confirmed; this needs reject-publish."""
    return {
        "x-dead-letter-exchange": "",
        "x-dead-letter-routing-key": queue,
        "x-dead-letter-strategy": "at-least-once",
        "x-overflow": "reject-publish",
    }
