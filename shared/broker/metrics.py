"""What the brokers count."""

from prometheus_client import Counter

PUBLISHED = Counter(
    "mobiville_broker_published_total", "Messages the broker took, announcements included", ["routing_key"]
)
DELIVERED = Counter("mobiville_broker_delivered_total", "Deliveries given to a handler", ["queue"])
RETRIED = Counter("mobiville_broker_retried_total", "Deliveries put off after a failure", ["queue"])
DEAD_LETTERED = Counter("mobiville_broker_dead_lettered_total", "Messages kept as dead letters", ["queue"])
