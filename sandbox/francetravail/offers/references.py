"""The référentiels of Offres d'emploi: code and label of everything that a search can name."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from sandbox.francetravail.offers.traits import read_coded
from sandbox.francetravail.offers.whereabouts import capitals
from sandbox.francetravail.tables import read_own_rows
from sandbox.francetravail.world import World

Entries = list[dict[str, Any]]


@lru_cache(maxsize=32)
def labels(name: str) -> Mapping[str, str]:
    """The label of each code of data/<name>.csv."""
    return {row["code"]: row["libelle"] for row in read_own_rows(name)}


def _own(name: str) -> Callable[[World], Entries]:
    return lambda _: [{"code": one.code, "libelle": one.libelle} for one in read_coded(name) if one.code]


def _contracts(_: World) -> Entries:
    rows = read_own_rows("contracts")
    return [{"code": row["code"], "libelle": row["libelle"]} for row in rows if row["filterable"] == "1"]


def _communes(world: World) -> Entries:
    places = world.geography
    return [
        {
            "code": code,
            "libelle": capitals(places.names[position]),
            "codePostal": places.postal_codes[position][0],
            "codeDepartement": places.departements[places.departement[position]].code,
        }
        for position, code in enumerate(places.codes)
    ]


def _departements(world: World) -> Entries:
    regions = {one.code: one.name for one in world.geography.regions}
    return [
        {
            "code": one.code,
            "libelle": one.name,
            "region": {"code": one.region, "libelle": regions[one.region]},
        }
        for one in world.geography.departements
    ]


def _regions(world: World) -> Entries:
    return [{"code": one.code, "libelle": one.name} for one in world.geography.regions]


def _occupations(world: World) -> Entries:
    return [{"code": one.code, "libelle": one.label} for one in world.occupations.rows]


def _titles(world: World) -> Entries:
    return [
        {"code": title.code, "libelle": title.libelle}
        for occupation in world.occupations.rows
        for title in occupation.titles
    ]


REFERENCES: Mapping[str, Callable[[World], Entries]] = {
    "appellations": _titles,
    "communes": _communes,
    "continents": _own("continents"),
    "departements": _departements,
    "domaines": _own("domains"),
    "langues": _own("languages"),
    "metiers": _occupations,
    "nafs": _own("naf"),
    "naturesContrats": _own("natures"),
    "niveauxFormations": _own("education"),
    "pays": _own("countries"),
    "permis": _own("licences"),
    "regions": _regions,
    "secteursActivites": _own("sectors"),
    "themes": _own("themes"),
    "typesContrats": _contracts,
}
