"""A handler that keeps what it is given, and fails when it is told to."""

from collections.abc import Callable

from shared.broker.contract import Broker, BrokerUnavailableError, Delivery, Subscription, UnroutableError
from tests.waiting import until

DELAYS = (0.05, 0.1)


class Inbox:
    """`fail` says which exception a delivery meets; None handles it."""

    def __init__(self, fail: Callable[[Delivery], Exception | None] = lambda _: None) -> None:
        self.deliveries: list[Delivery] = []
        self.handled: list[Delivery] = []
        self._fail = fail

    async def handle(self, delivery: Delivery) -> None:
        self.deliveries.append(delivery)
        if error := self._fail(delivery):
            raise error
        self.handled.append(delivery)

    def bodies(self) -> list[bytes]:
        return [delivery.body for delivery in self.handled]

    def attempts(self) -> list[int]:
        return [delivery.attempt for delivery in self.deliveries]

    async def wait_for(self, count: int, *, seconds: float = 10) -> None:
        """Until `count` deliveries were handled."""
        await until(lambda: len(self.handled) >= count, seconds=seconds)


def durable(queue: str, inbox: Inbox, *keys: str, prefetch: int = 8) -> Subscription:
    return Subscription(queue, keys, inbox.handle, prefetch=prefetch, retry_delays=DELAYS)


def broadcast(queue: str, inbox: Inbox, *keys: str) -> Subscription:
    return Subscription(queue, keys, inbox.handle, durable=False)


async def send(broker: Broker, key: str, *bodies: bytes) -> None:
    """Publish the bodies one after the other; each is its own message id."""
    for body in bodies:
        await broker.publish(key, body, message_id=body.decode())


async def publish_until_taken(broker: Broker, key: str, body: bytes) -> None:
    """What a publisher does in an outage: the same message again until it is confirmed."""

    async def is_taken() -> bool:
        try:
            await broker.publish(key, body, message_id=body.decode())
        except (BrokerUnavailableError, UnroutableError):
            return False
        return True

    await until(is_taken, seconds=60, every=0.1)
