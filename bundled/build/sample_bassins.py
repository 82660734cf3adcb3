"""Sample bassins: each commune goes to the town that attracts it most, within its region.

No openly packaged source gives the real bassins d'emploi (BMO); these have their size and number only.
"""

import csv
import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

# Together these give 400 bassins of 66,000, 104,000 and 166,000 people (quartiles); the real zoning (BE19)
# has 403, of 67,000, 108,000 and 190,000.
MIN_TOWN_PEOPLE = 10_000
SPACING_KM = 11.0
# A town of 1,000,000 people attracts from 1.6 times as far as one of 10,000.
ATTRACTION = 0.1
_KM_PER_DEGREE = 111.2
_ARTICLES = {"Le ": "du ", "Les ": "des "}


@dataclass(frozen=True, slots=True)
class Place:
    """A commune; degrees (WGS84) and people."""

    code_insee: str
    name: str
    departement: str
    region: str
    population: int
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class BassinRow:
    """A row of bassins.csv."""

    code_insee: str
    bassin: str
    bassin_name: str


def read_places(path: Path) -> list[Place]:
    """The communes of communes.csv, without the arrondissements; KeyError when a column is missing."""
    with path.open(encoding="utf-8", newline="") as file:
        return [_to_place(row) for row in csv.DictReader(file) if row["kind"] == "commune"]


def count_people(places: Sequence[Place], bassins: Sequence[BassinRow]) -> Counter[str]:
    """People per bassin."""
    population = {place.code_insee: place.population for place in places}
    people: Counter[str] = Counter()
    for row in bassins:
        people[row.bassin] += population[row.code_insee]
    return people


def build_bassin_rows(places: Sequence[Place]) -> list[BassinRow]:
    """One row per commune, in the order of the codes."""
    towns = choose_towns(places)
    ids = {town.code_insee: f"X{rank:03}" for rank, town in enumerate(towns, 1)}
    names = _name_bassins(towns)
    candidates = _by_region(towns)
    rows = []
    for place in sorted(places, key=lambda place: place.code_insee):
        town = find_town(place, candidates[place.region])
        rows.append(BassinRow(place.code_insee, ids[town.code_insee], names[town.code_insee]))
    return rows


def choose_towns(places: Sequence[Place]) -> list[Place]:
    """The centres, by code: the towns that no larger centre of their region stands close to."""
    chosen: dict[str, list[Place]] = defaultdict(list)
    towns = [place for place in places if place.population >= MIN_TOWN_PEOPLE]
    for place in sorted(towns, key=lambda place: (-place.population, place.code_insee)):
        centres = chosen[place.region]
        if all(distance_km(place, centre) >= SPACING_KM * _pull(centre) for centre in centres):
            centres.append(place)
    return sorted((town for centres in chosen.values() for town in centres), key=lambda town: town.code_insee)


def find_town(place: Place, towns: Sequence[Place]) -> Place:
    """The nearest town, distances counting less towards the populous ones."""
    return min(towns, key=lambda town: (distance_km(place, town) / _pull(town), town.code_insee))


def distance_km(one: Place, other: Place) -> float:
    """On a flat map, which is near enough within a region."""
    east = (one.longitude - other.longitude) * math.cos(math.radians((one.latitude + other.latitude) / 2))
    return _KM_PER_DEGREE * math.hypot(one.latitude - other.latitude, east)


def _pull(town: Place) -> float:
    return math.pow(town.population / MIN_TOWN_PEOPLE, ATTRACTION)


def _by_region(towns: Sequence[Place]) -> dict[str, list[Place]]:
    regions: dict[str, list[Place]] = defaultdict(list)
    for town in towns:
        regions[town.region].append(town)
    return regions


def _name_bassins(towns: Sequence[Place]) -> dict[str, str]:
    """Towns of the same name are told apart by their departement."""
    same = Counter(town.name for town in towns)
    return {
        town.code_insee: f"Bassin d’exemple {_of(town.name)}"
        + (f" ({town.departement})" if same[town.name] > 1 else "")
        for town in towns
    }


def _of(name: str) -> str:
    """du Mans, des Ulis, d’Angers, de Lyon"""
    for article, contracted in _ARTICLES.items():
        if name.startswith(article):
            return contracted + name.removeprefix(article)
    return f"d’{name}" if name[0] in "AEIOUYÉÈÊÎŒH" else f"de {name}"


def _to_place(row: dict[str, str]) -> Place:
    return Place(
        code_insee=row["code_insee"],
        name=row["name"],
        departement=row["departement"],
        region=row["region"],
        population=int(row["population"] or 0),
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
    )
