"""Telling others which places look different. What could not be told is told later."""

from collections.abc import Sequence
from itertools import groupby
from uuid import uuid4

import structlog
from sqlalchemy.ext.asyncio import AsyncEngine

from services.enrichment.queries.places import Key, find_unannounced, mark_announced
from shared.broker.contract import Broker, BrokerError
from shared.database import reading, writing
from shared.events.enrichment import CODES_PER_EVENT, PORTRAIT_UPDATED, PortraitUpdated

log = structlog.get_logger(__name__)


async def announce_changes(engine: AsyncEngine, broker: Broker) -> None:
    """Everything that changed since others were last told."""
    while True:
        async with reading(engine) as connection:
            keys = await find_unannounced(connection, CODES_PER_EVENT)
        if not keys or not await announce(broker, keys):
            return
        async with writing(engine) as connection:
            await mark_announced(connection, keys)


async def announce(broker: Broker, keys: Sequence[Key]) -> bool:
    """One event for each kind and CODES_PER_EVENT codes; whether the broker took them."""
    try:
        for kind, group in groupby(sorted(keys), lambda key: key[0]):
            codes = [code for _, code in group]
            for start in range(0, len(codes), CODES_PER_EVENT):
                event = PortraitUpdated(kind=kind, codes=codes[start : start + CODES_PER_EVENT])
                body = event.model_dump_json().encode()
                await broker.announce(PORTRAIT_UPDATED, body, message_id=uuid4().hex)
    except BrokerError as error:
        log.warning("changes_not_announced", places=len(keys), error=str(error))
        return False
    return True
