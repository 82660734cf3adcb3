import asyncio
from pathlib import Path

import pytest
from sqlalchemy import text

from shared.database import create_engine, reading, writing
from shared.migrations import migrate

ENVIRONMENT = """
from sqlalchemy import MetaData
from shared.migrations import run_migration_environment
run_migration_environment(MetaData())
"""
REVISION = """
from alembic import op
revision, down_revision, branch_labels, depends_on = {revision!r}, {previous!r}, None, None
def upgrade():
    op.execute("CREATE TABLE thing_{revision} (id INTEGER PRIMARY KEY)")
def downgrade():
    op.execute("DROP TABLE thing_{revision}")
"""


@pytest.fixture
def migrations(tmp_path: Path) -> Path:
    folder = tmp_path / "migrations"
    (folder / "versions").mkdir(parents=True)
    (folder / "env.py").write_text(ENVIRONMENT)
    add_revision(folder, "0001", None)
    return folder


def add_revision(folder: Path, revision: str, previous: str | None) -> None:
    text = REVISION.format(revision=revision, previous=previous)
    (folder / "versions" / f"{revision}_thing.py").write_text(text)


async def find_revision(url: str) -> str:
    engine = create_engine(url)
    async with reading(engine) as connection:
        revision = await connection.scalar(text("SELECT version_num FROM alembic_version"))
    await engine.dispose()
    return str(revision)


async def test_a_schema_is_brought_to_the_last_revision_and_back(database_url: str, migrations: Path):
    add_revision(migrations, "0002", "0001")
    engine = create_engine(database_url)
    await migrate(engine, migrations)
    await migrate(engine, migrations)
    assert await find_revision(database_url) == "0002"
    await migrate(engine, migrations, "-1")
    assert await find_revision(database_url) == "0001"
    await engine.dispose()


async def test_replicas_that_start_together_migrate_once(mariadb, migrations: Path):
    url = mariadb.create_database("together")
    engines = [create_engine(url) for _ in range(4)]
    await asyncio.gather(*(migrate(engine, migrations) for engine in engines))
    assert await find_revision(url) == "0001"
    for engine in engines:
        await engine.dispose()


async def test_a_schema_newer_than_the_code_is_left_alone(database_url: str, migrations: Path):
    engine = create_engine(database_url)
    await migrate(engine, migrations)
    async with writing(engine) as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '0042'"))
    await migrate(engine, migrations)
    assert await find_revision(database_url) == "0042"
    await engine.dispose()
