"""What becomes of a delivery: handled, to be delivered again later, or given up."""

from dataclasses import dataclass

import structlog

from shared.broker.contract import Delivery, PoisonError, Subscription, TransientError
from shared.broker.metrics import DELIVERED

log = structlog.get_logger(__name__)

REQUEST_ID_HEADER = "x-request-id"


@dataclass(frozen=True, slots=True)
class Retry:
    """Deliver again after `delay` seconds."""

    delay: float


@dataclass(frozen=True, slots=True)
class GiveUp:
    """Keep as a dead letter."""

    reason: str


async def handle(subscription: Subscription, delivery: Delivery) -> Retry | GiveUp | None:
    """Run the handler; None when the message is done with. Only cancellation gets out."""
    DELIVERED.labels(subscription.queue).inc()
    fields = {"queue": subscription.queue, "message_id": delivery.message_id, "attempt": delivery.attempt}
    if request_id := delivery.headers.get(REQUEST_ID_HEADER):
        fields["request_id"] = request_id
    with structlog.contextvars.bound_contextvars(**fields):
        try:
            await subscription.handler(delivery)
        except Exception as error:  # noqa: BLE001 - whatever a handler raises, the message must be settled
            return _after_failure(subscription, delivery, error)
    return None


def _after_failure(subscription: Subscription, delivery: Delivery, error: Exception) -> Retry | GiveUp | None:
    verdict = _decide(subscription, delivery.attempt, error) if subscription.durable else None
    expected = isinstance(error, PoisonError | TransientError)
    log.warning(
        "delivery_failed",
        routing_key=delivery.routing_key,
        error=str(error),
        outcome=repr(verdict),
        exc_info=None if expected else error,
    )
    return verdict


def _decide(subscription: Subscription, attempt: int, error: Exception) -> Retry | GiveUp:
    delays = subscription.retry_delays
    if isinstance(error, PoisonError):
        return GiveUp(str(error))
    if isinstance(error, TransientError):
        return Retry(delays[min(attempt, len(delays)) - 1])
    if attempt <= len(delays):
        return Retry(delays[attempt - 1])
    return GiveUp(f"{type(error).__name__}: {error}")
