"""The data in use, for operators."""

from aiohttp import web

from services.cities.state import ENGINE
from services.cities.tables import SYNC
from shared.database import reading
from shared.events.owners import DatasetStates
from shared.sync.queries import find_datasets


async def list_datasets(request: web.Request) -> DatasetStates:
    """The datasets in use in cities, with their source."""
    async with reading(request.app[ENGINE]) as connection:
        return DatasetStates.model_validate(await find_datasets(connection, SYNC))
