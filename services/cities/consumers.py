"""What the service hears: the syncs of its datasets, and that somebody applied one."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

from services.cities.tables import SYNC, TARGETS
from shared.broker.contract import Broker, Subscription
from shared.sync.live import Live
from shared.sync.receiver import Receiver

OWNER = "cities"


def subscriptions(engine: AsyncEngine, broker: Broker, values: Iterable[Live[Any]]) -> list[Subscription]:
    """Every queue of the service."""
    receiver = Receiver(OWNER, engine, broker, SYNC, TARGETS)
    return [receiver.subscription(), *(value.subscription(OWNER) for value in values)]
