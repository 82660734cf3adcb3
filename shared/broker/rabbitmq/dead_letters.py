"""Reading and replaying the dead letters of a queue."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime

from aio_pika.abc import AbstractIncomingMessage, AbstractQueue

from shared.broker.contract import DeadLetter
from shared.broker.rabbitmq.link import Link, broker_errors, close_channel
from shared.broker.rabbitmq.messages import to_dead_letter, to_delivery, to_message
from shared.broker.rabbitmq.publisher import Publisher
from shared.broker.rabbitmq.topology import dead_queue

_VISIBLE_SECONDS = 2.0


async def read_dead_letters(link: Link, queue: str) -> list[DeadLetter]:
    """Oldest first."""
    async with _dead_messages(link, queue) as messages:
        letters = [to_dead_letter(queue, message) async for message in messages]
    return sorted(letters, key=lambda letter: letter.failed_at)


async def replay_dead_letters(
    link: Link, publisher: Publisher, queue: str, message_ids: frozenset[str] | None
) -> int:
    """How many were put back; each leaves the dead letters when its queue has confirmed it.

    One that fails again meanwhile stays a dead letter.
    """
    started, replayed = datetime.now(UTC).isoformat(), 0
    async with _dead_messages(link, queue) as messages:
        async for message in messages:
            letter = to_dead_letter(queue, message)
            wanted = message_ids is None or letter.message_id in message_ids
            if wanted and letter.failed_at < started:
                await publisher.put(to_message(replace(to_delivery(message), attempt=1)), queue)
                await message.ack()
                replayed += 1
    return replayed


@asynccontextmanager
async def _dead_messages(link: Link, queue: str) -> AsyncIterator[AsyncIterator[AbstractIncomingMessage]]:
    """Until there are no more; a message that is not acknowledged is back when the context ends."""
    channel = await link.channel()
    try:
        with broker_errors(f"dead letters of {queue}"):
            dead = await channel.declare_queue(dead_queue(queue), passive=True)
            unanswered = 0

            async def messages() -> AsyncIterator[AbstractIncomingMessage]:
                nonlocal unanswered
                while (message := await dead.get(fail=False)) is not None:
                    yield message
                    unanswered += not message.processed

            yield messages()
            await _give_back(dead, unanswered)
    finally:
        await close_channel(channel)


async def _give_back(dead: AbstractQueue, count: int) -> None:
    """Return what was not acknowledged, and wait until it can be seen again: this takes RabbitMQ a moment."""
    underlay = await dead.channel.get_underlay_channel()
    await underlay.basic_nack(0, multiple=True, requeue=True)
    with suppress(TimeoutError):
        async with asyncio.timeout(_VISIBLE_SECONDS):
            while ((await dead.declare()).message_count or 0) < count:  # noqa: ASYNC110 - nobody tells us
                await asyncio.sleep(0.01)
