"""What a backup holds: the tables of the schemas, and what is known of their rows."""

from collections.abc import Mapping, Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from backup import queries
from backup.errors import BackupError
from backup.manifest import Manifest, SchemaFacts, TableFacts

Tables = Mapping[str, Sequence[str]]
# Enrichment has rows in the last two before it knows a place.
_NO_DATA = {"alembic_version", "lease", "crawl_round"}


def is_in_passing(table: str) -> bool:
    """Whether its rows belong to an import under way (shared/sync): backups have the table without rows."""
    return table == "sync_batch" or table.endswith("_staging")


def is_bookkeeping(table: str) -> bool:
    """Whether an import under way goes on with it: a restore leaves it in use."""
    return table == "sync_run" or is_in_passing(table)


def has_data(manifest: Manifest) -> bool:
    """Whether it holds more than what migrations and a service without data write."""
    return any(
        facts.rows and not (table in _NO_DATA or table.startswith("sync_"))
        for schema in manifest.schemas.values()
        for table, facts in schema.tables.items()
    )


async def find_contents(connection: AsyncConnection, schemas: Sequence[str]) -> Tables:
    """The tables of each schema. BackupError when one has none."""
    found = {schema: await queries.find_tables(connection, schema) for schema in schemas}
    for schema, tables in found.items():
        if "alembic_version" not in tables:
            raise BackupError(
                f"the schema {schema} has no tables of Mobiville: start its service once, check the grants"
                " of the backup's user, or correct BACKUP_SCHEMAS"
            )
    return found


async def get_contents_facts(connection: AsyncConnection, schema: str, tables: Sequence[str]) -> SchemaFacts:
    """Rows and checksums of what a backup holds of the schema."""
    revision = await queries.get_revision(connection, schema) or ""
    held = [table for table in tables if not is_in_passing(table)]
    facts = {table: await queries.get_facts(connection, schema, table) for table in held}
    return SchemaFacts(revision=revision, tables=facts)


def describe_difference(expected: Mapping[str, TableFacts], found: Mapping[str, TableFacts]) -> str | None:
    """The first table that is not what it should be; None when all are."""
    for table in sorted({*expected, *found}):
        wanted, got = expected.get(table), found.get(table)
        if wanted is None or got is None:
            return f"{table} is {'missing' if got is None else 'not expected'}"
        if wanted.rows != got.rows:
            return f"{table} has {got.rows:,} rows, {wanted.rows:,} were backed up"
        if wanted.checksum != got.checksum:
            return f"rows of {table} differ from those that were backed up"
    return None
