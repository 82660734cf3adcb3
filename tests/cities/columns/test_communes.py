import orjson

from services.cities.columns.communes import build_communes
from services.cities.columns.orders import Sort
from tests.cities.town_rows import index_rows, town

PARIS = town("75056", "Paris", population=2_100_000, region="11")
PARIS_1 = town("75101", "Paris 1er Arrondissement", kind="arrondissement", parent="75056", region="11")
MERGED = town("12218", "Conques-en-Rouergue", former_codes=["12076", "12114"], region="76")


def test_arrondissements_are_not_communes_but_lead_to_their_city():
    communes = build_communes(index_rows([PARIS, PARIS_1]))
    assert communes.code_insee == ["75056"]
    assert communes.find("75101") == communes.find("75056") == 0


def test_former_codes_lead_to_their_successor_and_unknown_ones_nowhere():
    communes = build_communes(index_rows([MERGED, PARIS]))
    assert communes.find("12076") == communes.find("12218") == 0
    assert communes.find("99999") is None


def test_a_code_that_is_current_again_is_its_own():
    again = town("12076", "Conques", region="76")
    communes = build_communes(index_rows([again, MERGED]))
    assert communes.name[communes.find("12076") or 0] == "Conques"


def test_rents_are_those_of_the_map_else_those_of_the_large_cities():
    rows = index_rows(
        [PARIS, MERGED, town("35238")], rents={"12218": 8.123}, typical_rents={"12218": 99.0, "75056": 31.13}
    )
    rents = [orjson.loads(item + b"}")["rent_m2"] for item in build_communes(rows).items]
    assert rents == [8.12, None, 31.13]


def test_areas_that_no_dataset_names_go_by_their_code():
    communes = build_communes(index_rows([PARIS], regions={}, departements={}))
    item = orjson.loads(communes.items[0] + b"}")
    assert item["departement"] == {"code": "75", "name": "75"}
    assert item["bassin"] is None


def test_nothing_imported_is_no_communes():
    communes = build_communes(index_rows([]))
    assert len(communes) == 0
    assert communes.orders[Sort.NAME].communes.tolist() == []


def test_cells_gather_communes_that_no_filter_tells_apart():
    twins = [town(f"35{number:03}", population=100 + number, sea_distance_km=3.0) for number in range(5)]
    communes = build_communes(index_rows([*twins, PARIS]))
    assert sorted(communes.cells.counts.tolist()) == [1, 5]


def test_sources_are_those_of_the_datasets_in_use():
    communes = build_communes(index_rows([PARIS], samples=["bassins"]))
    assert {name: source.sample for name, source in communes.sources.items()} == {
        "cities": False,
        "bassins": True,
        "rents": False,
        "offers": False,
    }
