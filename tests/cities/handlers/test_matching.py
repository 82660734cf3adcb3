"""GET /api/v1/cities?sort=match"""

import orjson
import pytest

from services.cities.schemas.search import City, CityPage
from tests.cities.running import Cities

MATCH = "/api/v1/cities?sort=match"


async def test_towns_come_with_a_score_that_explains_itself(both_cities: Cities):
    body = await (
        await both_cities.ask(f"{MATCH}&rome=J1102&weights=jobs:3,rent:1,services:1,climate:-1")
    ).read()
    page = CityPage.model_validate_json(body, strict=True)
    assert page.items[0].name == "Brest"
    scores = [item.match.score for item in page.items if item.match]
    assert scores == sorted(scores, reverse=True)
    rennes = next(item.match for item in page.items if item.name == "Rennes")
    assert rennes
    assert [line.criterion for line in rennes.lines] == ["jobs", "rent", "services"]
    assert rennes.lines[1].text == "14,5\u00a0€/m² par mois\u00a0: moins cher que 25\u00a0% des communes"
    assert rennes.lines[2].text == "4 types d’équipements sur place, 100\u00a0% de ceux qui sont recensés"
    assert page.match
    assert page.match.left_out == ["climate"]  # one season is missing everywhere
    assert {"equipment", "tensions", "rents"} <= {source.dataset for source in page.sources}
    assert [list(item) for item in orjson.loads(body)["items"]] == [list(City.model_fields)] * 5


async def test_a_filter_keeps_its_meaning(cities: Cities):
    page = await cities.get(f"{MATCH}&region=53&weights=size:-2&facets=region")
    assert [item["name"] for item in page["items"]] == ["Saint-Malo", "Brest", "Rennes"]
    assert page["facets"]["region"] == {"11": 1, "53": 3, "76": 1}
    assert page["total"] == 3


async def test_pages_follow_each_other(cities: Cities):
    whole = await cities.get(f"{MATCH}&weights=rent:2,sea:1")
    pages = [await cities.get(f"{MATCH}&weights=rent:2,sea:1&per_page=2&page={page}") for page in (1, 2, 3)]
    assert [item for page in pages for item in page["items"]] == whole["items"]


async def test_without_weights_the_usual_ones_are_used_and_told(cities: Cities):
    page = await cities.get(f"{MATCH}&near=35238")
    assert page["match"]["weights"] == {"rent": 2, "services": 2, "distance": 2}
    assert page["match"]["near"]["name"] == "Rennes"
    assert page["items"][0]["name"] == "Rennes"
    assert page["items"][0]["match"]["lines"][-1]["text"] == "À 0\u00a0km de Rennes à vol d’oiseau"


@pytest.mark.parametrize(
    ("asked", "parameter", "words"),
    [
        ("sort=match&weights=jobs:3", "weights", "jobs needs rome"),
        ("sort=match&weights=distance:3", "weights", "distance needs near"),
        ("sort=match&weights=rent:1&near=35238", "weights", "near needs a weight of distance"),
        ("sort=match&weights=rent:6", "weights", "whole number from 0 to 5"),
        ("sort=match&weights=rent:-1", "weights", "whole number from 0 to 5"),
        ("sort=match&weights=size:-6", "weights", "whole number from -5 to 5"),
        ("sort=match&weights=rent", "weights", "whole number"),
        ("sort=match&weights=rent:1,rent:2", "weights", "more than once"),
        ("sort=match&weights=rent:0", "weights", "must not be 0"),
        ("sort=match&weights=beaches:1", "weights", "no criterion 'beaches'"),
        ("sort=match&near=99999", "near", "no commune"),
        ("weights=rent:1", "weights", "is for sort=match"),
        ("near=35238", "near", "is for sort=match"),
    ],
)
async def test_weights_that_make_no_sense_are_refused(cities: Cities, asked, parameter, words):
    problem = await cities.get(f"/api/v1/cities?{asked}", 422)
    (error,) = problem["errors"]
    assert error["parameter"] == parameter
    assert words in error["message"]


async def test_without_tensions_the_rest_still_matches_and_the_page_says_so(cities: Cities):
    page = await cities.get(f"{MATCH}&rome=M1805&weights=jobs:5,rent:1")
    assert page["match"]["left_out"] == ["jobs"]
    assert page["notice"]["code"] == "no-tension-known"
    assert page["items"][0]["name"] == "Brest"
