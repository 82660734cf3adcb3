"""Restoring a backup: loaded and compared beside the data in use, then swapped in by one statement."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

import structlog
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from backup import queries
from backup.contents import is_bookkeeping
from backup.database import connected
from backup.errors import BackupError, NotABackupError
from backup.files import verify
from backup.manifest import Manifest
from backup.names import find_name, way_back_name
from backup.progress import OnProgress, Progress, ignore_progress, in_stage
from backup.scratch import load_and_compare, scratch_names, scratch_schemas
from backup.settings import Settings
from backup.way_back import keeping_way_back
from shared.database import create_engine
from shared.migrations import migrate

log = structlog.get_logger(__name__)

_DEADLOCK = 1213
_ATTEMPTS = 5


def find_backup(settings: Settings, asked: str, *, second: bool = False) -> Path:
    """What `lundi`, `T3` or a whole name means, in the second place if the first has none. BackupError."""
    name = find_name(settings.environment, asked)
    first, other = settings.directory / name, settings.second_directory / name
    return other if second or (other.exists() and not first.exists()) else first


async def restore_backup(
    settings: Settings, path: Path, on_progress: OnProgress = ignore_progress
) -> Manifest:
    """Put the backup's rows in use in all its schemas at once. BackupError: nothing in use has changed."""
    manifest = await asyncio.to_thread(_check_file, settings, path, on_progress)
    async with connected(settings) as engine, queries.alone(engine):
        await _check_revisions(engine, settings, path, manifest)
        new, old = (scratch_names(purpose, manifest.schemas) for purpose in ("restore", "old"))
        way_back = keeping_way_back(engine, settings, on_progress)
        async with scratch_schemas(engine, new), scratch_schemas(engine, old), way_back:
            await load_and_compare(engine, path, manifest, new, in_stage("loading", on_progress))
            await _bring_up_to_date(engine, settings, new)
            on_progress(Progress("swapping"))
            await _swap(engine, settings, new, old)
    log.info("backup_restored", file=path.name, created_at=manifest.created_at.isoformat())
    return manifest


def _check_file(settings: Settings, path: Path, on_progress: OnProgress) -> Manifest:
    try:
        manifest = verify(path, in_stage("verifying", on_progress))
    except NotABackupError as error:
        raise NotABackupError(f"{error}: refused, nothing has changed{_advice(settings, path)}") from None
    if manifest.environment != settings.environment:
        raise NotABackupError(
            f"{path} is a backup of {manifest.environment}, BACKUP_ENVIRONMENT is"
            f" {settings.environment}: refused"
        )
    if set(manifest.schemas) != set(settings.schemas):
        held, wanted = (", ".join(sorted(names)) for names in (manifest.schemas, settings.schemas))
        raise NotABackupError(f"{path} holds the schemas {held}; BACKUP_SCHEMAS are {wanted}: refused")
    return manifest


def _advice(settings: Settings, path: Path) -> str:
    """What to do about a damaged file: use the other copy, when that one is whole."""
    second = settings.second_directory / path.name
    if path == second or path.name == way_back_name(settings.environment):
        return ""
    try:
        verify(second)
    except BackupError:
        return "; its second copy cannot be used either: choose another (mobiville backup list)"
    return f"; its second copy is whole: mobiville restore {path.name} --second"


async def _check_revisions(engine: AsyncEngine, settings: Settings, path: Path, manifest: Manifest) -> None:
    """A schema may be as the one in use, or older: it is then migrated. Newer code has written any other."""
    async with engine.connect() as connection:
        for schema, facts in manifest.schemas.items():
            used = await queries.get_revision(connection, schema)
            if facts.revision != used and facts.revision not in _known_revisions(settings, schema):
                raise NotABackupError(
                    f"{path}: {schema} is of migration {facts.revision}, newer than this version of Mobiville"
                    f" (in use: {used or 'none'}): refused; deploy the version that wrote it, then restore"
                )


def _migrations(settings: Settings, schema: str) -> Path:
    """Those of the service: cities for the schema mobiville_cities."""
    return settings.migrations / schema.removeprefix("mobiville_") / "migrations"


def _known_revisions(settings: Settings, schema: str) -> list[str]:
    versions = (_migrations(settings, schema) / "versions").glob("[0-9]*_*.py")
    return sorted(file.name.split("_")[0] for file in versions)


async def _bring_up_to_date(engine: AsyncEngine, settings: Settings, new: Mapping[str, str]) -> None:
    """Migrate what is older than the code; have the services see that their datasets are others."""
    for schema, scratch in new.items():
        if _known_revisions(settings, schema):
            url = engine.url.set(database=scratch).render_as_string(hide_password=False)
            own = create_engine(url)
            try:
                await migrate(own, _migrations(settings, schema))
            finally:
                await own.dispose()
        async with engine.connect() as connection:
            tables = set(await queries.find_tables(connection, scratch))
            if "sync_dataset" in tables & set(await queries.find_tables(connection, schema)):
                await queries.outrun_versions(connection, scratch, schema)


async def _swap(
    engine: AsyncEngine, settings: Settings, new: Mapping[str, str], old: Mapping[str, str]
) -> None:
    async with (
        engine.connect() as connection,
        queries.no_migration(connection, list(new), settings.lock_seconds),
    ):
        moves = []
        for schema in new:
            moves += await _find_moves(connection, schema, new[schema], old[schema])
        for left in reversed(range(_ATTEMPTS)):
            try:
                await queries.rename_tables(connection, moves, settings.lock_seconds)
                break
            except OperationalError as error:  # a transaction of a service holds what we wait for
                if not left or error.orig is None or error.orig.args[0] != _DEADLOCK:
                    raise


async def _find_moves(
    connection: AsyncConnection, schema: str, new: str, old: str
) -> list[tuple[str, str, str]]:
    """What goes and what comes. Imports under way go on where the tables they fill have the same form."""
    same = await queries.get_revision(connection, schema) == await queries.get_revision(connection, new)
    used, restored = [await queries.find_tables(connection, name) for name in (schema, new)]
    going, coming = (
        [table for table in tables if not (same and is_bookkeeping(table))] for tables in (used, restored)
    )
    return [(schema, table, old) for table in going] + [(new, table, schema) for table in coming]
