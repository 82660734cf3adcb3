"""What living in each town is measured by, in one snapshot: its facilities, the temperatures around it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.cities import tables
from services.cities.queries.datasets import find_sources
from shared.events.importer import SourceRef
from shared.json_rows import read_rows

LIVING_DATASETS = ("cities", "equipment", "equipment-types", "temperatures")


@dataclass(frozen=True, slots=True)
class LivingRows:
    """`populations`: code_insee -> people, communes only; `facilities`: (code_insee, theme, types, total);
    `temperatures`: departement -> mean of its seasons in degrees Celsius, where all four are known."""

    populations: Mapping[str, int]
    facilities: Sequence[Sequence[Any]]
    temperatures: Mapping[str, float]
    types: int
    sources: Mapping[str, SourceRef]


async def load_living(connection: AsyncConnection) -> LivingRows:
    """Equipment is counted by the database: 800,000 rows become a few per town."""
    communes, counts, types = tables.communes.c, tables.equipment.c, tables.equipment_types.c
    seasons = tables.temperatures.c
    people = select(communes.code_insee, communes.population).where(
        communes.kind == "commune", communes.population.is_not(None)
    )
    total = func.sum(counts.total).label("total")
    facilities = (
        select(counts.code_insee, types.theme, func.count().label("kinds"), total)
        .select_from(tables.equipment.outerjoin(tables.equipment_types, types.typequ == counts.typequ))
        .group_by(counts.code_insee, types.theme)
    )
    warmth = (
        select(seasons.departement, func.avg(seasons.mean_c))
        .group_by(seasons.departement)
        .having(func.count() == 4)
    )
    kinds = await connection.scalar(select(func.count(func.distinct(counts.typequ))))
    return LivingRows(
        populations=dict(await read_rows(connection, people, by="code_insee")),
        facilities=await read_rows(connection, facilities, by="code_insee"),
        temperatures=dict(await read_rows(connection, warmth, by="departement")),
        types=kinds or 0,
        sources=await find_sources(connection, LIVING_DATASETS),
    )
