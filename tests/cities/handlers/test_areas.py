"""GET /api/v1/regions, /departements and /bassins"""

from tests.cities.france import ROWS
from tests.cities.running import Cities
from tests.waiting import until


async def test_regions_are_listed_with_their_departements_and_towns(cities: Cities):
    regions = (await cities.get("/api/v1/regions"))["items"]
    assert [region["name"] for region in regions] == ["Île-de-France", "Bretagne", "Occitanie"]
    bretagne = regions[1]
    assert [departement["name"] for departement in bretagne["departements"]] == [
        "Finistère",
        "Ille-et-Vilaine",
    ]
    assert [town["name"] for town in bretagne["biggest_towns"]] == ["Rennes", "Brest", "Saint-Malo"]
    assert (bretagne["communes"], bretagne["density_per_km2"]) == (3, 125.0)


async def test_a_region_names_its_sources(cities: Cities):
    region = await cities.get("/api/v1/regions/53")
    assert (region["name"], region["asked"], region["sample"]) == ("Bretagne", None, False)
    assert {"regions", "cities"} <= {source["dataset"] for source in region["sources"]}


async def test_a_region_of_before_2015_answers_with_its_successor(cities: Cities):
    region = await cities.get("/api/v1/regions/73")
    assert (region["code"], region["asked"]) == ("76", "73")
    assert [former["name"] for former in region["former_regions"]] == [
        "Midi-Pyrénées",
        "Languedoc-Roussillon",
    ]
    assert [waiting["months"] for waiting in region["social_waiting_times"]] == [8.0, 14.5]


async def test_departements_are_listed(cities: Cities):
    departements = (await cities.get("/api/v1/departements"))["items"]
    assert [departement["code"] for departement in departements] == ["29", "35", "65", "75"]
    assert departements[2]["density_per_km2"] is None


async def test_a_departement_tells_what_it_is_made_of_and_what_is_around(cities: Cities):
    departement = await cities.get("/api/v1/departements/35")
    assert departement["region"] == {"code": "53", "name": "Bretagne"}
    assert departement["siblings"] == [{"code": "29", "name": "Finistère"}]
    assert [bassin["name"] for bassin in departement["bassins"]] == ["Rennes", "Saint-Malo"]
    assert [town["name"] for town in departement["biggest_towns"]] == ["Rennes", "Saint-Malo"]
    assert (departement["rent_m2"], departement["price_m2"]) == (12.0, 2_800.0)
    assert departement["climate"]["winter"] == 6.1


async def test_a_bassin_tells_who_hires(both_cities: Cities):
    bassin = await both_cities.get("/api/v1/bassins/5316")
    assert (bassin["name"], bassin["communes"], bassin["population"]) == ("Saint-Malo", 1, 47_000)
    assert bassin["departements"] == [{"code": "35", "name": "Ille-et-Vilaine"}]
    assert bassin["offers"] == {
        "count": 37,
        "occupations": [{"code_rome": "G1602", "offers": 30}, {"code_rome": "J1102", "offers": 7}],
    }


async def test_a_bassin_without_rows_of_its_own_has_the_offers_of_its_communes(both_cities: Cities):
    bassin = await both_cities.get("/api/v1/bassins/5315")
    assert bassin["offers"]["count"] == 100
    assert bassin["offers"]["occupations"][0] == {"code_rome": "N4101", "offers": 60}
    assert bassin["sectors"][0] == {"sector": "Santé", "job_seekers": 5_000}


async def test_unknown_areas_are_not_found_and_malformed_codes_refused(cities: Cities):
    for path in ("regions/99", "departements/19", "bassins/9999"):
        assert path.rpartition("/")[2] in (await cities.get(f"/api/v1/{path}", status=404))["detail"]
    for path, parameter in (("regions/Bretagne", "code"), ("departements/20", "code"), ("bassins/a", "id")):
        problem = await cities.get(f"/api/v1/{path}", status=422)
        assert problem["errors"][0]["parameter"] == parameter


async def test_new_figures_are_there_without_a_restart(cities: Cities):
    grown = [row | {"population": 3_500_000} if row["code"] == "53" else row for row in ROWS["regions"]]
    await cities.publish("regions", grown)

    async def is_told() -> bool:
        population: int = (await cities.get("/api/v1/regions/53"))["population"]
        return population == 3_500_000

    await until(is_told)
