"""Where the data in use come from."""

from collections.abc import Collection

from sqlalchemy.ext.asyncio import AsyncConnection

from services.cities.tables import SYNC
from shared.events.importer import Source, SourceRef, source_ref
from shared.sync.queries import find_states


async def find_sources(connection: AsyncConnection, datasets: Collection[str]) -> dict[str, SourceRef]:
    """Where those that have been imported come from."""
    states = await find_states(connection, SYNC, datasets)
    return {name: source_ref(name, Source.model_validate(state["source"])) for name, state in states.items()}
