"""What a request reads of a few towns in the database, or nothing when the database is away."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TypeVar

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from services.cities.queries.datasets import find_sources
from services.cities.queries.towns import OfferCount, TownRows, find_offers, find_towns
from services.cities.tables import TARGETS
from shared.database import is_outage, reading
from shared.events.importer import SourceRef

log = structlog.get_logger(__name__)

_SECONDS = 2.0

ReadT = TypeVar("ReadT")


@dataclass(frozen=True, slots=True)
class Details:
    """Rows by code, offers by bassin, and the sources of the datasets in use: one snapshot."""

    towns: Mapping[str, TownRows]
    bassin_offers: Mapping[str, OfferCount]
    sources: Mapping[str, SourceRef]


async def read_details(
    engine: AsyncEngine, communes: Collection[str], bassins: Collection[str], code_rome: str | None
) -> Details | None:
    """None when the database does not answer in time."""

    async def read(connection: AsyncConnection) -> Details:
        offers = await find_offers(connection, {"commune": communes, "bassin": bassins}, code_rome)
        return Details(
            towns=await find_towns(connection, communes, offers),
            bassin_offers={code: count for (level, code), count in offers.items() if level == "bassin"},
            sources=await find_sources(connection, TARGETS),
        )

    return await read_or_none(engine, read)


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
