"""When a backup is due: every night, and as soon as possible after a night that was missed."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import structlog

from backup.settings import Settings

log = structlog.get_logger(__name__)

# The clock of the machine may be set, or the machine sleep: look at it often.
_LOOK_SECONDS = 60.0
_HELD = (
    "the second place alone has backups with rows: restore one (mobiville restore NAME), see that"
    " all is well, then make a backup (mobiville backup); those of the nights follow"
)


def last_night(now: datetime, hour: int) -> datetime:
    """The latest moment, not after `now`, at which a backup should have been made (UTC)."""
    tonight = now.replace(hour=hour, minute=0, second=0, microsecond=0)
    return tonight if tonight <= now else tonight - timedelta(days=1)


def is_due(now: datetime, hour: int, last_good: datetime | None) -> bool:
    """Whether there is no backup since the last night."""
    return last_good is None or last_good < last_night(now, hour)


def utc_now() -> datetime:
    return datetime.now(UTC)


async def keep_backing_up(  # noqa: PLR0913  # the last two are the world, for the tests
    make: Callable[[], Awaitable[object]],
    last_good: Callable[[], datetime | None],
    is_recovering: Callable[[], bool],
    settings: Settings,
    *,
    clock: Callable[[], datetime] = utc_now,
    wait: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> None:
    """Make a backup whenever one is due; one that fails is tried again after a while, for ever.

    None while a lost system is recovered: the operator says by a backup of their own that all is well again.
    """
    held = False
    while True:
        pause, before = _LOOK_SECONDS, held
        if held := is_recovering():
            if not before:
                log.warning("backup_held", reason=_HELD)
        elif is_due(clock(), settings.hour, last_good()):
            try:
                await make()
            except Exception as error:  # noqa: BLE001  # whatever it is, we tell and try again
                log.warning("backup_failed", reason=str(error) or repr(error))
                pause = settings.retry_seconds
        await wait(pause)
