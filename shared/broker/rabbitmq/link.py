"""One connection to RabbitMQ: opened when it is needed, opened again after it was lost."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import aio_pika
from aio_pika.abc import AbstractChannel, AbstractConnection
from aio_pika.connection import make_url
from aio_pika.exceptions import (
    CONNECTION_EXCEPTIONS,
    ChannelNotFoundEntity,
    ChannelPreconditionFailed,
    PublishError,
)

from shared.broker.contract import BrokerError, BrokerUnavailableError, UnroutableError

CONNECT_SECONDS = 5.0
HEARTBEAT_SECONDS = 10


@contextmanager
def broker_errors(doing: str) -> Iterator[None]:
    """Turn what the client library raises into the contract's errors."""
    try:
        yield
    except PublishError as error:
        raise UnroutableError(f"{doing}: no queue is bound to this routing key") from error
    except (ChannelNotFoundEntity, ChannelPreconditionFailed) as error:
        raise BrokerError(f"{doing}: {error}") from error
    except CONNECTION_EXCEPTIONS as error:
        raise BrokerUnavailableError(f"{doing}: {str(error) or type(error).__name__}") from error
    except asyncio.CancelledError:
        # the library also ends what waits on a lost connection by "cancelling" it
        task = asyncio.current_task()
        if task is None or task.cancelling():
            raise
        raise BrokerUnavailableError(f"{doing}: the connection was lost") from None


async def close_channel(channel: AbstractChannel) -> None:
    """Also when it is lost already, or the connection is."""
    if not channel.is_closed:
        with suppress(BrokerError), broker_errors("close a channel"):
            await channel.close()


class Link:
    """Gives out channels of one connection; safe to use from several tasks."""

    def __init__(self, url: str, name: str) -> None:
        try:
            self._url = make_url(url, name=name, heartbeat=HEARTBEAT_SECONDS)
        except ValueError:
            raise BrokerError("the broker's address is not a valid amqp:// URL") from None
        self._place = f"RabbitMQ at {self._url.host}:{self._url.port or self._url.scheme}"
        self._connection: AbstractConnection | None = None
        self._lock = asyncio.Lock()
        self._closed = False

    def __repr__(self) -> str:
        return f"<Link {self._place}>"

    async def channel(self) -> AbstractChannel:
        """A new channel with publisher confirms; BrokerUnavailableError within CONNECT_SECONDS."""
        with broker_errors(self._place):
            async with asyncio.timeout(CONNECT_SECONDS):
                connection = await self._connect()
                channel = connection.channel(on_return_raises=True)
                await channel.initialize()
                return channel

    async def _connect(self) -> AbstractConnection:
        async with self._lock:
            if self._closed:
                raise BrokerUnavailableError(f"{self._place}: closed")
            if self._connection is None or not self._connection.connected.is_set():
                await self._disconnect()
                self._connection = await aio_pika.connect(self._url)
            return self._connection

    async def _disconnect(self) -> None:
        if self._connection is not None:
            with suppress(*CONNECTION_EXCEPTIONS):
                await self._connection.close()
            self._connection = None

    async def close(self) -> None:
        self._closed = True
        await self._disconnect()
