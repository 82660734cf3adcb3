"""The bundled regions, of today and of before 2015, and departements."""

import pytest

from tests.bundled.files import communes, read_table


def test_there_are_18_regions_101_departements_and_27_former_regions():
    sizes = [len(read_table(name)) for name in ("regions.csv", "departements.csv", "former_regions.csv")]
    assert sizes == [18, 101, 27]


@pytest.mark.parametrize("name", ["regions.csv", "departements.csv", "former_regions.csv"])
def test_codes_are_unique_and_in_order(name: str):
    codes = [row["code"] for row in read_table(name)]
    assert codes == sorted(set(codes))


def test_departements_and_former_regions_lead_to_regions_of_today():
    regions = {row["code"] for row in read_table("regions.csv")}
    assert {row["region"] for row in read_table("departements.csv")} == regions
    assert {row["successor"] for row in read_table("former_regions.csv")} == regions


def test_a_region_that_kept_its_code_is_its_own_successor():
    regions = {row["code"] for row in read_table("regions.csv")}
    kept = [row for row in read_table("former_regions.csv") if row["code"] in regions]
    assert len(kept) == 11
    assert all(row["code"] == row["successor"] for row in kept)


@pytest.mark.parametrize(("name", "column"), [("regions.csv", "region"), ("departements.csv", "departement")])
def test_population_and_area_are_the_sums_of_the_communes(name: str, column: str):
    for row in read_table(name):
        members = [commune for commune in communes().values() if commune[column] == row["code"]]
        assert int(row["population"]) == sum(int(commune["population"]) for commune in members)
        assert float(row["area_km2"]) == pytest.approx(sum(float(commune["area_km2"]) for commune in members))


def test_known_facts():
    regions = {row["code"]: row for row in read_table("regions.csv")}
    assert regions["53"]["name"] == "Bretagne"
    assert 3_400_000 < int(regions["53"]["population"]) < 3_500_000
    assert float(regions["03"]["area_km2"]) == pytest.approx(83_800, rel=0.01)  # Guyane
