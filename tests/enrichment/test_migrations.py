"""The schema that migrations make, on both databases."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect
from sqlalchemy.ext.asyncio import AsyncEngine

from services.enrichment.app import MIGRATIONS
from services.enrichment.tables import metadata
from shared.database import create_engine
from shared.migrations import alembic_config, migrate
from tests.servers.mariadb import MariaDB


@pytest.fixture(params=["sqlite", "mariadb"])
async def engine(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    if request.param == "sqlite":
        url = f"sqlite+aiosqlite:///{tmp_path / 'enrichment.db'}"
    else:
        server: MariaDB = request.getfixturevalue("mariadb")
        url = server.create_database("enrichment_migrations")
    engine = create_engine(url)
    yield engine
    await engine.dispose()


def _differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, metadata))


def _tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names()) - {"alembic_version"}


async def test_migrations_make_what_the_code_declares(engine: AsyncEngine):
    await migrate(engine, MIGRATIONS)
    async with engine.connect() as connection:
        assert await connection.run_sync(_differences) == []


async def test_every_revision_goes_up_down_and_up_again(engine: AsyncEngine):
    scripts = ScriptDirectory.from_config(alembic_config(MIGRATIONS))
    for script in reversed(list(scripts.walk_revisions())):
        await migrate(engine, MIGRATIONS, script.revision)
        await migrate(engine, MIGRATIONS, "-1" if script.down_revision else "base")
        await migrate(engine, MIGRATIONS, script.revision)
    await migrate(engine, MIGRATIONS, "base")
    async with engine.connect() as connection:
        assert await connection.run_sync(_tables) == set()
