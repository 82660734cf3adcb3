"""The broker of the embedded run: same promises, one process, nothing to install.

Messages live in memory: those not handled when the process ends are gone. Dead letters stay.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import structlog

from shared.broker.contract import (
    BrokerError,
    BrokerUnavailableError,
    DeadLetter,
    Delivery,
    Subscription,
    UnroutableError,
)
from shared.broker.dead_letter_file import DeadLetterFile
from shared.broker.handling import GiveUp, Retry, handle
from shared.broker.metrics import DEAD_LETTERED, PUBLISHED, RETRIED
from shared.broker.topics import topic_matches

log = structlog.get_logger(__name__)

BACKLOG = 64
CLOSE_SECONDS = 10.0


class _Queue:
    """Messages of one queue; `unsettled` counts those neither handled nor given up."""

    def __init__(self, name: str, *, durable: bool) -> None:
        self.name = name
        self.durable = durable
        self.patterns: set[str] = set()
        self.ready: asyncio.Queue[Delivery] = asyncio.Queue()
        self.unsettled = 0
        self.settled = asyncio.Condition()

    def takes(self, routing_key: str) -> bool:
        return any(topic_matches(pattern, routing_key) for pattern in self.patterns)

    def put(self, delivery: Delivery) -> None:
        self.unsettled += 1
        self.ready.put_nowait(delivery)

    async def settle(self) -> None:
        async with self.settled:
            self.unsettled -= 1
            self.settled.notify_all()


class MemoryBroker:
    """Publishing waits while a durable queue holds BACKLOG unsettled messages."""

    def __init__(self, dead_letters: Path | None = None) -> None:
        self._dead_letters = DeadLetterFile(dead_letters)
        self._queues: list[_Queue] = []
        self._workers: set[asyncio.Task[None]] = set()
        self._handling: set[asyncio.Task[None]] = set()
        self._delayed: set[asyncio.Task[None]] = set()
        self._closed = False

    async def publish(
        self, routing_key: str, body: bytes, *, message_id: str, headers: Mapping[str, str] | None = None
    ) -> None:
        await self.check()
        queues = [queue for queue in self._queues if queue.takes(routing_key)]
        if not queues:
            raise UnroutableError(f"no queue is bound to {routing_key}")
        for queue in queues:
            await self._wait_for_room(queue)
        self._deliver(queues, Delivery(routing_key, body, message_id, dict(headers or {}), attempt=1))

    async def announce(self, routing_key: str, body: bytes, *, message_id: str) -> None:
        """Never waits for room: a handler that announces must not block its own queue."""
        await self.check()
        queues = [queue for queue in self._queues if queue.takes(routing_key)]
        self._deliver(queues, Delivery(routing_key, body, message_id, {}, attempt=1))

    async def _wait_for_room(self, queue: _Queue) -> None:
        if not queue.durable:
            return
        async with queue.settled:
            await queue.settled.wait_for(lambda: self._closed or queue.unsettled < BACKLOG)
        await self.check()

    def _deliver(self, queues: Sequence[_Queue], delivery: Delivery) -> None:
        for queue in queues:
            queue.put(delivery)
        PUBLISHED.labels(delivery.routing_key).inc()

    async def subscribe(self, subscription: Subscription) -> None:
        await self.check()
        queue = self._find_queue(subscription.queue) if subscription.durable else None
        if queue is None:
            queue = _Queue(subscription.queue, durable=subscription.durable)
            self._queues.append(queue)
        queue.patterns.update(subscription.routing_keys)
        for _ in range(subscription.prefetch):
            self._workers.add(asyncio.create_task(self._work(queue, subscription)))

    def _find_queue(self, name: str) -> _Queue | None:
        return next((queue for queue in self._queues if queue.durable and queue.name == name), None)

    async def _work(self, queue: _Queue, subscription: Subscription) -> None:
        while True:
            delivery = await queue.ready.get()
            task = asyncio.create_task(self._handle(queue, subscription, delivery))
            self._handling.add(task)
            task.add_done_callback(self._handling.discard)
            await asyncio.wait([task])

    async def _handle(self, queue: _Queue, subscription: Subscription, delivery: Delivery) -> None:
        match await handle(subscription, delivery):
            case Retry(delay):
                RETRIED.labels(queue.name).inc()
                self._deliver_later(queue, replace(delivery, attempt=delivery.attempt + 1), delay)
            case GiveUp(reason):
                await self._give_up(queue, subscription, delivery, reason)
            case None:
                await queue.settle()

    async def _give_up(
        self, queue: _Queue, subscription: Subscription, delivery: Delivery, reason: str
    ) -> None:
        try:
            self._dead_letters.add(queue.name, delivery, reason)
        except OSError:
            log.exception("dead_letter_not_written", queue=queue.name, message_id=delivery.message_id)
            self._deliver_later(queue, delivery, subscription.retry_delays[-1])
            return
        DEAD_LETTERED.labels(queue.name).inc()
        await queue.settle()

    def _deliver_later(self, queue: _Queue, delivery: Delivery, delay: float) -> None:
        async def wait_and_put() -> None:
            await asyncio.sleep(delay)
            queue.ready.put_nowait(delivery)

        task = asyncio.create_task(wait_and_put())
        self._delayed.add(task)
        task.add_done_callback(self._delayed.discard)

    async def dead_letters(self, queue: str) -> Sequence[DeadLetter]:
        return [kept.as_dead_letter() for kept in self._dead_letters.read(queue)]

    async def replay(self, queue: str, message_ids: frozenset[str] | None = None) -> int:
        """BrokerError when nobody handles the queue in this process: the letters stay in the file."""
        await self.check()
        target = self._find_queue(queue)
        if target is None:
            raise BrokerError(f"nobody handles {queue} in this process: replay where the service runs")
        taken = self._dead_letters.take(
            lambda kept: (
                kept.queue == queue and (message_ids is None or kept.delivery.message_id in message_ids)
            )
        )
        for kept in taken:
            target.put(replace(kept.delivery, attempt=1))
        return len(taken)

    async def check(self) -> None:
        if self._closed:
            raise BrokerUnavailableError("the in-process broker is closed")

    async def close(self) -> None:
        """Let running handlers finish for CLOSE_SECONDS; what nobody had begun to handle is abandoned."""
        self._closed = True
        await _cancel(self._workers | self._delayed)
        if self._handling:
            await asyncio.wait(self._handling, timeout=CLOSE_SECONDS)
        await _cancel(self._handling | self._delayed)
        for queue in self._queues:
            await self._abandon(queue)

    async def _abandon(self, queue: _Queue) -> None:
        if queue.unsettled and queue.durable:
            log.warning("messages_abandoned", queue=queue.name, messages=queue.unsettled)
        async with queue.settled:
            queue.settled.notify_all()


async def _cancel(tasks: set[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
