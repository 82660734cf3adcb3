"""The places that the stand-in knows: communes, arrondissements, departements and regions.

Populations are people, areas km2, altitudes metres, coordinates degrees (WGS84).
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Literal, NamedTuple

from sandbox.tables import read_rows

Kind = Literal["commune", "arrondissement", "departement", "region"]

COMMUNE_CODE, DEPARTEMENT_CODE, REGION_CODE = "P374", "P2586", "P2585"
_CODES: dict[str, str] = {"departement": DEPARTEMENT_CODE, "region": REGION_CODE}
# One item on Wikidata, one page on Wikipedia: Paris, and the overseas regions of one departement.
_SAME = {"75": "75056", "971": "R01", "972": "R02", "973": "R03", "974": "R04", "976": "R06"}
_OF_CORSICA = ("2A", "2B")


class Place(NamedTuple):
    """`key` names it among all kinds; `codes` are its official codes, by Wikidata property.

    A tuple: 35,000 of them are there in a third of the time that dataclasses take.
    """

    position: int
    kind: Kind
    key: str
    name: str
    title: str
    departement: str
    region: str
    population: int
    latitude: float | None
    longitude: float | None
    area_km2: float | None
    altitude_m: int | None
    sea_distance_km: float | None
    codes: tuple[tuple[str, str], ...]
    former_codes: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        return self.codes[0][1]


@dataclass(frozen=True)
class Places:
    """`by_name` has every bare name with the positions of those that bear it."""

    rows: list[Place]
    by_key: dict[str, int]
    by_title: dict[str, int]
    by_code: dict[tuple[str, str], int]
    by_former_code: dict[str, int]
    by_name: dict[str, list[int]]


def read_places(folder: Path) -> Places:
    """From communes.csv, departements.csv and regions.csv."""
    departements = read_rows(folder / "departements.csv")
    regions = read_rows(folder / "regions.csv")
    communes = read_rows(folder / "communes.csv")
    labels = {row["code"]: row["name"] for row in departements}
    regional = {row["code"]: row["name"] for row in regions}
    shared = Counter(row["name"] for row in (*communes, *regions))
    position = count()
    found = [
        *_communes(communes, labels, regional, shared, position),
        *_departements(departements, regional, position),
        *_regions(regions, position),
    ]
    return _index(_share_items(found))


def _communes(
    rows: list[dict[str, str]],
    labels: dict[str, str],
    regional: dict[str, str],
    shared: Counter[str],
    position: Iterator[int],
) -> Iterator[Place]:
    for row in rows:
        name, departement = row["name"], labels[row["departement"]]
        alone = shared[name] == 1 or name == departement == "Paris"
        yield Place(
            position=next(position),
            kind="arrondissement" if row["parent"] else "commune",
            key=row["code_insee"],
            name=name,
            title=name if alone else f"{name} ({departement})",
            departement=departement,
            region=regional[row["region"]],
            population=int(row["population"] or 0),
            latitude=_number(row["latitude"]),
            longitude=_number(row["longitude"]),
            area_km2=_number(row["area_km2"]),
            altitude_m=int(float(row["altitude_m"])) if row["altitude_m"] else None,
            sea_distance_km=_number(row["sea_distance_km"]),
            codes=((COMMUNE_CODE, row["code_insee"]),),
            former_codes=tuple(row["former_codes"].split()),
        )


def _number(text: str) -> float | None:
    return float(text) if text else None


def _departements(
    rows: list[dict[str, str]], regional: dict[str, str], position: Iterator[int]
) -> Iterator[Place]:
    for row in rows:
        title, region = f"{row['name']} (département)", regional[row["region"]]
        yield _area(row, next(position), "departement", title, region)


def _regions(rows: list[dict[str, str]], position: Iterator[int]) -> Iterator[Place]:
    for row in rows:
        yield _area(row, next(position), "region", row["name"], row["name"])


def _area(row: dict[str, str], position: int, kind: Kind, title: str, region: str) -> Place:
    return Place(
        position=position,
        kind=kind,
        key=f"{kind[0].upper()}{row['code']}",
        name=row["name"],
        title=title,
        departement=row["name"],
        region=region,
        population=int(row["population"] or 0),
        latitude=None,
        longitude=None,
        area_km2=_number(row["area_km2"]),
        altitude_m=None,
        sea_distance_km=None,
        codes=((_CODES[kind], row["code"]),),
    )


def _share_items(places: list[Place]) -> list[Place]:
    """Give the code of a departement to the commune or region that is the same item; it stays in the list."""
    positions = {place.key: place.position for place in places}
    for departement, key in _SAME.items():
        if key in positions and f"D{departement}" in positions:
            position = positions[key]
            codes = (*places[position].codes, (DEPARTEMENT_CODE, departement))
            places[position] = places[position]._replace(codes=codes)
    return places


def _index(rows: list[Place]) -> Places:
    codes: dict[tuple[str, str], int] = {}
    names: dict[str, list[int]] = defaultdict(list)
    for place in rows:
        if place.kind != "departement" or place.code not in _SAME:
            names[place.name].append(place.position)
        for code in place.codes:
            if place.kind == "departement":
                codes.setdefault(code, place.position)
            else:
                codes[code] = place.position
    lone = [place for place in rows if codes[place.codes[0]] == place.position]
    return Places(
        rows=rows,
        by_key={place.key: place.position for place in rows},
        by_title={place.title: place.position for place in lone},
        by_code=codes,
        by_former_code={code: one.position for one in rows for code in one.former_codes if _merged(code)},
        by_name=dict(names),
    )


def _merged(code: str) -> bool:
    """Old codes of Corsica are no former communes: theirs still stand."""
    return not code.startswith("20")


def is_renumbered(place: Place) -> bool:
    """Whether its former code was its own: 20004 became 2A004."""
    return place.key.startswith(_OF_CORSICA)
