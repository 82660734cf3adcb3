"""How far the crawl is, put together."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from services.enrichment.queries.rounds import get_last_round
from services.enrichment.queries.status import count_due, find_status
from services.enrichment.schemas.status import PortraitsStatus


async def read_status(connection: AsyncConnection, now: datetime, *, sample: bool) -> PortraitsStatus:
    """`now` is UTC; `sample` tells that the upstream is the stand-in."""
    kinds = await find_status(connection)
    return PortraitsStatus.model_validate(
        {
            "sample": sample,
            "kinds": {kind: asdict(status) for kind, status in kinds.items()},
            "due": await count_due(connection, now),
            "last_round": await get_last_round(connection),
        }
    )
