"""For other services and for operators: the whole matrix, and which data are in use."""

import asyncio

from aiohttp import web

from services.tensions.credits import find_source
from services.tensions.index import TensionIndex
from services.tensions.queries.datasets import find_states
from services.tensions.schemas.datasets import DatasetState, TensionDatasets, TensionMatrixAnswer
from services.tensions.state import ENGINE, INDEX
from services.tensions.tables import TARGETS
from shared.database import reading
from shared.web.endpoints import Encoded


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


async def list_datasets(request: web.Request) -> TensionDatasets:
    """The datasets in use in tensions, with their source."""
    async with reading(request.app[ENGINE]) as connection:
        states = await find_states(connection, TARGETS)
    return TensionDatasets([DatasetState.model_validate(state) for state in states.values()])
