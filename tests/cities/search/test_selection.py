"""The search of the columns against a plain one, row by row."""

import math
from collections import Counter
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from services.cities.columns.communes import Communes, build_communes
from services.cities.columns.criteria import RENT_CEILINGS_M2, Environment, Size, environments_of, size_of
from services.cities.columns.orders import Sort
from services.cities.columns.prospects import find_prospects
from services.cities.search.facets import Facet, count_facets
from services.cities.search.selection import Filters, Selection, rank_towns, select_cells
from shared.prefix_index import fold
from tests.cities.town_rows import index_rows, tensions, town

REGION_OF = {"59": "32", "62": "32", "35": "53", "2A": "94"}
BASSINS = ("3201", "3202", "5301")
ROME = "D1102"

towns = st.fixed_dictionaries(
    {
        "departement": st.sampled_from(sorted(REGION_OF)),
        "bassin": st.sampled_from((*BASSINS, None)),
        "name": st.sampled_from(("Évry", "Etaples", "Saint-Malo", "St Malo", "Yffiniac", "Élan")),
        "population": st.sampled_from((None, 0, 400, 20_000, 20_001, 50_001, 300_000)),
        "altitude_m": st.sampled_from((None, 0.0, 599.0, 600.0, 1200.0)),
        "sea_distance_km": st.sampled_from((None, 0.0, 30.0, 30.5, 200.0)),
        "rent_m2": st.sampled_from((None, 7.5, 8.0, 8.01, 10.0, 12.0, 26.0)),
    }
)
filters = st.fixed_dictionaries(
    {
        "regions": st.sets(st.sampled_from(("32", "53", "94"))),
        "departements": st.sets(st.sampled_from(sorted(REGION_OF))),
        "bassins": st.sets(st.sampled_from(BASSINS)),
        "environments": st.sets(st.sampled_from(Environment)),
        "sizes": st.sets(st.sampled_from(Size)),
        "min_tension": st.none() | st.integers(1, 5),
        "max_tension": st.none() | st.integers(1, 5),
        "max_rent_m2": st.none() | st.sampled_from((7.0, 10.0, 11.0)),
    }
)
SORTS = [sort for sort in Sort if sort is not Sort.MATCH]
levels = st.dictionaries(st.sampled_from(BASSINS), st.integers(0, 5))


def build(drawn: list[dict[str, Any]]) -> tuple[Communes, list[dict[str, Any]]]:
    plain = [
        row | {"code_insee": f"{row['departement']}{number:03}", "region": REGION_OF[row["departement"]]}
        for number, row in enumerate(drawn)
    ]
    rows = [
        town(**{name: value for name, value in row.items() if name not in {"bassin", "rent_m2"}})
        for row in plain
    ]
    bassins = {row["code_insee"]: row["bassin"] for row in plain if row["bassin"]}
    rents = {row["code_insee"]: row["rent_m2"] for row in plain if row["rent_m2"]}
    named = {bassin: bassin for bassin in BASSINS} | bassins
    everywhere = {code: ("", region) for code, region in REGION_OF.items()}
    regions = {"32": "", "53": "", "94": ""}
    return build_communes(
        index_rows(rows, bassins=named, rents=rents, departements=everywhere, regions=regions)
    ), plain


def select(communes: Communes, by_bassin: dict[str, int] | None, wanted: dict[str, Any]) -> Selection:
    prospects = find_prospects(communes, tensions({ROME: by_bassin or {}}), [ROME])
    indexed = Filters(
        regions=[communes.regions.index[code] for code in wanted["regions"]],
        departements=[communes.departements.index[code] for code in wanted["departements"]],
        bassins=[communes.bassins.index[code] for code in wanted["bassins"]],
        environments=[list(Environment).index(environment) for environment in wanted["environments"]],
        sizes=[list(Size).index(size) for size in wanted["sizes"]],
        min_tension=wanted["min_tension"],
        max_tension=wanted["max_tension"],
        max_rent_m2=wanted["max_rent_m2"],
    )
    return select_cells(communes.cells, communes.rent_m2, prospects.levels, indexed)


def values_of(row: dict[str, Any], by_bassin: dict[str, int]) -> dict[Facet, set[Any]]:
    facts = {name: row[name] for name in ("sea_distance_km", "altitude_m", "population")}
    return {
        Facet.REGION: {row["region"]},
        Facet.DEPARTEMENT: {row["departement"]},
        Facet.ENVIRONMENT: set(environments_of(**facts)),
        Facet.SIZE: {size_of(row["population"])} - {None},
        Facet.TENSION: {by_bassin.get(row["bassin"], 0)} - {0},
        Facet.RENT: {most for most in RENT_CEILINGS_M2 if affordable(row, most)},
    }


def affordable(row: dict[str, Any], most: float) -> bool:
    return row["rent_m2"] is not None and row["rent_m2"] <= most


def fits(row: dict[str, Any], by_bassin: dict[str, int], wanted: dict[str, Any], but: Facet | None) -> bool:
    values = values_of(row, by_bassin)
    chosen = {
        Facet.REGION: wanted["regions"],
        Facet.DEPARTEMENT: wanted["departements"],
        Facet.ENVIRONMENT: wanted["environments"],
        Facet.SIZE: wanted["sizes"],
        Facet.TENSION: set(),
        Facet.RENT: set(),
    }
    if wanted["min_tension"] is not None or wanted["max_tension"] is not None:
        chosen[Facet.TENSION] = {*range(wanted["min_tension"] or 1, (wanted["max_tension"] or 5) + 1), "some"}
    if any(chosen[facet] and not chosen[facet] & values[facet] for facet in Facet if facet != but):
        return False
    if wanted["bassins"] and row["bassin"] not in wanted["bassins"]:
        return False
    limit = wanted["max_rent_m2"]
    return limit is None or but is Facet.RENT or affordable(row, limit)


def place_of(row: dict[str, Any], by_bassin: dict[str, int], sort: Sort) -> tuple[Any, ...]:
    def last_if_unknown(value: float | None, sign: int = 1) -> float:
        return math.inf if value is None else sign * value

    most_populated = last_if_unknown(row["population"], -1)
    key = {
        Sort.TENSION: most_populated,
        Sort.POPULATION: most_populated,
        Sort.SEA: last_if_unknown(row["sea_distance_km"]),
        Sort.ALTITUDE: last_if_unknown(row["altitude_m"], -1),
        Sort.RENT: last_if_unknown(row["rent_m2"]),
        Sort.NAME: fold(row["name"]),
    }[sort]
    return (-by_bassin.get(row["bassin"], 0), key, most_populated, row["code_insee"])


@settings(deadline=None)
@given(st.lists(towns, min_size=1, max_size=40), levels, filters, st.sampled_from(SORTS), st.integers(1, 7))
def test_towns_are_filtered_and_ordered_as_one_by_one(drawn, by_bassin, wanted, sort, per_page):
    communes, plain = build(drawn)
    selection = select(communes, by_bassin, wanted)
    expected = sorted(
        (row for row in plain if fits(row, by_bassin, wanted, None)),
        key=lambda row: place_of(row, by_bassin, sort),
    )
    order = communes.orders[sort]
    pages = [
        rank_towns(selection, order, start, start + per_page)
        for start in range(0, len(plain) + per_page, per_page)
    ]
    found = [communes.code_insee[town] for page in pages for town in page]
    assert found == [row["code_insee"] for row in expected]
    assert selection.total == len(expected)


@settings(deadline=None)
@given(st.lists(towns, min_size=1, max_size=40), levels, filters)
def test_facets_count_as_one_by_one_without_their_own_filter(drawn, by_bassin, wanted):
    communes, plain = build(drawn)
    selection = select(communes, by_bassin, wanted)
    for facet in Facet:
        counted = Counter(
            str(value)
            for row in plain
            if fits(row, by_bassin, wanted, facet)
            for value in values_of(row, by_bassin)[facet]
        )
        assert count_facets(communes, selection, [facet]) == {facet: dict(counted)}


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 6_000), st.integers(1, 100))
def test_a_page_deep_in_many_towns_is_where_it_should_be(start, per_page):
    communes, by_bassin = MANY
    selection = select(communes, by_bassin, NO_FILTER)
    order = communes.orders[Sort.POPULATION]
    whole = rank_towns(selection, order, 0, len(communes))
    assert rank_towns(selection, order, start, start + per_page).tolist() == whole.tolist()[start:][:per_page]


NO_FILTER: dict[str, Any] = {
    **{name: set() for name in ("regions", "departements", "bassins", "environments", "sizes")},
    **dict.fromkeys(("min_tension", "max_tension", "max_rent_m2")),
}


def _many() -> tuple[Communes, dict[str, int]]:
    rows = [town(f"{number:05}", population=number % 997) for number in range(1_000, 6_000)]
    bassins = {row["code_insee"]: BASSINS[number % 3] for number, row in enumerate(rows) if number % 5}
    return build_communes(index_rows(rows, bassins=bassins)), {"3201": 5, "3202": 2}


MANY = _many()
