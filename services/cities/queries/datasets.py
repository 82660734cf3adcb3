"""Which data are in use, and where they come from."""

from collections.abc import Collection
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from services.cities.tables import SYNC
from shared.events.importer import Source, SourceRef, source_ref
from shared.sync.queries import find_datasets

Versions = tuple[tuple[str, int], ...]


async def find_states(connection: AsyncConnection, datasets: Collection[str]) -> dict[str, dict[str, Any]]:
    """State (version, applied_at, rows, source) of those that have been imported."""
    states = await find_datasets(connection, SYNC)
    return {state["dataset"]: state for state in states if state["dataset"] in datasets}


async def find_sources(connection: AsyncConnection, datasets: Collection[str]) -> dict[str, SourceRef]:
    """Where those that have been imported come from."""
    states = await find_states(connection, datasets)
    return {name: source_ref(name, Source.model_validate(state["source"])) for name, state in states.items()}


async def get_versions(connection: AsyncConnection, datasets: Collection[str]) -> Versions:
    """Differs when one of the datasets has changed."""
    states = await find_states(connection, datasets)
    return tuple((name, state["version"]) for name, state in sorted(states.items()))
