"""The bookkeeping tables that a service puts into its own schema to receive syncs."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, DateTime, Index, Integer, MetaData, String, Table
from sqlalchemy.dialects.mysql import DATETIME

from shared.database import TABLE_OPTIONS
from shared.events.rows import Row

SYNC_ID = String(32)
_MOMENT = DateTime().with_variant(DATETIME(fsp=6), "mysql", "mariadb")


@dataclass(frozen=True, slots=True)
class SyncTables:
    """`runs` and `batches` of syncs under way, and `datasets`: which sync is in use."""

    runs: Table
    batches: Table
    datasets: Table


@dataclass(frozen=True, slots=True)
class Target:
    """A table that a dataset fills: its columns are the fields of `row`."""

    row: type[Row]
    table: Table
    staging: Table


def sync_tables(metadata: MetaData) -> SyncTables:
    """Declare the bookkeeping tables in a service's metadata. Times are UTC."""
    runs = Table(
        "sync_run",
        metadata,
        Column("sync_id", SYNC_ID, primary_key=True),
        Column("dataset", String(60), nullable=False),
        Column("started_at", _MOMENT, nullable=False),
        Column("status", String(12), nullable=False),
        Column("source", JSON),
        Column("batches", Integer),
        Column("rows", Integer),
        Column("outcome", JSON),
        Index("ix_sync_run_dataset_started_at", "dataset", "started_at"),
        **TABLE_OPTIONS,
    )
    batches = Table(
        "sync_batch",
        metadata,
        Column("sync_id", SYNC_ID, primary_key=True),
        Column("sequence", Integer, primary_key=True, autoincrement=False),
        Column("rows", Integer, nullable=False),
        **TABLE_OPTIONS,
    )
    datasets = Table(
        "sync_dataset",
        metadata,
        Column("dataset", String(60), primary_key=True),
        Column("version", BigInteger, nullable=False),
        Column("sync_id", SYNC_ID),
        Column("started_at", _MOMENT),
        Column("applied_at", _MOMENT),
        Column("source", JSON),
        Column("rows", Integer, nullable=False),
        **TABLE_OPTIONS,
    )
    return SyncTables(runs, batches, datasets)


def target(row: type[Row], table: Table) -> Target:
    """Pair a table with its staging twin: the same columns behind the sync's id."""
    missing = set(row.model_fields) ^ set(table.columns.keys())
    if missing:
        raise ValueError(f"{table.name} and {row.__name__} differ in {sorted(missing)}")
    columns: list[Column[Any]] = [Column("sync_id", SYNC_ID, primary_key=True)]
    columns += [
        Column(
            column.name,
            column.type,
            primary_key=column.primary_key,
            nullable=column.nullable,
            autoincrement=False,
        )
        for column in table.columns
    ]
    staging = Table(f"{table.name}_staging", table.metadata, *columns, **TABLE_OPTIONS)
    return Target(row, table, staging)
