"""What can be suggested: communes, arrondissements, departements, regions, and what each is found by."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from services.cities.queries.places import PlaceRows, RegionPlace

Kind = Literal["city", "departement", "region"]
Named = Mapping[str, str]


class PlaceName(NamedTuple):
    """One suggestion. `text` finds it by name; `postal_codes`, `former_codes` and, unless it is a region,
    `code` by number. `parent` is the city of an arrondissement.
    """

    kind: Kind
    code: str
    name: str
    label: str
    text: str
    former_codes: Sequence[str] = ()
    postal_codes: Sequence[str] = ()
    departement: Named | None = None
    region: Named | None = None
    parent: Named | None = None
    population: int | None = None


def list_place_names(rows: PlaceRows) -> list[PlaceName]:
    """Every place, most populated first."""
    regions = _References({row.code: row.name for row in rows.regions})
    names = [*_communes(rows, regions), *_departements(rows, regions), *_regions(rows)]
    return sorted(names, key=lambda place: -(place.population or 0))


class _Shared(dict[tuple[str, ...], tuple[str, ...]]):
    """One tuple for all that are equal: what is kept for long is few objects."""

    def __missing__(self, codes: tuple[str, ...]) -> tuple[str, ...]:
        self[codes] = codes
        return codes


class _References(dict[str, Named]):
    """Code -> what answers name an area by, one object for all that refer to it."""

    def __init__(self, names: Mapping[str, str]) -> None:
        super().__init__({code: {"code": code, "name": name} for code, name in names.items()})

    def __missing__(self, code: str) -> Named:
        self[code] = {"code": code, "name": code}
        return self[code]


def _communes(rows: PlaceRows, regions: _References) -> Iterator[PlaceName]:
    departements = _References({row.code: row.name for row in rows.departements})
    parents = {row.parent for row in rows.communes}
    cities = _References({row.code_insee: row.name for row in rows.communes if row.code_insee in parents})
    shared = _Shared()
    for row in rows.communes:
        yield PlaceName(
            kind="city",
            code=row.code_insee,
            name=row.name,
            label=f"{row.name.removesuffix(' Arrondissement')} ({row.departement})",
            text=row.name,
            former_codes=row.former_codes or (),
            postal_codes=shared[tuple(row.postal_codes)],
            departement=departements[row.departement],
            region=regions[row.region],
            parent=cities[row.parent] if row.parent else None,
            population=row.population,
        )


def _departements(rows: PlaceRows, regions: _References) -> Iterator[PlaceName]:
    for row in rows.departements:
        yield PlaceName(
            kind="departement",
            code=row.code,
            name=row.name,
            label=f"{row.name} (département {row.code})",
            text=row.name,
            region=regions[row.region],
            population=row.population,
        )


def _regions(rows: PlaceRows) -> Iterator[PlaceName]:
    current = {row.code: row for row in rows.regions}
    for row in rows.regions:
        yield _region(row, row.name, row.name)
    for former in rows.former_regions:
        successor = current.get(former.successor)
        if successor is not None and former.name != successor.name:
            label = f"{successor.name} (anciennement {former.name})"
            yield _region(successor, former.name, label)


def _region(row: RegionPlace, text: str, label: str) -> PlaceName:
    return PlaceName(
        kind="region",
        code=row.code,
        name=row.name,
        label=label,
        text=text,
        population=row.population,
    )
