"""The sheet of a town, with and without what may be missing."""

from gateway.legacy.town_sheet import describe_town
from tests.legacy.schemas import LoadedTown

BARE = {
    "code_insee": "2A004",
    "name": "Ajaccio",
    "departement": {"code": "2A", "name": "Corse-du-Sud"},
    "region": {"code": "94", "name": "Corse"},
    "population": 75_000,
    "area_km2": 82.0,
    "latitude": 41.9,
    "longitude": 8.7,
    "altitude_m": None,
    "sea_distance_km": None,
    "bassin": None,
    "housing": None,
    "equipment": None,
    "climate": None,
}
PORTRAIT = {"text": "Ajaccio est une ville.", "image": {"url": "/api/v1/portraits/communes/2A004/image"}}


def test_a_town_of_which_little_is_known():
    described = describe_town(BARE, {})
    LoadedTown.model_validate(described)
    assert (described["description"], described["photo"]) == ("", None)
    assert (described["bassin"], described["equipments"]) == (None, [])


def test_the_portrait_is_the_description_and_the_photo():
    described = describe_town(BARE | {"portrait": PORTRAIT}, {})
    assert described["description"] == "Ajaccio est une ville."
    assert described["photo"] == "/api/photos/communes/2A004/2000px"
    without = describe_town(BARE | {"portrait": PORTRAIT | {"image": None}}, {})
    assert (without["photo"], without["description"]) == (None, "Ajaccio est une ville.")
    assert describe_town(BARE | {"portrait": None}, {})["description"] == ""


def test_the_departement_tells_its_own_prices():
    departement = {"rent_m2": 11.5, "price_m2": 2900.0, "climate": {"winter": 9.0, "summer": 24.0}}
    described = describe_town(BARE, departement)["departement"]
    assert (described["rent_m2"], described["buy_m2"]) == (11.5, 2900.0)
    assert (described["temp_winter"], described["temp_spring"]) == (9.0, None)


def test_how_tight_housing_is_comes_from_the_two_zonings():
    def tension(abc, tlv):
        housing = {"zoning_abc": abc, "zoning_tlv": tlv}
        return describe_town(BARE | {"housing": housing}, {})["city_house_tension"]

    assert tension("Abis", "tight") == "zone très tendue"
    assert tension("A", "tight_touristic") == "zone tendue"
    assert tension("C", "not_tight") == "zone non tendue"
    assert tension("C", None) is None


def test_services_split_since_2021_are_counted_together():
    types = [{"typequ": typequ, "total": 2} for typequ in ("C108", "C109", "F113", "F111", "A504")]
    described = describe_town(BARE | {"equipment": {"themes": [{"types": types}]}}, {})
    totals = {one["typequ"]: one["total"] for one in described["equipments"]}
    assert totals == {"C104": 4, "F113": 4, "A504": 2}
