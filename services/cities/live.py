"""The values in memory: what they are read from, and when they are read again."""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from services.cities import tables
from services.cities.clients.copies import Copy
from services.cities.columns.communes import Communes, build_communes
from services.cities.columns.living import Living, build_living
from services.cities.columns.matrix import TensionMatrix
from services.cities.columns.photos import Photos
from services.cities.columns.place_names import list_place_names
from services.cities.helps import Helps
from services.cities.outlines import Outlines, build_outlines
from services.cities.queries.atlas import ATLAS_DATASETS, load_atlas
from services.cities.queries.datasets import find_sources
from services.cities.queries.index import INDEXED, load_index
from services.cities.queries.living import LIVING_DATASETS, load_living
from services.cities.queries.places import PLACES, load_places
from services.cities.queries.rows import find_all
from services.cities.search.suggest import Suggestions, build_suggestions
from services.cities.sheets.atlas import Atlas, build_atlas
from shared.database import reading
from shared.events.rows import Help, Outline
from shared.sync.live import Live
from shared.sync.queries import Versions, get_versions

T = TypeVar("T")


def keep_communes(engine: AsyncEngine, seconds: float) -> Live[Communes]:
    """The columns that searches are answered from."""

    async def build(connection: AsyncConnection) -> Communes:
        return await asyncio.to_thread(build_communes, await load_index(connection))

    return Live("communes", _versions(engine, INDEXED), _from_snapshot(engine, build), interval=seconds)


def keep_atlas(engine: AsyncEngine, seconds: float) -> Live[Atlas]:
    """Regions, departements and bassins."""

    async def build(connection: AsyncConnection) -> Atlas:
        return build_atlas(await load_atlas(connection))

    return Live("atlas", _versions(engine, ATLAS_DATASETS), _from_snapshot(engine, build), interval=seconds)


def keep_outlines(engine: AsyncEngine, seconds: float) -> Live[Outlines]:
    """The GeoJSON of departements and regions."""

    async def build(connection: AsyncConnection) -> Outlines:
        rows = await find_all(connection, Outline, tables.outlines)
        sources = await find_sources(connection, ["outlines"])
        return await asyncio.to_thread(build_outlines, rows, sources.get("outlines"))

    return Live("outlines", _versions(engine, ["outlines"]), _from_snapshot(engine, build), interval=seconds)


def keep_helps(engine: AsyncEngine, seconds: float) -> Live[Helps]:
    """The help schemes."""

    async def build(connection: AsyncConnection) -> Helps:
        sources = await find_sources(connection, ["helps"])
        return Helps(await find_all(connection, Help, tables.helps), sources.get("helps"))

    return Live("helps", _versions(engine, ["helps"]), _from_snapshot(engine, build), interval=seconds)


def keep_suggestions(engine: AsyncEngine, seconds: float, after: Live[Communes]) -> Live[Suggestions]:
    """The places that can be suggested; at start, searches have their columns first."""

    async def build(connection: AsyncConnection) -> Suggestions:
        places = await load_places(connection)
        return await asyncio.to_thread(lambda: build_suggestions(list_place_names(places)))

    async def version() -> Versions:
        await after.tried()
        return await versions()

    versions = _versions(engine, PLACES)
    return Live("suggestions", version, _from_snapshot(engine, build), interval=seconds)


def keep_living(engine: AsyncEngine, seconds: float, after: Live[Communes]) -> Live[Living]:
    """Facilities and climate; at start, searches have their columns first."""

    async def build(connection: AsyncConnection) -> Living:
        return await asyncio.to_thread(build_living, await load_living(connection))

    async def version() -> Versions:
        await after.tried()
        return await versions()

    versions = _versions(engine, LIVING_DATASETS)
    return Live("living", version, _from_snapshot(engine, build), interval=seconds)


def keep_tensions(copy: Copy[TensionMatrix], seconds: float) -> Live[TensionMatrix]:
    """The matrix of the tensions service."""
    return Live("tensions", copy.get_version, copy.get_value, interval=seconds)


def keep_photos(copy: Copy[Photos], seconds: float) -> Live[Photos]:
    """Which communes have a photo, as the enrichment service tells."""
    return Live("photos", copy.get_version, copy.get_value, interval=seconds)


def _versions(engine: AsyncEngine, datasets: Collection[str]) -> Callable[[], Awaitable[Versions]]:
    """What tells that one of the datasets has changed."""

    async def version() -> Versions:
        async with reading(engine) as connection:
            return await get_versions(connection, tables.SYNC, datasets)

    return version


def _from_snapshot(
    engine: AsyncEngine, build: Callable[[AsyncConnection], Awaitable[T]]
) -> Callable[[], Awaitable[T]]:
    """What builds the value from one snapshot."""

    async def built() -> T:
        async with reading(engine) as connection:
            return await build(connection)

    return built
