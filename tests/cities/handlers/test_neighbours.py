"""GET /api/v1/cities/{code_insee}/similar and /nearby"""

import orjson

from services.cities.columns.likeness import LABELS, Likeness
from services.cities.schemas.neighbours import NearbyCities, SimilarCities
from tests.cities.running import Cities


async def test_towns_nearby_come_with_their_distance(cities: Cities):
    response = await cities.ask("/api/v1/cities/35238/nearby?radius_km=100&rome=J1102")
    found = NearbyCities.model_validate_json(await response.read(), strict=True)
    assert found.origin.name == "Rennes"
    assert [(town.name, town.tension) for town in found.items] == [("Saint-Malo", 3)]
    assert 60 < found.items[0].distance_km < 66
    assert (found.total, found.radius_km, found.notice) == (1, 100, None)


async def test_the_radius_is_30_km_unless_said_and_the_limit_does_not_change_the_total(cities: Cities):
    assert (await cities.get("/api/v1/cities/35238/nearby"))["radius_km"] == 30
    assert (await cities.get("/api/v1/cities/35238/nearby"))["items"] == []


async def test_a_town_of_unknown_position_says_so(cities: Cities):
    found = await cities.get("/api/v1/cities/65258/nearby?radius_km=100")
    assert (found["items"], found["notice"]["code"]) == ([], "no-position-known")


async def test_similar_towns_say_in_what(both_cities: Cities):
    response = await both_cities.ask("/api/v1/cities/35288/similar?rome=J1102&limit=2")
    body = await response.read()
    found = SimilarCities.model_validate_json(body, strict=True)
    assert orjson.loads(found.model_dump_json(exclude_unset=True)) == orjson.loads(body)
    assert found.origin.name == "Saint-Malo"
    assert found.items[0].name == "Brest"  # by the sea too, and a stronger tension
    assert set(found.items[0].alike) == {Likeness.ENVIRONMENT, Likeness.SEA_DISTANCE, Likeness.TENSION}
    assert {criterion.key for criterion in found.criteria} == set(Likeness)
    assert all(criterion.label == LABELS[criterion.key] for criterion in found.criteria)


async def test_former_codes_and_arrondissements_stand_for_their_city(cities: Cities):
    assert (await cities.get("/api/v1/cities/35263/similar"))["origin"]["code_insee"] == "35288"
    assert (await cities.get("/api/v1/cities/75101/nearby"))["origin"]["code_insee"] == "75056"


async def test_unknown_codes_are_not_found_and_bad_parameters_refused(cities: Cities):
    for what in ("similar", "nearby"):
        assert "99999" in (await cities.get(f"/api/v1/cities/99999/{what}", 404))["detail"]
    refused = ["nearby?radius_km=101", "nearby?radius_km=0", "nearby?limit=101", "similar?limit=0"]
    problems = [await cities.get(f"/api/v1/cities/35238/{asked}", 422) for asked in refused]
    names = [problem["errors"][0]["parameter"] for problem in problems]
    assert names == ["radius_km", "radius_km", "limit", "limit"]
