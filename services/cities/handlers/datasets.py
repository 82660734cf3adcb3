"""The data in use, for operators."""

from aiohttp import web

from services.cities.state import ENGINE
from services.cities.tables import SYNC
from shared.database import reading_in_time
from shared.events.owners import DatasetStates
from shared.sync.queries import find_datasets

_AWAY, _SECONDS = "the database of cities does not answer", 10.0


async def list_datasets(request: web.Request) -> DatasetStates:
    """The datasets in use in cities, with their source."""
    async with reading_in_time(request.app[ENGINE], otherwise=_AWAY, seconds=_SECONDS) as connection:
        return DatasetStates.model_validate(await find_datasets(connection, SYNC))
