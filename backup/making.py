"""Making a backup: one snapshot of all schemas, proved by restoring it, under its name in two places."""

import asyncio
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from backup import queries
from backup.compression import BodyWriter
from backup.contents import Tables, find_contents, get_contents_facts, has_data, is_in_passing
from backup.database import connected
from backup.errors import BackupError
from backup.files import copy_verified, read_manifest, remove_partials, replacing
from backup.inventory import find_places_with_data
from backup.manifest import HEADER_BYTES, Manifest, encode_header
from backup.names import is_same_quarter, quarter_name, weekday_name
from backup.programs import Read, dumping
from backup.progress import OnProgress, Progress, ignore_progress, in_stage
from backup.scratch import load_and_compare, scratch_names, scratch_schemas
from backup.settings import Settings

log = structlog.get_logger(__name__)


async def make_backup(
    settings: Settings, now: datetime | None = None, on_progress: OnProgress = ignore_progress
) -> list[Path]:
    """Write the weekday's backup, and the quarter's when there is none yet; the files, both places.

    BackupError: what could not be done; a backup that could not be proved does not replace an older one.
    """
    now = now or datetime.now(UTC)
    async with connected(settings) as engine, queries.alone(engine):
        _prepare_places(settings)
        first = settings.directory / weekday_name(settings.environment, now)
        with replacing(first) as file:
            manifest = await write_snapshot(engine, settings, now, file, on_progress)
            _refuse_to_lose(settings, manifest)
            await prove(engine, Path(file.name), manifest, on_progress)
    log.info("backup_made", file=first.name, bytes=manifest.body_bytes + HEADER_BYTES)
    return [first, *await asyncio.to_thread(_copy, settings, now, first, on_progress)]


def _refuse_to_lose(settings: Settings, manifest: Manifest) -> None:
    """A new or lost database must not take the place of what can bring it back."""
    places = [] if has_data(manifest) else find_places_with_data(settings)
    if places:
        raise BackupError(
            f"the database is empty, backups with rows are in {' and '.join(map(str, places))}: restore one"
            " first (mobiville backup list, mobiville restore NAME), or, to begin anew, move them elsewhere"
        )


def _prepare_places(settings: Settings) -> None:
    for place in (settings.directory, settings.second_directory):
        try:
            place.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BackupError(
                f"{place}: {error.strerror} (BACKUP_DIRECTORY, BACKUP_SECOND_DIRECTORY)"
            ) from error
        remove_partials(place)


async def write_snapshot(
    engine: AsyncEngine, settings: Settings, now: datetime, file: BinaryIO, on_progress: OnProgress
) -> Manifest:
    """Dump into the file; the facts are those of the same moment."""
    async with engine.connect() as snapshot:
        contents = await find_contents(snapshot, settings.schemas)
        structure_only = [
            f"{schema}.{name}" for schema in contents for name in contents[schema] if is_in_passing(name)
        ]
        async with AsyncExitStack() as stack:
            locker = await stack.enter_async_context(engine.connect())
            still = queries.write_locked(locker, _held(contents), settings.lock_seconds)
            async with still:
                await queries.open_snapshot(snapshot)
                read = await stack.enter_async_context(dumping(engine.url, settings.schemas, structure_only))
                begun = await _until_snapshot(read)
            body = await _compress(begun, read, file, on_progress)
        manifest = await _describe(snapshot, settings, now, contents, body)
    file.seek(0)
    file.write(encode_header(manifest))
    file.flush()
    return manifest


def _held(contents: Tables) -> Tables:
    return {schema: [name for name in names if not is_in_passing(name)] for schema, names in contents.items()}


async def _until_snapshot(read: Read) -> bytes:
    """What mariadb-dump writes until it has begun its transaction, which is before it names a schema."""
    begun = b""
    while b"\nUSE `" not in begun and (chunk := await read()):
        begun += chunk
    return begun


async def _compress(begun: bytes, read: Read, file: BinaryIO, on_progress: OnProgress) -> BodyWriter:
    body = BodyWriter(file)
    await asyncio.to_thread(body.write, begun)
    while chunk := await read():
        await asyncio.to_thread(body.write, chunk)
        on_progress(Progress("dumping", body.bytes))
    await asyncio.to_thread(body.finish)
    return body


async def _describe(
    snapshot: AsyncConnection, settings: Settings, now: datetime, contents: Tables, body: BodyWriter
) -> Manifest:
    return Manifest(
        environment=settings.environment,
        created_at=now,
        server=await queries.get_server_version(snapshot),
        schemas={
            schema: await get_contents_facts(snapshot, schema, names) for schema, names in contents.items()
        },
        body_bytes=body.bytes,
        body_sha256=body.sha256,
    )


async def prove(engine: AsyncEngine, path: Path, manifest: Manifest, on_progress: OnProgress) -> None:
    """Load the file aside and compare. BackupError."""
    names = scratch_names("proof", manifest.schemas)
    async with scratch_schemas(engine, names):
        await load_and_compare(engine, path, manifest, names, in_stage("proving", on_progress))


def _copy(settings: Settings, now: datetime, first: Path, on_progress: OnProgress) -> list[Path]:
    """The second place, and the quarter's in both."""
    on_progress(Progress("copying"))
    targets = [settings.second_directory / first.name]
    quarter = quarter_name(settings.environment, now)
    targets += [
        place / quarter
        for place in (settings.directory, settings.second_directory)
        if not _is_of_quarter(place / quarter, now)
    ]
    for target in targets:
        copy_verified(first, target)
    return targets


def _is_of_quarter(path: Path, now: datetime) -> bool:
    try:
        return is_same_quarter(read_manifest(path).created_at, now)
    except BackupError:
        return False
