"""The service, wired: the nightly backup, beside health and metrics."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import structlog
from aiohttp import web

from backup.inventory import get_last_good, is_recovering
from backup.making import make_backup
from backup.metrics import record_result, watch_last_good
from backup.schedule import keep_backing_up
from backup.settings import Settings
from shared.database import check_database, create_engine
from shared.errors import UnavailableError
from shared.web.application import CHECKS, create_application

log = structlog.get_logger(__name__)


def create_app(settings: Settings) -> web.Application:
    """Health, metrics, and a backup every night."""
    app = create_application("backup", [], title="Mobiville: backups")
    app.cleanup_ctx.extend((partial(_database, settings), partial(_nightly, settings)))
    for name, place in (("directory", settings.directory), ("second_directory", settings.second_directory)):
        app[CHECKS][name] = partial(_check_folder, place)
    return app


async def _database(settings: Settings, app: web.Application) -> AsyncIterator[None]:
    engine = create_engine(settings.database_url.get_secret_value())
    app[CHECKS]["database"] = partial(check_database, engine)
    yield
    await engine.dispose()


async def _nightly(settings: Settings, _: web.Application) -> AsyncIterator[None]:
    last_good = partial(get_last_good, settings)
    watch_last_good(last_good)
    recovering = partial(is_recovering, settings)
    task = asyncio.create_task(keep_backing_up(partial(_make, settings), last_good, recovering, settings))
    yield
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def _make(settings: Settings) -> None:
    begun, made = time.monotonic(), False
    try:
        await make_backup(settings)
        made = True
    finally:
        record_result(made=made, seconds=time.monotonic() - begun)


async def _check_folder(place: Path) -> None:
    """Raise when the place cannot be written."""

    def touch() -> None:
        place.mkdir(parents=True, exist_ok=True)
        probe = place / ".writable"
        probe.write_bytes(b"")
        probe.unlink()

    try:
        await asyncio.to_thread(touch)
    except OSError as error:
        raise UnavailableError(f"{place}: {error.strerror}") from error
