"""The rows that places are suggested from, in one snapshot."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.cities import tables
from shared.json_rows import read_rows

PLACES = ("regions", "former-regions", "departements", "cities")

NamedT = TypeVar("NamedT", bound=tuple[Any, ...])


class CommunePlace(NamedTuple):
    """`parent`: the city of an arrondissement."""

    code_insee: str
    name: str
    parent: str | None
    departement: str
    region: str
    population: int | None
    postal_codes: Sequence[str]
    former_codes: Sequence[str]


class DepartementPlace(NamedTuple):
    code: str
    name: str
    region: str
    population: int | None


class RegionPlace(NamedTuple):
    code: str
    name: str
    population: int | None


class FormerRegionPlace(NamedTuple):
    code: str
    name: str
    successor: str


@dataclass(frozen=True, slots=True)
class PlaceRows:
    """Each ordered by code."""

    communes: Sequence[CommunePlace]
    departements: Sequence[DepartementPlace]
    regions: Sequence[RegionPlace]
    former_regions: Sequence[FormerRegionPlace]


async def load_places(connection: AsyncConnection) -> PlaceRows:
    """Everything that can be suggested; the connection holds the snapshot."""
    return PlaceRows(
        communes=await _find_all(connection, CommunePlace, tables.communes),
        departements=await _find_all(connection, DepartementPlace, tables.departements),
        regions=await _find_all(connection, RegionPlace, tables.regions),
        former_regions=await _find_all(connection, FormerRegionPlace, tables.former_regions),
    )


async def _find_all(connection: AsyncConnection, kind: type[NamedT], table: Table) -> list[NamedT]:
    """The columns that the fields are named for."""
    columns = [table.c[name] for name in kind.__annotations__]
    rows = await read_rows(connection, select(*columns), by=next(iter(table.primary_key)).name)
    return [kind._make(row) for row in rows]  # type: ignore[attr-defined]  # a NamedTuple
