"""Every commune in memory, one array per fact: what searches are answered from."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

import numpy as np

from services.cities.columns.areas import Areas, number_areas
from services.cities.columns.cells import Cells, Mask, Traits, group_cells
from services.cities.columns.criteria import Environment, Size, environments_of, size_of
from services.cities.columns.distance import unit_vectors
from services.cities.columns.items import Town, encode_item
from services.cities.columns.likeness import Profiles, build_profiles
from services.cities.columns.offers import OfferColumns, build_offers
from services.cities.columns.orders import Floats, Order, Sort, sort_communes
from services.cities.queries.index import IndexRows
from shared.events.importer import Source, SourceRef, source_ref

_MEASURES = ("population", "latitude", "longitude", "altitude_m", "sea_distance_km", "rent_m2")
_ENVIRONMENTS = tuple(Environment)
_SIZES = {size: number for number, size in enumerate(Size)}


@dataclass(frozen=True, slots=True, eq=False)
class Communes:
    """One value per commune, in the order of the codes; arrondissements are not communes.

    Floats are NaN where unknown. `rent_m2` is the advertised rent of apartments, euros per m2 and month;
    where the map of rents has none, that of the 50 large cities. `vectors` are positions on the unit sphere,
    `profiles` what towns are compared by (see likeness). `position`: code -> index; `successors`:
    former codes and arrondissements -> the commune they belong to. `items[i]` is the JSON object of commune i
    without what depends on the occupation, not closed. `sources`: dataset -> where it comes from, if in use.
    """

    code_insee: Sequence[str]
    name: Sequence[str]
    population: Floats
    latitude: Floats
    longitude: Floats
    altitude_m: Floats
    sea_distance_km: Floats
    rent_m2: Floats
    vectors: Floats
    profiles: Profiles
    regions: Areas
    departements: Areas
    bassins: Areas
    traits: Traits
    cells: Cells
    orders: Mapping[Sort, Order]
    offers: OfferColumns
    position: Mapping[str, int]
    successors: Mapping[str, str]
    former_regions: Mapping[str, Mapping[str, Any]]
    items: Sequence[bytes]
    sources: Mapping[str, SourceRef]

    def __len__(self) -> int:
        return len(self.code_insee)

    def find(self, code_insee: str) -> int | None:
        """The commune of a code: current, former, or of an arrondissement."""
        code = code_insee if code_insee in self.position else self.successors.get(code_insee, "")
        return self.position.get(code)


def build_communes(rows: IndexRows) -> Communes:
    """The columns of a snapshot. Takes half a second for France: run it in a thread."""
    towns = _describe_towns(rows)
    measures = {name: _floats(town[name] for town in towns) for name in _MEASURES}
    position = {town["code_insee"]: index for index, town in enumerate(towns)}
    regions = number_areas(
        _names(rows.regions), {row["region"] for row in (*rows.communes, *rows.departements)}
    )
    departements = number_areas(_names(rows.departements), {row["departement"] for row in rows.communes})
    bassins = number_areas(rows.bassin_names, {town["bassin"] for town in towns if town["bassin"]})
    traits = Traits(
        region=regions.places(town["region"] for town in towns),
        departement=departements.places(town["departement"] for town in towns),
        bassin=bassins.places(town["bassin"] for town in towns),
        size=np.array([_SIZES.get(town["size"], len(_SIZES)) for town in towns], dtype=np.intp),
        environments=_flags(town["environments"] for town in towns),
    )
    cells = group_cells(traits, measures["rent_m2"])
    return Communes(
        code_insee=list(position),
        name=[town["name"] for town in towns],
        **measures,
        vectors=unit_vectors(measures["latitude"], measures["longitude"]),
        profiles=build_profiles(measures, traits.environments),
        regions=regions,
        departements=departements,
        bassins=bassins,
        traits=traits,
        cells=cells,
        orders=sort_communes(towns, cells.of),
        offers=build_offers(rows.offers, position, bassins.index),
        position=position,
        successors=_successors(rows.communes),
        former_regions={row["code"]: row for row in rows.former_regions},
        items=[encode_item(town, regions, departements, bassins) for town in towns],
        sources=_sources(rows.datasets),
    )


def _describe_towns(rows: IndexRows) -> list[Town]:
    """The communes, without arrondissements, with what other datasets say of them."""
    typical = {row["code_insee"]: row["rent_m2"] for row in rows.typical_rents}
    towns = []
    for row in sorted(rows.communes, key=itemgetter("code_insee")):
        if row["kind"] != "commune":
            continue
        code = row["code_insee"]
        rent_m2 = rows.apartment_rents.get(code, typical.get(code))
        towns.append(
            row
            | {
                "bassin": rows.bassin_of.get(code),
                "rent_m2": None if rent_m2 is None else round(rent_m2, 2),
                "environments": environments_of(
                    sea_distance_km=row["sea_distance_km"],
                    altitude_m=row["altitude_m"],
                    population=row["population"],
                ),
                "size": size_of(row["population"]),
            }
        )
    return towns


def _names(areas: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    return {area["code"]: area["name"] for area in areas}


def _floats(values: Iterable[float | None]) -> Floats:
    return np.array([math.nan if value is None else value for value in values], dtype=np.float64)


def _flags(environments: Iterable[Sequence[Environment]]) -> Mask:
    rows = [[environment in found for environment in _ENVIRONMENTS] for found in environments]
    return np.array(rows, dtype=np.bool_).reshape(-1, len(_ENVIRONMENTS))


def _successors(rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    successors = {}
    for row in rows:
        if row["parent"]:
            successors[row["code_insee"]] = row["parent"]
        for code in row["former_codes"]:
            successors[code] = row["parent"] or row["code_insee"]
    return successors


def _sources(datasets: Mapping[str, Mapping[str, Any]]) -> dict[str, SourceRef]:
    return {
        name: source_ref(name, Source.model_validate(state["source"]))
        for name, state in datasets.items()
        if state["source"]
    }
