"""Every SQL statement; names of schemas and tables come from the settings and the server's catalogue."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from backup.errors import BusyError
from backup.manifest import TableFacts

_LOCK = "mobiville.backup"
# More imports than can be applied between two looks of a service at the versions of its datasets.
_LEAP = 1000


@asynccontextmanager
async def alone(engine: AsyncEngine) -> AsyncIterator[None]:
    """One backup or restore at a time; the server forgets the lock with its connection. BusyError."""
    async with engine.connect() as connection:
        if await connection.scalar(text("SELECT GET_LOCK(:name, 0)"), {"name": _LOCK}) != 1:
            raise BusyError("another backup or restore is under way on this server: wait for its end")
        try:
            yield
        finally:
            await connection.execute(text("DO RELEASE_LOCK(:name)"), {"name": _LOCK})


@asynccontextmanager
async def no_migration(
    connection: AsyncConnection, schemas: Sequence[str], seconds: int
) -> AsyncIterator[None]:
    """Keep the services from migrating their schemas meanwhile (the lock of shared/migrations). BusyError."""
    names = [f"{schema}.migrations" for schema in schemas]
    try:
        for name in names:
            statement = text("SELECT GET_LOCK(:name, :seconds)")
            if await connection.scalar(statement, {"name": name, "seconds": seconds}) != 1:
                raise BusyError(f"{name.split('.')[0]} is being migrated: try again when it is done")
        yield
    finally:
        for name in names:
            await connection.execute(text("DO RELEASE_LOCK(:name)"), {"name": name})


async def get_server_version(connection: AsyncConnection) -> str:
    return str(await connection.scalar(text("SELECT VERSION()")))


async def find_tables(connection: AsyncConnection, schema: str) -> list[str]:
    """Base tables, by name."""
    statement = text(
        "SELECT table_name FROM information_schema.tables"
        " WHERE table_schema = :schema AND table_type = 'BASE TABLE' ORDER BY table_name"
    )
    return list((await connection.scalars(statement, {"schema": schema})).all())


async def get_revision(connection: AsyncConnection, schema: str) -> str | None:
    """The last migration applied; None in a schema without any."""
    if "alembic_version" not in await find_tables(connection, schema):
        return None
    found = await connection.scalar(text(f"SELECT version_num FROM `{schema}`.alembic_version"))  # noqa: S608
    return None if found is None else str(found)


async def get_facts(connection: AsyncConnection, schema: str, table: str) -> TableFacts:
    """Rows and checksum, in the connection's snapshot when it has one."""
    name = f"`{schema}`.`{table}`"
    rows = await connection.scalar(text(f"SELECT COUNT(*) FROM {name}"))  # noqa: S608
    checksum = (await connection.execute(text(f"CHECKSUM TABLE {name} EXTENDED"))).one()[1]
    return TableFacts(rows=rows or 0, checksum=checksum)


@asynccontextmanager
async def write_locked(
    connection: AsyncConnection, tables: Mapping[str, Sequence[str]], seconds: int
) -> AsyncIterator[None]:
    """Nobody writes into the tables within the block; waits for the transactions under way."""
    names = ", ".join(f"`{schema}`.`{table}` READ" for schema in tables for table in tables[schema])
    await connection.execute(text(f"SET SESSION lock_wait_timeout = {seconds:d}"))
    await connection.execute(text(f"LOCK TABLES {names}"))
    try:
        yield
    finally:
        await connection.execute(text("UNLOCK TABLES"))


async def open_snapshot(connection: AsyncConnection) -> None:
    """Everything the connection reads from here on is as it is now."""
    await connection.execute(text("SET SESSION max_statement_time = 0"))
    await connection.rollback()
    await connection.execute(text("START TRANSACTION WITH CONSISTENT SNAPSHOT"))


async def create_schemas(connection: AsyncConnection, schemas: Sequence[str]) -> None:
    """Make them anew, empty."""
    await drop_schemas(connection, schemas)
    for schema in schemas:
        await connection.execute(text(f"CREATE DATABASE `{schema}` CHARACTER SET utf8mb4"))


async def drop_schemas(connection: AsyncConnection, schemas: Sequence[str]) -> None:
    for schema in schemas:
        await connection.execute(text(f"DROP DATABASE IF EXISTS `{schema}`"))


async def outrun_versions(connection: AsyncConnection, restored: str, in_use: str) -> None:
    """Give the restored datasets versions that the services have not seen, or they would not read them."""
    statement = (
        f"UPDATE `{restored}`.sync_dataset AS restored LEFT JOIN `{in_use}`.sync_dataset AS used"  # noqa: S608
        " USING (dataset) SET restored.version ="
        f" GREATEST(restored.version, COALESCE(used.version, 0)) + {_LEAP}"
    )
    await connection.execute(text(statement))
    await connection.commit()


async def rename_tables(
    connection: AsyncConnection, moves: Sequence[tuple[str, str, str]], seconds: int
) -> None:
    """Move each (schema, table, other schema), all in one statement."""
    clauses = ", ".join(f"`{old}`.`{table}` TO `{new}`.`{table}`" for old, table, new in moves)
    await connection.execute(text(f"SET SESSION lock_wait_timeout = {seconds:d}"))
    await connection.execute(text(f"RENAME TABLE {clauses}"))
