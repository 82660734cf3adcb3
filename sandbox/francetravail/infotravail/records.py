"""The records of Info travail: pay by area and profession (PCS), market by area and occupation (ROME)."""

from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import lru_cache

from sandbox.francetravail.statistics.territories import Territory
from sandbox.francetravail.tables import read_own_json
from sandbox.francetravail.world import World
from sandbox.hashing import Draw

Record = tuple[str, ...]

MOST_RECORDS = 32_000
_AREA_TYPES = {"DEP": "D", "BASBMO": "B", "REG": "R", "NAT": "F"}
_AGES = {"1": "Moins de 35 ans", "2": "35 ans et plus"}
_NOT_AVAILABLE = "-2"
_UNTOLD_SHARE = 0.12
_SEASONAL_SHARE = 0.15


@dataclass(frozen=True)
class Resource:
    """`kind` is pay or market."""

    id: str
    name: str
    kind: str
    columns: list[str]


@lru_cache(maxsize=1)
def read_resources() -> dict[str, Resource]:
    """By identifier; from data/infotravail.json."""
    return {row["id"]: Resource(**row) for row in read_own_json("infotravail")}


def list_records(world: World, resource: Resource, codes: Set[str]) -> Iterator[Record]:
    """In the columns' order; only those of the areas and professions that `codes` names, if it does."""
    areas = [one for one in world.territories.rows if one.kind in _AREA_TYPES]
    areas = [one for one in areas if one.code in codes] or areas
    write = _list_pay if resource.kind == "pay" else _list_market
    for area in areas:
        yield from write(world, area, codes)


def _list_pay(world: World, area: Territory, codes: Set[str]) -> Iterator[Record]:
    professions = {code: name for code, name in world.pcs.items() if code in codes} or world.pcs
    for code, name in professions.items():
        for age, age_name in _AGES.items():
            draw = Draw(world.seed, "infotravail pay", area.kind, area.code, code, age)
            low = 1870 + draw.below(900) + (300 if age == "2" else 0)
            told = not draw.chance(_UNTOLD_SHARE)
            bounds = (
                (str(low), str(low + 150 + draw.below(900))) if told else (_NOT_AVAILABLE, _NOT_AVAILABLE)
            )
            yield (*_area(area), code, name, age, age_name, *bounds)


def _list_market(world: World, area: Territory, codes: Set[str]) -> Iterator[Record]:
    occupations = world.occupations.rows
    total = sum(one.weight for one in occupations)
    for one in [one for one in occupations if one.code in codes] or occupations:
        draw = Draw(world.seed, "infotravail market", area.kind, area.code, one.code)
        seekers = area.population * 0.08 * one.weight / total * (0.7 + 0.6 * draw.share())
        offers = seekers * (0.05 + 0.6 * draw.share())
        ratio = round(10 * offers / seekers) if seekers >= 1 else 0
        seasonal = draw.chance(_SEASONAL_SHARE)
        months = ("Y" if seasonal and draw.chance(0.3) else "N" for _ in range(12))
        figures = (seekers / 4, seekers, offers / 4, offers)
        yield (
            *_area(area),
            one.code,
            one.label,
            *(str(round(figure)) for figure in figures),
            str(ratio),
            "Y" if seasonal else "N",
            *months,
        )


def _area(area: Territory) -> tuple[str, str, str]:
    return _AREA_TYPES[area.kind], area.code, area.label
