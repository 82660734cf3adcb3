"""GET /api/v1/cities/{code_insee}"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cities.france import ROWS, commune
from tests.cities.running import Cities, running_cities
from tests.servers.mariadb import MariaDB

RENNES = "/api/v1/cities/35238"
PARIS_1 = "/api/v1/cities/75101"


def themes(sheet):
    return {theme["theme"]: theme["total"] for theme in sheet["equipment"]["themes"]}


async def test_a_sheet_says_who_the_town_is(both_cities: Cities):
    sheet = await both_cities.get(RENNES)
    assert sheet["name"] == "Rennes"
    assert sheet["departement"] == {"code": "35", "name": "Ille-et-Vilaine"}
    assert sheet["region"] == {"code": "53", "name": "Bretagne"}
    assert sheet["postal_codes"] == ["35000", "35200", "35700"]
    assert (sheet["population"], sheet["density_per_km2"]) == (225_000, 4_500.0)
    assert (sheet["size"], sheet["environments"]) == ("metropolis", [])
    assert (sheet["asked"], sheet["parent"], sheet["from_city"], sheet["incomplete"]) == (None, None, [], [])


async def test_a_sheet_tells_of_housing_with_the_level_of_each_figure(both_cities: Cities):
    housing = (await both_cities.get(RENNES))["housing"]
    assert housing["rent_m2"] == 14.5
    assert [(rent["dwelling"], rent["level"]) for rent in housing["rents"]] == [
        ("apartment", "commune"),
        ("house", "maille"),
    ]
    assert housing["typical_rents"] == {"rent_two_rooms": 650.0, "rent_four_rooms": 1_100.0}
    assert housing["price"] == {"price_m2": 3_900.0, "sales": 4_200, "level": "commune"}
    assert (housing["social_dwellings"], housing["social_dwellings_per_10k"]) == (29_000, 1_288.9)
    assert (housing["zoning_abc"], housing["zoning_tlv"]) == ("B1", "tight")


async def test_a_sheet_counts_equipment_by_theme(both_cities: Cities):
    sheet = await both_cities.get(RENNES)
    assert themes(sheet) == {"enseignement": 20, "sante": 325, None: 3}
    sante = sheet["equipment"]["themes"][1]
    assert sante["per_10k"] == 14.4
    assert [kind["label"] for kind in sante["types"]] == ["Médecin généraliste", "Pharmacie"]


async def test_themes_stand_beside_the_towns_of_the_same_size(both_cities: Cities):
    equipment = (await both_cities.get(RENNES))["equipment"]
    assert equipment["same_size_towns"] == 2
    assert [(theme["theme"], theme["same_size_per_10k"]) for theme in equipment["themes"]] == [
        ("enseignement", 0.4),
        ("sante", 9.4),
        (None, 0.1),
    ]


async def test_a_sheet_tells_of_the_bassin_and_the_climate(cities: Cities):
    sheet = await cities.get(RENNES)
    assert (sheet["bassin"]["id"], sheet["bassin"]["name"], sheet["bassin"]["communes"]) == (
        "5315",
        "Rennes",
        1,
    )
    assert [sector["sector"] for sector in sheet["bassin"]["sectors"]] == ["Santé", "Commerce", "Agriculture"]
    assert sheet["climate"] == {"winter": 6.1, "spring": 11.4, "summer": 18.6, "autumn": None}


async def test_an_occupation_adds_its_tension_and_its_offers(both_cities: Cities):
    sheet = await both_cities.get(f"{RENNES}?rome=J1102")
    assert sheet["tension"] == {"rome": "J1102", "tension": 1, "year": 2021}
    assert sheet["offers"] == {"count": 100, "occupation_count": 40, "level": "commune"}
    assert sheet["sample"] is True
    assert (await both_cities.get(RENNES))["sample"] is False


async def test_offers_are_the_bassins_where_none_are_known_of_the_town(both_cities: Cities):
    offers = (await both_cities.get("/api/v1/cities/35288?rome=K1302"))["offers"]
    assert offers == {"count": 37, "occupation_count": None, "level": "bassin"}


async def test_a_price_of_the_departement_is_told_as_such(cities: Cities):
    housing = (await cities.get("/api/v1/cities/29019"))["housing"]
    assert housing["price"] == {"price_m2": 2_100.0, "sales": None, "level": "departement"}
    assert housing["rent_m2"] == 9.9


async def test_waiting_times_are_those_of_all_the_regions_it_may_be(cities: Cities):
    waiting = (await cities.get("/api/v1/cities/65258"))["housing"]["social_waiting_times"]
    assert [(one["name"], one["months"]) for one in waiting] == [
        ("Midi-Pyrénées", 8.0),
        ("Languedoc-Roussillon", 14.5),
    ]


async def test_what_is_unknown_is_null_and_has_no_source(cities: Cities):
    sheet = await cities.get("/api/v1/cities/65258?rome=J1102")
    unknown = (
        "population",
        "density_per_km2",
        "altitude_m",
        "size",
        "bassin",
        "offers",
        "equipment",
        "climate",
    )
    assert {sheet[name] for name in unknown} == {None}
    assert sheet["tension"] == {"rome": "J1102", "tension": None, "year": 2021}
    assert [source["dataset"] for source in sheet["sources"]] == [
        "cities",
        "tensions",
        "departements",
        "social-housing-delays",
    ]


async def test_a_former_code_answers_with_its_successor(both_cities: Cities):
    sheet = await both_cities.get("/api/v1/cities/29184")
    assert (sheet["code_insee"], sheet["name"], sheet["asked"]) == ("29019", "Brest", "29184")


async def test_an_arrondissement_has_its_own_figures_and_its_citys_marked_as_such(both_cities: Cities):
    sheet = await both_cities.get(PARIS_1)
    assert (sheet["kind"], sheet["parent"]["code_insee"], sheet["asked"]) == ("arrondissement", "75056", None)
    assert (sheet["population"], sheet["postal_codes"]) == (15_900, ["75001"])
    assert sheet["housing"]["rent_m2"] == 33.0
    assert sheet["housing"]["price"]["price_m2"] == 9_800.0
    assert sorted(sheet["from_city"]) == ["equipment", "housing.price", "housing.zoning_abc"]
    assert sheet["bassin"]["id"] == "1107"


async def test_a_citys_equipment_is_divided_by_the_citys_people(cities: Cities):
    paris, first = await cities.get("/api/v1/cities/75056"), await cities.get(PARIS_1)
    assert first["equipment"]["per_10k"] == paris["equipment"]["per_10k"] == 4.3


async def test_an_unknown_town_is_not_found_and_a_malformed_code_is_refused(cities: Cities):
    missing = await cities.get("/api/v1/cities/35999", status=404)
    assert "35999" in missing["detail"]
    refused = await cities.get("/api/v1/cities/3523", status=422)
    assert refused["errors"][0]["parameter"] == "code_insee"
    refused = await cities.get(f"{RENNES}?rome=nurse&lang=fr", status=422)
    assert [error["parameter"] for error in refused["errors"]] == ["rome", "lang"]


async def test_a_sheet_is_cached_by_etag(cities: Cities):
    first = await cities.ask(RENNES)
    assert first.headers["Cache-Control"].startswith("public")
    again = await cities.ask(RENNES, status=304, headers={"If-None-Match": first.headers["ETag"]})
    assert await again.read() == b""


async def test_no_town_is_known_before_the_first_import(empty_cities: Cities):
    problem = await empty_cities.get(RENNES, status=503)
    assert "imported" in problem["detail"]


async def test_without_tensions_the_sheet_says_so_and_is_not_cached(cities: Cities, tmp_path: Path):
    url = f"sqlite+aiosqlite:///{tmp_path / 'other.db'}"
    async with running_cities(url, tensions_status=503) as other:
        await other.fill({name: ROWS[name] for name in ("regions", "departements", "cities", "bassins")})
        response = await other.ask(f"{RENNES}?rome=J1102")
        sheet = await response.json()
    assert (sheet["tension"], sheet["incomplete"]) == (None, ["tension"])
    assert response.headers["Cache-Control"] == "no-store"


@pytest.fixture(scope="module")
def own_mariadb(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MariaDB]:
    """A server that nobody else misses."""
    server = MariaDB(tmp_path_factory.mktemp("mariadb"))
    server.start()
    yield server
    server.kill9()


async def test_without_the_database_a_sheet_has_what_memory_has(own_mariadb: MariaDB):
    async with running_cities(own_mariadb.create_database("cities")) as cities:
        await cities.fill(ROWS)
        own_mariadb.kill9()
        response = await cities.ask(f"{RENNES}?rome=J1102")
        sheet = await response.json()
        assert sheet["incomplete"] == ["identity", "offers", "housing", "equipment"]
        assert response.headers["Cache-Control"] == "no-store"
        assert (sheet["name"], sheet["population"], sheet["postal_codes"]) == ("Rennes", 225_000, None)
        assert (sheet["tension"]["tension"], sheet["climate"]["summer"]) == (1, 18.6)
        assert (sheet["housing"]["rent_m2"], sheet["housing"]["price"]) == (14.5, None)
        assert (await cities.get("/api/v1/cities?rome=J1102"))["total"] == 5
        assert (await cities.get("/api/v1/bassins/5315"))["incomplete"] == ["offers"]
        own_mariadb.start()
        assert (await cities.get(RENNES))["incomplete"] == []


async def test_a_database_that_hangs_delays_a_sheet_by_little(own_mariadb: MariaDB):
    async with running_cities(own_mariadb.create_database("cities")) as cities:
        await cities.fill(ROWS)
        own_mariadb.pause()
        try:
            assert "housing" in (await cities.get(RENNES))["incomplete"]
        finally:
            own_mariadb.resume()
        assert (await cities.get(RENNES))["incomplete"] == []


async def test_new_data_are_on_the_sheet_without_a_restart(cities: Cities):
    renamed = [row for row in ROWS["cities"] if row["code_insee"] != "35238"]
    roazhon = commune("35238", "Roazhon", "35", "53", population=226_000)
    await cities.publish("cities", [*renamed, roazhon])
    assert (await cities.get(RENNES))["name"] == "Roazhon"
