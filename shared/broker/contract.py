"""What a broker promises, whichever one carries the messages."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol


class BrokerError(Exception):
    """The broker did not take or give a message; `str()` says which and why."""


class BrokerUnavailableError(BrokerError):
    """No answer from the broker: the message was not taken, publish it again later."""


class UnroutableError(BrokerError):
    """No queue is bound to the routing key: the service that owns the message never started."""


class PoisonError(Exception):
    """Raised by a handler: this delivery can never be handled, keep it as a dead letter at once."""


class TransientError(Exception):
    """Raised by a handler: what it needs is down; deliver again later, however often it takes."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message as a handler sees it. `attempt` is 1 at the first delivery."""

    routing_key: str
    body: bytes
    message_id: str
    headers: Mapping[str, str]
    attempt: int


Handler = Callable[[Delivery], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Subscription:
    """A queue, the routing keys that feed it (topic patterns, `*` and `#`), and who handles them.

    A durable queue is shared by every replica (one of them gets each message), survives restarts,
    retries with `retry_delays` (seconds) and then keeps the message as a dead letter. A queue that
    is not durable is this process's own: every replica gets each message, nothing is retried.
    """

    queue: str
    routing_keys: tuple[str, ...]
    handler: Handler
    prefetch: int = 8
    durable: bool = True
    retry_delays: tuple[float, ...] = (1.0, 10.0, 60.0)

    def __post_init__(self) -> None:
        if self.prefetch < 1:
            raise ValueError(f"{self.queue}: prefetch must be 1 or more, not {self.prefetch}")
        if self.durable and not self.retry_delays:
            raise ValueError(f"{self.queue}: a durable queue needs at least one retry delay")


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A message that was given up, with what an operator needs to decide about it."""

    queue: str
    message_id: str
    routing_key: str
    reason: str
    attempts: int
    failed_at: str
    body: bytes = field(repr=False)


class Broker(Protocol):
    """Topic exchange with confirmed publishing. Raises BrokerError only."""

    async def publish(
        self, routing_key: str, body: bytes, *, message_id: str, headers: Mapping[str, str] | None = None
    ) -> None:
        """Return once the broker has the message on every bound durable queue.

        UnroutableError when no queue is bound, BrokerUnavailableError when the broker is away.
        """

    async def announce(self, routing_key: str, body: bytes, *, message_id: str) -> None:
        """Publish, but nobody has to be listening."""

    async def subscribe(self, subscription: Subscription) -> None:
        """Declare the queue, bind it and start handling; deliveries resume by themselves after an outage."""

    async def dead_letters(self, queue: str) -> Sequence[DeadLetter]:
        """The dead letters of a durable queue, oldest first; they stay where they are."""

    async def replay(self, queue: str, message_ids: frozenset[str] | None = None) -> int:
        """Put dead letters (all when None) back on their queue, attempt 1 again; how many."""

    async def check(self) -> None:
        """Raise BrokerUnavailableError when the broker cannot be reached."""

    async def close(self) -> None:
        """Stop consuming, let running handlers finish (bounded), close the connection."""
