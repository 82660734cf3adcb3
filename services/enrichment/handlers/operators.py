"""For operators: how far the crawl is, and the data in use."""

from aiohttp import web

from services.enrichment.crawl.crawler import utc_now
from services.enrichment.schemas.status import PortraitsStatus
from services.enrichment.state import ENGINE, SETTINGS
from services.enrichment.status import read_status
from services.enrichment.tables import SYNC
from shared.database import reading_in_time
from shared.events.owners import DatasetStates
from shared.sync.queries import find_datasets

_AWAY, _SECONDS = "the database of enrichment does not answer", 10.0


async def get_status(request: web.Request) -> PortraitsStatus:
    """How many portraits are done, pending, failing and why."""
    async with reading_in_time(request.app[ENGINE], otherwise=_AWAY, seconds=_SECONDS) as connection:
        return await read_status(connection, utc_now(), sample=request.app[SETTINGS].sandbox)


async def list_datasets(request: web.Request) -> DatasetStates:
    """The datasets in use in enrichment, with their source."""
    async with reading_in_time(request.app[ENGINE], otherwise=_AWAY, seconds=_SECONDS) as connection:
        return DatasetStates.model_validate(await find_datasets(connection, SYNC))
