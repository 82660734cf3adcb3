"""Every SQL statement of the staging and the swap; they never commit."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Delete,
    Insert,
    Select,
    Update,
    and_,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import mysql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from shared.sync.tables import SyncTables, Target

Versions = tuple[tuple[str, int], ...]


def insert_ignore(connection: AsyncConnection, table: Any) -> Any:
    """INSERT that leaves an existing key alone, in the connection's dialect."""
    if connection.dialect.name == "sqlite":
        return sqlite.insert(table).on_conflict_do_nothing()
    return mysql.insert(table).prefix_with("IGNORE")


async def add_run(
    connection: AsyncConnection, tables: SyncTables, sync_id: str, dataset: str, started_at: datetime
) -> None:
    """Know the run, whichever of its messages came first."""
    run = {"sync_id": sync_id, "dataset": dataset, "started_at": started_at, "status": "staging"}
    await connection.execute(insert_ignore(connection, tables.runs), [run])
    await connection.execute(
        insert_ignore(connection, tables.datasets), [{"dataset": dataset, "version": 0, "rows": 0}]
    )


async def get_run(
    connection: AsyncConnection, tables: SyncTables, sync_id: str, *, latest: bool = False
) -> dict[str, Any] | None:
    """As of the transaction's first read; the `latest`, which is then held until the transaction ends."""
    statement = select(tables.runs).where(tables.runs.c.sync_id == sync_id)
    result = await connection.execute(statement.with_for_update(read=True) if latest else statement)
    run = result.mappings().one_or_none()
    return dict(run) if run else None


async def update_run(
    connection: AsyncConnection, tables: SyncTables, sync_id: str, values: dict[str, Any]
) -> None:
    await connection.execute(update(tables.runs).where(tables.runs.c.sync_id == sync_id).values(values))


async def add_batch(
    connection: AsyncConnection, tables: SyncTables, sync_id: str, sequence: int, rows: int
) -> bool:
    """Note the batch; False when it is there already."""
    batch = {"sync_id": sync_id, "sequence": sequence, "rows": rows}
    result = await connection.execute(insert_ignore(connection, tables.batches).values(batch))
    return bool(result.rowcount)


async def count_staged(connection: AsyncConnection, tables: SyncTables, sync_id: str) -> tuple[int, int]:
    """Batches and rows that have arrived."""
    batches = tables.batches
    statement = select(func.count(), func.coalesce(func.sum(batches.c.rows), 0)).where(
        batches.c.sync_id == sync_id
    )
    count, rows = (await connection.execute(statement)).one()
    return int(count), int(rows)


async def get_started_at(connection: AsyncConnection, tables: SyncTables, dataset: str) -> datetime | None:
    """When the sync whose rows are in use was started."""
    datasets = tables.datasets
    started_at: datetime | None = await connection.scalar(
        select(datasets.c.started_at).where(datasets.c.dataset == dataset)
    )
    return started_at


async def lock_dataset(connection: AsyncConnection, tables: SyncTables, dataset: str) -> dict[str, Any]:
    """The dataset's state; whoever holds it is the only one to swap its rows."""
    datasets = tables.datasets
    statement = select(datasets).where(datasets.c.dataset == dataset).with_for_update()
    return dict((await connection.execute(statement)).mappings().one())


async def set_dataset(
    connection: AsyncConnection, tables: SyncTables, dataset: str, values: dict[str, Any]
) -> None:
    await connection.execute(
        update(tables.datasets).where(tables.datasets.c.dataset == dataset).values(values)
    )


async def find_datasets(connection: AsyncConnection, tables: SyncTables) -> list[dict[str, Any]]:
    """The datasets in use, with their source."""
    datasets = tables.datasets
    statement = select(datasets).where(datasets.c.version > 0).order_by(datasets.c.dataset)
    return [dict(row) for row in (await connection.execute(statement)).mappings()]


async def find_states(
    connection: AsyncConnection, tables: SyncTables, datasets: Collection[str]
) -> dict[str, dict[str, Any]]:
    """By name, the state (version, applied_at, rows, source) of those datasets that are in use."""
    states = await find_datasets(connection, tables)
    return {state["dataset"]: state for state in states if state["dataset"] in datasets}


async def get_versions(
    connection: AsyncConnection, tables: SyncTables, datasets: Collection[str]
) -> Versions:
    """Differs when one of the datasets has changed."""
    states = await find_states(connection, tables, datasets)
    return tuple((name, state["version"]) for name, state in sorted(states.items()))


async def swap(connection: AsyncConnection, target: Target, sync_id: str) -> dict[str, int]:
    """Make the table equal to the staged rows, touching only what differs; counts of rows."""
    if await connection.scalar(select(1).select_from(target.table).limit(1)) is None:
        # nothing to compare with: half the time of the other statements
        inserted = (await connection.execute(_insert_all(target, sync_id))).rowcount
        return {"deleted": 0, "updated": 0, "inserted": inserted, "total": inserted}
    counts = {
        "deleted": (await connection.execute(_delete_vanished(target, sync_id))).rowcount,
        "updated": 0,
    }
    if _values(target):
        counts["updated"] = (await connection.execute(_update_changed(target, sync_id))).rowcount
    counts["inserted"] = (await connection.execute(_insert_new(target, sync_id))).rowcount
    counts["total"] = await connection.scalar(select(func.count()).select_from(target.table)) or 0
    return counts


async def forget_staged(
    connection: AsyncConnection, tables: SyncTables, target: Target, dataset: str, until: datetime
) -> None:
    """Drop what was staged by this sync and by those started before it."""
    ended = select(tables.runs.c.sync_id).where(
        tables.runs.c.dataset == dataset, tables.runs.c.started_at <= until
    )
    sync_ids = (await connection.scalars(ended)).all()
    await connection.execute(delete(target.staging).where(target.staging.c.sync_id.in_(sync_ids)))
    await connection.execute(delete(tables.batches).where(tables.batches.c.sync_id.in_(sync_ids)))


def _keys(target: Target) -> list[str]:
    return [column.name for column in target.table.primary_key]


def _values(target: Target) -> list[str]:
    return [column.name for column in target.table.columns if not column.primary_key]


def _same_key(target: Target) -> Any:
    return and_(*(target.table.c[key] == target.staging.c[key] for key in _keys(target)))


def _delete_vanished(target: Target, sync_id: str) -> Delete:
    staged = exists().where(target.staging.c.sync_id == sync_id, _same_key(target))
    return delete(target.table).where(~staged)


def _update_changed(target: Target, sync_id: str) -> Update:
    staging = target.staging.c
    differs = or_(*(target.table.c[name].is_distinct_from(staging[name]) for name in _values(target)))
    return (
        update(target.table)
        .where(staging.sync_id == sync_id, _same_key(target), differs)
        .values({target.table.c[name]: staging[name] for name in _values(target)})
        .execution_options(synchronize_session=False)
    )


def _insert_all(target: Target, sync_id: str) -> Insert:
    return insert(target.table).from_select(target.table.columns.keys(), _staged(target, sync_id))


def _insert_new(target: Target, sync_id: str) -> Insert:
    present = exists().where(_same_key(target)).correlate(target.staging)
    new = _staged(target, sync_id).where(~present)
    return insert(target.table).from_select(target.table.columns.keys(), new)


def _staged(target: Target, sync_id: str) -> Select[Any]:
    columns = (target.staging.c[name] for name in target.table.columns.keys())  # noqa: SIM118
    return select(*columns).where(target.staging.c.sync_id == sync_id)
