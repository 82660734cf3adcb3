from hypothesis import given, settings
from hypothesis import strategies as st

from services.cities.columns.criteria import Environment, Size, environments_of, size_of
from services.cities.columns.prospects import find_prospects
from services.cities.search.occupation_rates import list_occupation_rates
from services.cities.search.region_rates import count_criteria, count_regions, rate_regions
from tests.cities.search.test_selection import ROME, build, levels, towns
from tests.cities.town_rows import tensions


@settings(deadline=None)
@given(st.lists(towns, min_size=1, max_size=30), levels)
def test_rates_are_those_counted_one_by_one(drawn, by_bassin):
    communes, plain = build(drawn)
    prospects = find_prospects(communes, tensions({ROME: by_bassin}), [ROME])
    for region in rate_regions(communes, prospects.levels):
        its = [row for row in plain if row["region"] == region.region.code]
        fitting = {rate.key: [row for row in its if rate.key in criteria_of(row)] for rate in region.criteria}
        assert set(fitting) == {*Environment, *Size}
        for rate, rows in [(region, its), *((rate, fitting[rate.key]) for rate in region.criteria)]:
            found = [by_bassin.get(row["bassin"], 0) for row in rows]
            known = sum(level > 0 for level in found)
            opportunities = sum(level >= 4 for level in found)
            share = round(opportunities / len(rows), 4) if known else None
            assert (rate.towns, rate.known, rate.opportunities) == (len(rows), known, opportunities)
            assert rate.share == share


@settings(deadline=None)
@given(st.lists(towns, min_size=1, max_size=30))
def test_criteria_and_regions_are_counted_over_all_towns(drawn):
    communes, plain = build(drawn)
    for criterion in count_criteria(communes.cells):
        assert criterion.towns == sum(criterion.key in criteria_of(row) for row in plain)
    for region in count_regions(communes):
        assert region.towns == sum(row["region"] == region.code for row in plain)


def criteria_of(row):
    facts = {name: row[name] for name in ("sea_distance_km", "altitude_m", "population")}
    return {*environments_of(**facts), size_of(row["population"])}


@settings(deadline=None)
@given(st.lists(towns, min_size=1, max_size=20), levels, levels)
def test_all_occupations_at_once_are_rated_as_each_alone(drawn, by_bassin, other):
    communes, _ = build(drawn)
    matrix = tensions({ROME: by_bassin, "G1602": other})
    at_once = {
        region.region.code: region.occupations for region in list_occupation_rates(communes, matrix, 4)
    }
    for rome in matrix.rome:
        prospects = find_prospects(communes, matrix, [rome])
        for alone in rate_regions(communes, prospects.levels):
            rate = at_once.get(alone.region.code, {}).get(rome)
            assert (rate and rate.share) == alone.share
            fitting = [criterion.key for criterion in alone.criteria if criterion.opportunities]
            assert (rate.criteria if rate else []) == fitting
