"""The index in memory: what it is read from, and when it is read again."""

import asyncio

from sqlalchemy.ext.asyncio import AsyncEngine

from services.tensions.index import TensionIndex, build_index
from services.tensions.queries.index import load_index
from services.tensions.tables import SYNC, TARGETS
from shared.database import reading
from shared.sync.live import Live
from shared.sync.queries import Versions, get_versions


def keep_index(engine: AsyncEngine, seconds: float) -> Live[TensionIndex]:
    """Made from one snapshot of all datasets, again when one of them has changed."""

    async def version() -> Versions:
        async with reading(engine) as connection:
            return await get_versions(connection, SYNC, TARGETS)

    async def build() -> TensionIndex:
        async with reading(engine) as connection:
            rows = await load_index(connection)
        return await asyncio.to_thread(build_index, rows)

    return Live("index", version, build, interval=seconds)
