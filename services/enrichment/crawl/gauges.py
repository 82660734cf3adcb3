"""The state of the crawl, for metrics."""

from datetime import datetime

from services.enrichment.metrics import OLDEST_SECONDS, PLACES
from services.enrichment.queries.status import KindStatus


def show(status: dict[str, KindStatus], now: datetime) -> None:
    """Put it into the gauges."""
    kinds = status.values()
    PLACES.labels("done").set(sum(kind.done for kind in kinds))
    PLACES.labels("pending").set(sum(kind.pending for kind in kinds))
    PLACES.labels("failing").set(sum(sum(kind.failing.values()) for kind in kinds))
    checks = [kind.oldest_check for kind in kinds if kind.oldest_check]
    OLDEST_SECONDS.set((now - min(checks)).total_seconds() if checks else 0)
