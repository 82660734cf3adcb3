"""What the service hears: the syncs of the places that it has portraits of."""

from sqlalchemy.ext.asyncio import AsyncEngine

from services.enrichment.crawl.crawler import Crawler
from services.enrichment.tables import SYNC, TARGETS
from shared.broker.contract import Broker, Subscription
from shared.sync.receiver import Receiver

OWNER = "enrichment"


def subscriptions(engine: AsyncEngine, broker: Broker, crawler: Crawler) -> list[Subscription]:
    """Every queue of the service."""
    return [Receiver(OWNER, engine, broker, SYNC, TARGETS).subscription(), crawler.subscription(OWNER)]
