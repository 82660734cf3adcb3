"""The backup's connections: what goes wrong with the server is told in a line."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from backup.errors import BackupError
from backup.settings import Settings
from shared.database import create_engine


@asynccontextmanager
async def connected(settings: Settings) -> AsyncIterator[AsyncEngine]:
    """An engine for the length of the block. BackupError when the server does not do what it is asked."""
    engine = create_engine(settings.database_url.get_secret_value())
    try:
        yield engine
    except DBAPIError as error:
        what = error.orig.args[-1] if error.orig and error.orig.args else error.orig
        raise BackupError(
            f"the database at {engine.url.host}:{engine.url.port or 3306} (BACKUP_DATABASE_URL): {what}"
        ) from error
    finally:
        await engine.dispose()
