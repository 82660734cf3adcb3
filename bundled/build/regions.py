"""The rows of departements.csv and regions.csv: names of the Code officiel géographique, sums of communes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bundled.build.communes import CommuneRow
from bundled.build.decoupage import Unit


@dataclass(frozen=True, slots=True)
class RegionRow:
    """People and square kilometres."""

    code: str
    name: str
    population: int
    area_km2: float


@dataclass(frozen=True, slots=True)
class DepartementRow:
    """People and square kilometres."""

    code: str
    name: str
    region: str
    population: int
    area_km2: float


def build_region_rows(regions: Sequence[Unit], communes: Sequence[CommuneRow]) -> Iterator[RegionRow]:
    for region in regions:
        members = [commune for commune in communes if commune.region == region["code"]]
        yield RegionRow(region["code"], region["nom"], *_sum(members))


def build_departement_rows(
    departements: Sequence[Unit], communes: Sequence[CommuneRow]
) -> Iterator[DepartementRow]:
    for departement in departements:
        members = [commune for commune in communes if commune.departement == departement["code"]]
        yield DepartementRow(departement["code"], departement["nom"], departement["region"], *_sum(members))


def _sum(members: Sequence[CommuneRow]) -> tuple[int, float]:
    """Population and area; the arrondissements are within their city and not counted again."""
    communes = [member for member in members if member.kind == "commune"]
    area = sum(commune.area_km2 or 0 for commune in communes)
    return sum(commune.population or 0 for commune in communes), round(area, 2)
