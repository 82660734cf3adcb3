"""How old each dataset is, for who watches: told by every replica, from the same table."""

from datetime import UTC, datetime

from prometheus_client import Gauge
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.database import reading
from shared.sync.live import Live
from shared.sync.queries import find_datasets
from shared.sync.tables import SyncTables

APPLIED_AT = Gauge(
    "mobiville_dataset_applied_timestamp_seconds", "When the rows in use were applied", ["service", "dataset"]
)
ROWS = Gauge("mobiville_dataset_rows", "Rows in use", ["service", "dataset"])

_States = tuple[tuple[str, float, int], ...]


def keep_freshness(engine: AsyncEngine, tables: SyncTables, owner: str, seconds: float) -> Live[_States]:
    """Sets both metrics of the owner's datasets, again when one was imported."""

    async def states() -> _States:
        async with reading(engine) as connection:
            found = await find_datasets(connection, tables)
        return tuple((state["dataset"], _seconds(state["applied_at"]), state["rows"]) for state in found)

    async def tell() -> _States:
        told = await states()
        for dataset, applied_at, rows in told:
            APPLIED_AT.labels(owner, dataset).set(applied_at)
            ROWS.labels(owner, dataset).set(rows)
        return told

    return Live("freshness", states, tell, interval=seconds)


def _seconds(applied_at: datetime) -> float:
    """Since 1970; the database keeps UTC without saying so."""
    return applied_at.replace(tzinfo=UTC).timestamp()
