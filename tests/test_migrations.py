"""The schema that each service's migrations make, on both databases."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, inspect
from sqlalchemy.ext.asyncio import AsyncEngine

import services.cities.app
import services.cities.tables
import services.enrichment.app
import services.enrichment.tables
import services.tensions.app
import services.tensions.tables
from shared.database import create_engine
from shared.migrations import alembic_config, migrate

SCHEMAS = {
    "cities": (services.cities.app.MIGRATIONS, services.cities.tables.metadata),
    "enrichment": (services.enrichment.app.MIGRATIONS, services.enrichment.tables.metadata),
    "tensions": (services.tensions.app.MIGRATIONS, services.tensions.tables.metadata),
}
each_schema = pytest.mark.parametrize(("migrations", "metadata"), SCHEMAS.values(), ids=SCHEMAS)


@pytest.fixture
async def engine(database_url: str) -> AsyncIterator[AsyncEngine]:
    engine = create_engine(database_url)
    yield engine
    await engine.dispose()


def _differences(connection: Connection, metadata: MetaData) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, metadata))


def _tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names()) - {"alembic_version"}


@each_schema
async def test_migrations_make_what_the_code_declares(
    engine: AsyncEngine, migrations: Path, metadata: MetaData
):
    await migrate(engine, migrations)
    async with engine.connect() as connection:
        assert await connection.run_sync(_differences, metadata) == []


@each_schema
async def test_every_revision_goes_up_down_and_up_again(
    engine: AsyncEngine, migrations: Path, metadata: MetaData
):
    scripts = ScriptDirectory.from_config(alembic_config(migrations))
    for script in reversed(list(scripts.walk_revisions())):
        await migrate(engine, migrations, script.revision)
        await migrate(engine, migrations, "-1" if script.down_revision else "base")
        await migrate(engine, migrations, script.revision)
    await migrate(engine, migrations, "base")
    async with engine.connect() as connection:
        assert await connection.run_sync(_tables) == set()
