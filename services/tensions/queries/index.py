"""The rows that the index in memory is made of, in one snapshot."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.tensions.tables import (
    SYNC,
    TARGETS,
    bassin_communes,
    occupations,
    pcs,
    skills,
    tensions,
    titles,
)
from shared.sync.queries import find_states

# A rebuild shares the event loop with requests: rows are decoded a few milliseconds' worth at a time.
_IN_PARTS = {"yield_per": 500}

NamedT = TypeVar("NamedT", bound=tuple[Any, ...])


class OccupationRow(NamedTuple):
    code_rome: str
    label: str
    parent: str | None


class TitleRow(NamedTuple):
    code_rome: str
    label: str


class TraitRow(NamedTuple):
    """A skill (code_ogr) or a PCS of an occupation."""

    code_rome: str
    trait: str


class Cell(NamedTuple):
    """`tension`: 1 to 5; offers and job seekers are numbers of a year's average quarter."""

    code_rome: str
    bassin: str
    year: int
    tension: int | None
    offers: float | None
    job_seekers: float | None


class BassinPart(NamedTuple):
    """What a bassin has within one departement: communes, and people (None when unknown for all of them)."""

    bassin: str
    name: str | None
    departement: str | None
    region: str | None
    communes: int
    population: int | None


@dataclass(frozen=True, slots=True)
class IndexRows:
    """Lists are ordered by key; `datasets`: dataset -> its state in use."""

    occupations: list[OccupationRow]
    titles: list[TitleRow]
    skills: list[TraitRow]
    pcs: list[TraitRow]
    cells: list[Cell]
    bassin_parts: list[BassinPart]
    datasets: dict[str, dict[str, Any]]


async def load_index(connection: AsyncConnection) -> IndexRows:
    """Everything that the index needs; the connection holds the snapshot."""
    occupation, title, skill, cell = occupations.c, titles.c, skills.c, tensions.c
    return IndexRows(
        occupations=await _all(
            connection,
            OccupationRow._make,
            select(occupation.code_rome, occupation.label, occupation.parent).order_by(occupation.code_rome),
        ),
        titles=await _all(
            connection,
            TitleRow._make,
            select(title.code_rome, title.label).order_by(title.code_rome, title.code_ogr),
        ),
        skills=await _all(
            connection,
            TraitRow._make,
            select(skill.code_rome, skill.code_ogr).order_by(skill.code_rome, skill.code_ogr),
        ),
        pcs=await _all(
            connection,
            TraitRow._make,
            select(pcs.c.code_rome, pcs.c.pcs).distinct().order_by(pcs.c.code_rome, pcs.c.pcs),
        ),
        cells=await _all(
            connection,
            Cell._make,
            select(
                cell.code_rome, cell.bassin, cell.year, cell.tension, cell.offers, cell.job_seekers
            ).order_by(cell.code_rome, cell.bassin),
        ),
        bassin_parts=await _find_bassin_parts(connection),
        datasets=await find_states(connection, SYNC, TARGETS),
    )


async def _find_bassin_parts(connection: AsyncConnection) -> list[BassinPart]:
    commune = bassin_communes.c
    within = (commune.bassin, commune.departement, commune.region)
    statement = (
        select(
            commune.bassin,
            func.min(commune.bassin_name),
            commune.departement,
            commune.region,
            func.count(),
            func.sum(commune.population),
        )
        .group_by(*within)
        .order_by(*within)
    )
    parts = await _all(connection, BassinPart._make, statement)
    # MariaDB sums integers as decimals
    return [
        part._replace(population=None if part.population is None else int(part.population)) for part in parts
    ]


async def _all(
    connection: AsyncConnection, make: Callable[[Any], NamedT], statement: Select[Any]
) -> list[NamedT]:
    result = await connection.stream(statement, execution_options=_IN_PARTS)
    rows: list[NamedT] = []
    async for part in result.partitions():
        rows += map(make, part)
    return rows
