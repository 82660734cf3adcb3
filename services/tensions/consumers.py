"""What the service hears: the syncs of its datasets, and that somebody applied one."""

from sqlalchemy.ext.asyncio import AsyncEngine

from services.tensions.index import TensionIndex
from services.tensions.tables import SYNC, TARGETS
from shared.broker.contract import Broker, Subscription
from shared.sync.live import Live
from shared.sync.receiver import Receiver

OWNER = "tensions"


def subscriptions(engine: AsyncEngine, broker: Broker, index: Live[TensionIndex]) -> list[Subscription]:
    """Every queue of the service."""
    return [Receiver(OWNER, engine, broker, SYNC, TARGETS).subscription(), index.subscription(OWNER)]
