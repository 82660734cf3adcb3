"""What the service hears: the syncs of its datasets, that somebody applied one, that portraits changed."""

import asyncio
from collections.abc import Iterable
from typing import Any

from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncEngine

from services.cities.columns.photos import Photos
from services.cities.portraits import Portraits
from services.cities.tables import SYNC, TARGETS
from shared.broker.contract import Broker, Delivery, PoisonError, Subscription
from shared.events.enrichment import PORTRAIT_UPDATED, PortraitUpdated
from shared.sync.live import Live
from shared.sync.receiver import Receiver
from shared.web.memo import AnswerMemo

OWNER = "cities"

_SETTLE_SECONDS = 5.0


def subscriptions(engine: AsyncEngine, broker: Broker, values: Iterable[Live[Any]]) -> list[Subscription]:
    """Every queue of the service but that of the portraits."""
    receiver = Receiver(OWNER, engine, broker, SYNC, TARGETS)
    return [receiver.subscription(), *(value.subscription(OWNER) for value in values)]


def portrait_subscription(portraits: Portraits, photos: Live[Photos], memo: AnswerMemo) -> Subscription:
    """This process's own queue of changed portraits.

    A crawl announces many in a row: the list of photos is asked for, and sheets are made anew, once, a moment
    after the first.
    """
    waking: asyncio.TimerHandle | None = None

    def settle() -> None:
        photos.wake()
        memo.forget()

    async def on_updated(delivery: Delivery) -> None:
        nonlocal waking
        try:
            event = PortraitUpdated.model_validate_json(delivery.body)
        except ValidationError as error:
            raise PoisonError(f"{delivery.routing_key}: {error}") from error
        portraits.forget(event.kind, event.codes)
        loop = asyncio.get_running_loop()
        if waking is None or waking.when() <= loop.time():
            waking = loop.call_later(_SETTLE_SECONDS, settle)

    return Subscription(
        queue=f"{OWNER}.portraits", routing_keys=(PORTRAIT_UPDATED,), handler=on_updated, durable=False
    )
