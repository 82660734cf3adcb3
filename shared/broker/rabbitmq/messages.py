"""A message on the wire and back. Headers of ours start with `mobiville-`; those of the caller are kept."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from aio_pika import DeliveryMode, Message
from aio_pika.abc import AbstractIncomingMessage

from shared.broker.contract import DeadLetter, Delivery

_ID = "mobiville-id"
_ROUTING_KEY = "mobiville-routing-key"
_ATTEMPT = "mobiville-attempt"
_REASON = "mobiville-reason"
_FAILED_AT = "mobiville-failed-at"
_NOT_THE_CALLERS = ("mobiville-", "x-death", "x-first-death", "x-last-death")


def to_message(delivery: Delivery, **added: str) -> Message:
    # The client library tells returned messages apart by the AMQP message id, so it has to differ even
    # when the same message is published twice at once: the caller's id travels in a header.
    return Message(
        delivery.body,
        headers={
            **delivery.headers,
            _ID: delivery.message_id,
            _ROUTING_KEY: delivery.routing_key,
            _ATTEMPT: delivery.attempt,
            **added,
        },
        message_id=uuid4().hex,
        delivery_mode=DeliveryMode.PERSISTENT,
        content_type="application/json",
        timestamp=datetime.now(UTC),
    )


def to_dead_message(delivery: Delivery, reason: str) -> Message:
    return to_message(delivery, **{_REASON: reason, _FAILED_AT: datetime.now(UTC).isoformat()})


def to_delivery(message: AbstractIncomingMessage) -> Delivery:
    headers = message.headers
    return Delivery(
        routing_key=str(headers.get(_ROUTING_KEY) or message.routing_key or ""),
        body=message.body,
        message_id=str(headers.get(_ID) or message.message_id or ""),
        headers=_callers(headers),
        attempt=_as_int(headers.get(_ATTEMPT)),
    )


def to_dead_letter(queue: str, message: AbstractIncomingMessage) -> DeadLetter:
    delivery = to_delivery(message)
    return DeadLetter(
        queue=queue,
        message_id=delivery.message_id,
        routing_key=delivery.routing_key,
        reason=str(message.headers.get(_REASON) or _brokers_reason(message.headers)),
        attempts=delivery.attempt,
        failed_at=str(message.headers.get(_FAILED_AT) or _brokers_date(message.headers)),
        body=delivery.body,
    )


def _callers(headers: Mapping[str, Any]) -> dict[str, str]:
    return {
        name: value
        for name, value in headers.items()
        if isinstance(value, str) and not name.startswith(_NOT_THE_CALLERS)
    }


def _as_int(value: Any) -> int:
    return value if isinstance(value, int) else 1


def _brokers_reason(headers: Mapping[str, Any]) -> str:
    """RabbitMQ itself gave up: the delivery was returned unanswered too often (topology.DELIVERY_LIMIT)."""
    deaths = headers.get("x-death") or [{}]
    return f"RabbitMQ: {deaths[0].get('reason', 'unknown')} (its consumers ended without answering)"


def _brokers_date(headers: Mapping[str, Any]) -> str:
    time = (headers.get("x-death") or [{}])[0].get("time")
    return time.isoformat() if isinstance(time, datetime) else ""
