"""The data in use, for operators."""

from aiohttp import web

from services.cities.queries.datasets import find_states
from services.cities.schemas.datasets import DatasetState, DatasetStates
from services.cities.state import ENGINE
from services.cities.tables import TARGETS
from shared.database import reading


async def list_datasets(request: web.Request) -> DatasetStates:
    """The datasets in use in cities, with their source."""
    async with reading(request.app[ENGINE]) as connection:
        states = await find_states(connection, TARGETS)
    return DatasetStates(datasets=[DatasetState.model_validate(state) for state in states.values()])
