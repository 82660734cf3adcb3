"""Running a service's migrations. Alembic is loaded only when there is something to migrate."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, MetaData, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

if TYPE_CHECKING:
    from alembic.config import Config

_LOCK_SECONDS = 120


async def migrate(engine: AsyncEngine, migrations: Path, revision: str = "head") -> None:
    """Bring the schema to `revision`, one migrating process at a time.

    Revisions are numbered files, `versions/0001_subject.py`. A schema newer than this code is left
    alone: after a rollback the previous version runs on it.
    """
    async with engine.connect() as connection:
        if revision == "head" and await connection.run_sync(_needs_nothing, migrations):
            return
        await connection.rollback()
        async with _locked(connection):
            await connection.run_sync(_migrate, migrations, revision)
            await connection.commit()


def _needs_nothing(connection: Connection, migrations: Path) -> bool:
    if not connection.dialect.has_table(connection, "alembic_version"):
        return False
    current = connection.scalar(text("SELECT version_num FROM alembic_version"))
    known = sorted(file.name.split("_")[0] for file in (migrations / "versions").glob("[0-9]*_*.py"))
    return current is not None and (current == known[-1] or current not in known)


@asynccontextmanager
async def _locked(connection: AsyncConnection) -> AsyncIterator[None]:
    """Alone at it among all replicas; SQLite has one process, and locks by itself."""
    if connection.dialect.name == "sqlite":
        yield
        return
    taken = await connection.scalar(
        text("SELECT GET_LOCK(CONCAT(DATABASE(), '.migrations'), :seconds)"), {"seconds": _LOCK_SECONDS}
    )
    await connection.commit()
    if taken != 1:
        raise TimeoutError("another process has been migrating this schema for too long")
    try:
        yield
    finally:
        await connection.execute(text("DO RELEASE_LOCK(CONCAT(DATABASE(), '.migrations'))"))


def alembic_config(migrations: Path) -> "Config":
    """Alembic's configuration for one service; its env.py reads the connection from the attributes."""
    from alembic.config import Config  # noqa: PLC0415  # see above

    config = Config()
    config.set_main_option("script_location", str(migrations))
    return config


def _migrate(connection: Connection, migrations: Path, revision: str) -> None:
    from alembic import command  # noqa: PLC0415  # see above

    if revision == "head" and _needs_nothing(connection, migrations):  # done while we waited
        return
    config = alembic_config(migrations)
    config.attributes["connection"] = connection
    if revision.startswith("-") or revision == "base":
        command.downgrade(config, revision)
    else:
        command.upgrade(config, revision)


def run_migration_environment(metadata: MetaData) -> None:
    """The whole of a service's migrations/env.py."""
    from alembic import context  # noqa: PLC0415  # only exists while Alembic runs an environment

    connection = context.config.attributes["connection"]
    context.configure(connection=connection, target_metadata=metadata, compare_type=True)
    with context.begin_transaction():
        context.run_migrations()
