"""What a request reads of a few towns in the database, or nothing when the database is away."""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from typing import TypeVar

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from services.cities.queries.towns import Details, find_details
from shared.database import is_outage, reading

log = structlog.get_logger(__name__)

_SECONDS = 2.0

ReadT = TypeVar("ReadT")


async def read_details(
    engine: AsyncEngine, communes: Collection[str], bassins: Collection[str], code_rome: str | None
) -> Details | None:
    """None when the database does not answer in time."""
    return await read_or_none(
        engine, lambda connection: find_details(connection, communes, bassins, code_rome)
    )


async def read_or_none(
    engine: AsyncEngine, read: Callable[[AsyncConnection], Awaitable[ReadT]]
) -> ReadT | None:
    """What is read in one snapshot; None when the database does not answer in time."""
    try:
        async with asyncio.timeout(_SECONDS), reading(engine) as connection:
            return await read(connection)
    except Exception as error:
        if not is_outage(error):
            raise
        log.warning("details_unavailable", error=repr(error))
        return None
