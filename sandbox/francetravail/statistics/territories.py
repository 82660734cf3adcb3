"""The territories of the statistics: the country, regions, departements, bassins (BMO) and EPCI.

The bassins are those of bundled/bassins.csv. The EPCI are fictional, one per bassin, with codes that no real
one has (they start with 9).
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sandbox.francetravail.geography import Area, Geography
from sandbox.tables import read_rows

TYPES: Mapping[str, str] = {
    "NAT": "France",
    "REG": "Région",
    "DEP": "Département",
    "BASBMO": "Bassin d'emploi BMO",
    "EPCI": "Etablissement public de coopération intercommunale",
}


@dataclass(frozen=True)
class Territory:
    """`parent` is the region of a departement, the country of a region; `population` is people."""

    kind: str
    code: str
    label: str
    population: int
    parent: str = ""


@dataclass(frozen=True)
class Commune:
    """A commune with what it is a part of."""

    code: str
    label: str
    departement: str
    region: str
    bassin: str
    epci: str


@dataclass(frozen=True)
class Territories:
    rows: tuple[Territory, ...]
    communes: tuple[Commune, ...]

    @cached_property
    def by_key(self) -> dict[tuple[str, str], Territory]:
        return {(one.kind, one.code): one for one in self.rows}

    @cached_property
    def commune(self) -> dict[str, Commune]:
        return {one.code: one for one in self.communes}

    def find(self, kind: str) -> list[Territory]:
        """All of one kind."""
        return [one for one in self.rows if one.kind == kind]


def read_territories(folder: Path, geography: Geography) -> Territories:
    """From bundled/bassins.csv and the geography; the three cities with arrondissements count as communes."""
    bassins = {row["code_insee"]: row for row in read_rows(folder / "bassins.csv")}
    epci = {
        code: f"9{rank:08d}" for rank, code in enumerate(sorted({row["bassin"] for row in bassins.values()}))
    }
    communes, people, names = [], Counter[str](), dict[str, str]()
    for code, label, departement, population in _list_communes(geography):
        if (row := bassins.get(code)) is None:
            continue
        bassin = row["bassin"]
        names[bassin] = row["bassin_name"]
        people[bassin] += population
        communes.append(Commune(code, label, departement.code, departement.region, bassin, epci[bassin]))
    areas = [
        Territory("NAT", "FR", "France", int(geography.population.sum())),
        *(Territory("REG", one.code, one.name, one.population, "FR") for one in geography.regions),
        *(Territory("DEP", one.code, one.name, one.population, one.region) for one in geography.departements),
        *(Territory("BASBMO", code, names[code], people[code]) for code in sorted(names)),
        *(Territory("EPCI", epci[code], f"EPCI fictif {epci[code]}", people[code]) for code in sorted(names)),
    ]
    return Territories(tuple(areas), tuple(communes))


def _list_communes(geography: Geography) -> Iterator[tuple[str, str, Area, int]]:
    """Code, name, departement and people of each commune, the arrondissements put together."""
    merged = {position for city in geography.cities.values() for position in city}
    for position, code in enumerate(geography.codes):
        if position not in merged:
            yield (
                code,
                geography.names[position],
                _departement(geography, position),
                int(geography.population[position]),
            )
    for code, city in geography.cities.items():
        label = geography.names[city[0]].split(" 1er")[0]
        yield code, label, _departement(geography, city[0]), int(geography.population[list(city)].sum())


def _departement(geography: Geography, position: int) -> Area:
    return geography.departements[int(geography.departement[position])]
