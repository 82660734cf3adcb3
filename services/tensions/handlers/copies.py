"""For other services and for operators: the whole matrix, and which data are in use."""

import asyncio

from aiohttp import web

from services.tensions.credits import find_source
from services.tensions.index import TensionIndex
from services.tensions.schemas.matrix import TensionMatrixAnswer
from services.tensions.state import ENGINE, INDEX
from services.tensions.tables import SYNC
from shared.database import reading_in_time
from shared.events.owners import DatasetStates
from shared.sync.queries import find_datasets
from shared.web.endpoints import Encoded

_AWAY, _SECONDS = "the database of tensions does not answer", 10.0


async def get_tension_matrix(request: web.Request) -> Encoded[TensionMatrixAnswer]:
    """Every known tension, for a service that keeps a copy; ask again with If-None-Match."""
    index = request.app[INDEX].value
    return Encoded(await asyncio.to_thread(_encode, index))


def _encode(index: TensionIndex) -> bytes:
    source = find_source(index, "tensions")
    versions = (index.datasets.get(dataset, {}).get("version", 0) for dataset in ("tensions", "bassins"))
    answer = TensionMatrixAnswer(
        version=".".join(map(str, versions)),
        sample=source is not None and source.sample,
        year=index.matrix.year,
        source=source,
        rome=list(index.matrix.rome),
        bassins=list(index.matrix.bassins),
        levels=index.matrix.digits(),
    )
    return answer.model_dump_json().encode()


async def list_datasets(request: web.Request) -> DatasetStates:
    """The datasets in use in tensions, with their source."""
    async with reading_in_time(request.app[ENGINE], otherwise=_AWAY, seconds=_SECONDS) as connection:
        return DatasetStates.model_validate(await find_datasets(connection, SYNC))
