"""What can be suggested: communes, arrondissements, departements, regions, and what each is found by."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from services.cities.areas import Areas
from services.cities.queries.index import IndexRows

Kind = Literal["city", "departement", "region"]
Row = Mapping[str, Any]
Named = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PlaceName:
    """One suggestion. `text` finds it by name; `postal_codes` and `codes` (current and former) by number.

    `parent` is the city of an arrondissement.
    """

    kind: Kind
    code: str
    name: str
    label: str
    text: str
    codes: tuple[str, ...]
    postal_codes: tuple[str, ...] = ()
    departement: Named | None = None
    region: Named | None = None
    parent: Named | None = None
    population: int | None = None


def list_place_names(rows: IndexRows, regions: Areas, departements: Areas) -> list[PlaceName]:
    """Every place, most populated first."""
    names = [
        *_communes(rows, regions, departements),
        *_departements(rows, regions),
        *_regions(rows),
    ]
    return sorted(names, key=lambda place: -(place.population or 0))


def _communes(rows: IndexRows, regions: Areas, departements: Areas) -> Iterator[PlaceName]:
    names = {row["code_insee"]: row["name"] for row in rows.communes}
    for row in rows.communes:
        parent = row["parent"]
        departement = row["departement"]
        yield PlaceName(
            kind="city",
            code=row["code_insee"],
            name=row["name"],
            label=f"{row['name'].removesuffix(' Arrondissement')} ({departement})",
            text=row["name"],
            codes=(row["code_insee"], *row["former_codes"]),
            postal_codes=tuple(row["postal_codes"]),
            departement=departements.refer(departement),
            region=regions.refer(row["region"]),
            parent={"code": parent, "name": names.get(parent, parent)} if parent else None,
            population=row["population"],
        )


def _departements(rows: IndexRows, regions: Areas) -> Iterator[PlaceName]:
    for row in rows.departements:
        yield PlaceName(
            kind="departement",
            code=row["code"],
            name=row["name"],
            label=f"{row['name']} (département {row['code']})",
            text=row["name"],
            codes=(row["code"],),
            region=regions.refer(row["region"]),
            population=row["population"],
        )


def _regions(rows: IndexRows) -> Iterator[PlaceName]:
    current = {row["code"]: row for row in rows.regions}
    for row in rows.regions:
        yield _region(row, row["name"], row["name"])
    for former in rows.former_regions:
        successor = current.get(former["successor"])
        if successor is not None and former["name"] != successor["name"]:
            label = f"{successor['name']} (anciennement {former['name']})"
            yield _region(successor, former["name"], label)


def _region(row: Row, text: str, label: str) -> PlaceName:
    return PlaceName(
        kind="region",
        code=row["code"],
        name=row["name"],
        label=label,
        text=text,
        codes=(),
        population=row["population"],
    )
