"""A backup loaded into schemas of ours, beside those in use, and compared with what its manifest says."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncEngine

from backup import queries
from backup.compression import read_sql
from backup.contents import describe_difference, get_contents_facts
from backup.errors import BackupError
from backup.files import OnBytes
from backup.manifest import Manifest
from backup.programs import into, load

# Granted to the backup's user as `mobiville\_backup\_%`.
_PREFIX = "mobiville_backup"


def scratch_names(purpose: str, schemas: Mapping[str, object]) -> dict[str, str]:
    """`{"cities": "mobiville_backup_proof_cities"}`"""
    return {schema: f"{_PREFIX}_{purpose}_{schema}" for schema in schemas}


@asynccontextmanager
async def scratch_schemas(engine: AsyncEngine, names: Mapping[str, str]) -> AsyncIterator[None]:
    """Empty schemas, dropped after the block; those that a killed process left are made anew."""
    schemas = list(names.values())
    async with engine.connect() as connection:
        await queries.create_schemas(connection, schemas)
    try:
        yield
    finally:
        async with engine.connect() as connection:
            await queries.drop_schemas(connection, schemas)


async def load_and_compare(
    engine: AsyncEngine, path: Path, manifest: Manifest, names: Mapping[str, str], on_bytes: OnBytes
) -> None:
    """Load the file into the schemas that `names` gives and compare every table. BackupError: one differs."""

    def report(done: int) -> None:
        on_bytes(done, manifest.body_bytes)

    await load(engine.url, into(names, read_sql(path, report)))
    async with engine.connect() as connection:
        for schema, facts in manifest.schemas.items():
            tables = await queries.find_tables(connection, names[schema])
            loaded = await get_contents_facts(connection, names[schema], tables)
            if difference := describe_difference(facts.tables, loaded.tables):
                raise BackupError(
                    f"{path.name}, restored aside, is not what was backed up: {schema}.{difference}"
                )
