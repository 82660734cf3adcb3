"""For operators: how far the crawl is, and the data in use."""

from dataclasses import asdict
from datetime import UTC, datetime

from aiohttp import web

from services.enrichment.queries.rounds import get_last_round
from services.enrichment.queries.status import count_due, find_status
from services.enrichment.schemas.status import PortraitsStatus
from services.enrichment.state import ENGINE, SETTINGS
from services.enrichment.tables import SYNC
from shared.database import reading
from shared.events.owners import DatasetStates
from shared.sync.queries import find_datasets


async def get_status(request: web.Request) -> PortraitsStatus:
    """How many portraits are done, pending, failing and why."""
    settings = request.app[SETTINGS]
    async with reading(request.app[ENGINE]) as connection:
        kinds = await find_status(connection)
        return PortraitsStatus.model_validate(
            {
                "sample": settings.sandbox,
                "crawling": settings.crawl,
                "kinds": {kind: asdict(status) for kind, status in kinds.items()},
                "due": await count_due(connection, datetime.now(UTC).replace(tzinfo=None)),
                "last_round": await get_last_round(connection),
            }
        )


async def list_datasets(request: web.Request) -> DatasetStates:
    """The datasets in use in enrichment, with their source."""
    async with reading(request.app[ENGINE]) as connection:
        return DatasetStates.model_validate(await find_datasets(connection, SYNC))
