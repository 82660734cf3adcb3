"""Which data are in use, and where they come from."""

from collections.abc import Collection
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from services.tensions.tables import SYNC
from shared.sync.queries import find_datasets

Versions = tuple[tuple[str, int], ...]


async def find_states(connection: AsyncConnection, datasets: Collection[str]) -> dict[str, dict[str, Any]]:
    """State (dataset, version, applied_at, rows, source) of those that have been imported, by name."""
    states = await find_datasets(connection, SYNC)
    return {state["dataset"]: state for state in states if state["dataset"] in datasets}


async def get_versions(connection: AsyncConnection) -> Versions:
    """Differs when a dataset has changed."""
    return tuple((state["dataset"], state["version"]) for state in await find_datasets(connection, SYNC))
