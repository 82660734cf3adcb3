"""Confirmed publishing on one channel, opened again after it was lost."""

import asyncio

from aio_pika import Message
from aio_pika.abc import AbstractChannel, AbstractExchange

from shared.broker.rabbitmq.link import Link, broker_errors
from shared.broker.rabbitmq.topology import declare_exchange

CONFIRM_SECONDS = 5.0


class Publisher:
    """Raises BrokerError only, within CONFIRM_SECONDS; nothing is published again by itself."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self._channel: AbstractChannel | None = None
        self._exchange: AbstractExchange | None = None
        self._lock = asyncio.Lock()

    async def publish(self, message: Message, routing_key: str, *, mandatory: bool) -> None:
        """To every queue bound to the routing key; UnroutableError when mandatory and there is none."""
        await self._send(message, routing_key, to_queue=False, mandatory=mandatory)

    async def put(self, message: Message, queue: str) -> None:
        """On one queue, whatever its bindings; UnroutableError when it does not exist."""
        await self._send(message, queue, to_queue=True, mandatory=True)

    async def _send(self, message: Message, routing_key: str, *, to_queue: bool, mandatory: bool) -> None:
        with broker_errors(f"publish to {routing_key}"):
            async with asyncio.timeout(CONFIRM_SECONDS):
                channel, exchange = await self._open()
                target = channel.default_exchange if to_queue else exchange
                await target.publish(message, routing_key, mandatory=mandatory)

    async def _open(self) -> tuple[AbstractChannel, AbstractExchange]:
        async with self._lock:
            if self._channel is None or self._exchange is None or self._channel.is_closed:
                self._channel = await self._link.channel()
                self._exchange = await declare_exchange(self._channel)
            return self._channel, self._exchange
