"""One subscription on RabbitMQ: its channel, its deliveries, and its return after an outage."""

import asyncio
from contextlib import suppress
from dataclasses import replace
from typing import Any

import structlog
from aio_pika import Message
from aio_pika.abc import AbstractChannel, AbstractIncomingMessage

from shared.broker.contract import (
    BrokerError,
    BrokerUnavailableError,
    Delivery,
    Subscription,
    UnroutableError,
)
from shared.broker.handling import GiveUp, Retry, handle
from shared.broker.metrics import DEAD_LETTERED, RETRIED
from shared.broker.rabbitmq.link import Link, broker_errors, close_channel
from shared.broker.rabbitmq.messages import to_dead_message, to_delivery, to_message
from shared.broker.rabbitmq.publisher import Publisher
from shared.broker.rabbitmq.topology import dead_queue, declare, retry_queue

log = structlog.get_logger(__name__)

OPEN_SECONDS = 30.0
CLOSE_SECONDS = 10.0
PAUSE_SECONDS = 1.0


class Consumer:
    """Handles the messages of a subscription, at most `prefetch` at a time, until it is closed."""

    def __init__(self, link: Link, publisher: Publisher, subscription: Subscription) -> None:
        self._link = link
        self._publisher = publisher
        self._subscription = subscription
        self._channel: AbstractChannel | None = None
        self._tag = ""
        self._lost = asyncio.Event()
        # the library cancels its own callbacks when a channel closes; handlers run in tasks of ours
        self._running: set[asyncio.Task[None]] = set()
        # still counts those of a lost channel, whose messages come again on the new one
        self._slots = asyncio.Semaphore(subscription.prefetch)
        self._watch: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Handle from now on, or from when the broker is back; BrokerError when it refuses the queue."""
        try:
            await self._open()
        except BrokerUnavailableError as error:
            log.warning("consumer_waits", queue=self._subscription.queue, error=str(error))
            self._lost.set()
        except BrokerError:
            await self._leave_channel()
            raise
        self._watch = asyncio.create_task(self._reopen_when_lost())

    async def _open(self) -> None:
        await self._leave_channel()
        self._channel = channel = await self._link.channel()
        self._lost.clear()
        channel.close_callbacks.add(self._on_lost)
        with broker_errors(f"subscribe {self._subscription.queue}"):
            async with asyncio.timeout(OPEN_SECONDS):
                underlay = await channel.get_underlay_channel()
                underlay.on_consumer_cancel_callbacks.add(self._on_lost)
                await channel.set_qos(prefetch_count=self._subscription.prefetch)
                queue = await declare(channel, self._subscription)
                self._tag = await queue.consume(self._on_message)

    def _on_lost(self, *_: Any) -> None:
        self._lost.set()

    async def _reopen_when_lost(self) -> None:
        while True:
            await self._lost.wait()
            try:
                await self._open()
                log.info("consumer_resumed", queue=self._subscription.queue)
            except Exception as error:
                unexpected = None if isinstance(error, BrokerError) else error
                log.warning(
                    "consumer_waits", queue=self._subscription.queue, error=str(error), exc_info=unexpected
                )
                self._lost.set()
                await asyncio.sleep(PAUSE_SECONDS)

    async def _leave_channel(self) -> None:
        channel, self._channel = self._channel, None
        if channel is not None:
            channel.close_callbacks.discard(self._on_lost)
            await close_channel(channel)

    async def _on_message(self, message: AbstractIncomingMessage) -> None:
        task = asyncio.create_task(self._take(message))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _take(self, message: AbstractIncomingMessage) -> None:
        async with self._slots:
            if message.channel.is_closed:
                return
            delivery = to_delivery(message)
            verdict = await handle(self._subscription, delivery)
            if await self._hand_over(message, delivery, verdict):
                await self._acknowledge(message)

    async def _hand_over(
        self, message: AbstractIncomingMessage, delivery: Delivery, verdict: Retry | GiveUp | None
    ) -> bool:
        """True once the message's successor, if it has one, is confirmed."""
        queue = self._subscription.queue
        match verdict:
            case Retry(delay):
                successor = to_message(replace(delivery, attempt=delivery.attempt + 1))
                counter = RETRIED
                done = await self._put(message, successor, retry_queue(queue, delay))
            case GiveUp(reason):
                counter = DEAD_LETTERED
                done = await self._put(message, to_dead_message(delivery, reason), dead_queue(queue))
            case None:
                return True
        if done:
            counter.labels(queue).inc()
        return done

    async def _put(self, message: AbstractIncomingMessage, successor: Message, queue: str) -> bool:
        """False when the message's channel is lost meanwhile: the broker delivers it again."""
        while not message.channel.is_closed:
            try:
                await self._publisher.put(successor, queue)
            except UnroutableError as error:
                log.warning("queue_is_missing", queue=queue, error=str(error))
                self._lost.set()
            except BrokerError as error:
                log.warning("successor_not_confirmed", queue=queue, error=str(error))
            else:
                return True
            await asyncio.sleep(PAUSE_SECONDS)
        return False

    async def _acknowledge(self, message: AbstractIncomingMessage) -> None:
        try:
            with broker_errors("acknowledge"):
                await message.ack()
        except BrokerError as error:
            log.warning("acknowledgement_lost", queue=self._subscription.queue, error=str(error))

    async def close(self) -> None:
        """Take nothing more, let handlers finish for CLOSE_SECONDS, then give their messages back."""
        if self._watch is not None:
            self._watch.cancel()
            await asyncio.gather(self._watch, return_exceptions=True)
        await self._stop_deliveries()
        if self._running:
            await asyncio.wait(self._running, timeout=CLOSE_SECONDS)
        late = list(self._running)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        await self._leave_channel()

    async def _stop_deliveries(self) -> None:
        if self._channel is None or self._channel.is_closed:
            return
        with suppress(BrokerError), broker_errors("cancel a consumer"):
            async with asyncio.timeout(CLOSE_SECONDS):
                underlay = await self._channel.get_underlay_channel()
                await underlay.basic_cancel(self._tag)
