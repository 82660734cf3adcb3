"""RabbitMQ, 3.10 and later, through aio-pika."""

from shared.broker.rabbitmq.broker import RabbitMQBroker

__all__ = ["RabbitMQBroker"]
