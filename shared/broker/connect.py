"""The broker that an address names."""

from pathlib import Path

from shared.broker.contract import Broker, BrokerError
from shared.broker.memory import MemoryBroker


def connect(url: str, *, name: str) -> Broker:
    """`amqp://`, `amqps://` -> RabbitMQ; `memory:[file]` -> in-process, dead letters kept in the file.

    Nothing is opened yet: the broker is connected to when it is first used, and again after an outage.
    `name` is what an operator sees in RabbitMQ's list of connections.
    """
    scheme, _, rest = url.partition(":")
    if scheme in {"amqp", "amqps"}:
        from shared.broker.rabbitmq import RabbitMQBroker  # noqa: PLC0415  # embedded, it is not needed

        return RabbitMQBroker(url, name=name)
    if scheme == "memory":
        return MemoryBroker(Path(rest) if rest else None)
    raise BrokerError("the broker's address must start with amqp://, amqps:// or memory:")
