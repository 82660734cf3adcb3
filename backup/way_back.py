"""The way back from a restore: what was in use before it, under a name of its own in the first place."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import structlog
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from backup.contents import has_data
from backup.errors import BackupError, PlaceError
from backup.files import PART, give_name, replacing
from backup.making import prove, write_snapshot
from backup.names import way_back_name
from backup.progress import OnProgress
from backup.settings import Settings

log = structlog.get_logger(__name__)

_LOCK_WAIT_TIMEOUT = 1205


@asynccontextmanager
async def keeping_way_back(
    engine: AsyncEngine, settings: Settings, on_progress: OnProgress
) -> AsyncIterator[None]:
    """Save what is in use before the block; it is named after it: the block may restore the last one.

    Data that are empty or cannot be read do not stop a restore: the last way back stays. BackupError: what is
    in use cannot be saved, for want of room say.
    """
    target = settings.directory / way_back_name(settings.environment)
    aside = target.with_name(f".{target.name}.next{PART}")
    _make_folder(target.parent)
    try:
        saved = await _save(engine, settings, aside, on_progress)
        yield
        if saved:
            give_name(aside, target)
    finally:
        aside.unlink(missing_ok=True)


def _make_folder(place: Path) -> None:
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PlaceError(f"{place}: {error.strerror} (BACKUP_DIRECTORY); nothing has changed") from error


async def _save(engine: AsyncEngine, settings: Settings, aside: Path, on_progress: OnProgress) -> bool:
    with replacing(aside) as file:
        try:
            manifest = await write_snapshot(engine, settings, datetime.now(UTC), file, on_progress)
        except (BackupError, DBAPIError) as error:
            if isinstance(error, PlaceError) or _is_busy(error):
                raise
            log.warning("way_back_not_kept", reason=f"what is in use cannot be read: {error}")
            return False
        if not has_data(manifest):
            log.info("way_back_not_kept", reason="the database in use is empty")
            return False
        await prove(engine, Path(file.name), manifest, on_progress)
    return True


def _is_busy(error: BackupError | DBAPIError) -> bool:
    """Whether the data are well, but held by a transaction."""
    return (
        isinstance(error, DBAPIError) and error.orig is not None and error.orig.args[0] == _LOCK_WAIT_TIMEOUT
    )
