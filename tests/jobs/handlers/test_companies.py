"""Companies that may hire, over HTTP, in front of the stand-in."""

import pytest

from tests.jobs.service import Jobs
from tests.jobs.stand_ins import Cities, settings_for
from tests.sandbox.francetravail.server import FranceTravail

COMPANIES = "/api/v1/companies"
NURSES_IN_LILLE = {"rome": "J1506", "city": "59350", "distance_km": "20"}


async def test_the_likeliest_come_first_and_none_is_too_far(jobs: Jobs):
    page = await jobs.get(COMPANIES, **NURSES_IN_LILLE, per_page="100")
    potentials = [company["hiring_potential"] for company in page["items"]]
    assert potentials == sorted(potentials, reverse=True)
    assert max(company["distance_km"] for company in page["items"]) <= 20
    assert page["total"] == len(page["items"]) < 100 < page["found"]


async def test_the_nearest_may_come_first(jobs: Jobs):
    page = await jobs.get(COMPANIES, **NURSES_IN_LILLE, sort="distance")
    distances = [company["distance_km"] for company in page["items"]]
    assert distances == sorted(distances)
    assert len(distances) == 20


async def test_pages_come_from_one_call(jobs: Jobs, france: FranceTravail):
    pages = [await jobs.get(COMPANIES, **NURSES_IN_LILLE, per_page="10", page=str(n)) for n in (1, 2)]
    first, second = ({company["siret"] for company in page["items"]} for page in pages)
    assert len(first | second) == 20
    assert france.calls("labonneboite")["calls"] == 1


async def test_companies_of_the_stand_in_have_no_page(jobs: Jobs):
    page = await jobs.get(COMPANIES, **NURSES_IN_LILLE)
    assert page["sandbox"]
    assert {company["url"] for company in page["items"]} == {None}


async def test_any_number_of_occupations_is_asked_in_parts(jobs: Jobs, france: FranceTravail):
    occupations = [f"{letter}1{n}0{k}" for letter in "DGHIJKMN" for n in range(1, 8) for k in range(1, 8)]
    page = await jobs.get(COMPANIES, rome=",".join(occupations), city="59350")
    assert len({company["siret"] for company in page["items"]}) == 20
    assert page["total"] == 100
    assert france.calls("labonneboite")["calls"] == 2


@pytest.mark.parametrize("nothing", ["hits0", "204", "null"])
async def test_nothing_found_is_an_empty_page(jobs: Jobs, france: FranceTravail, nothing: str):
    france.switch(lbb_nothing=nothing)
    page = await jobs.get(COMPANIES, rome="A9999", city="59350")
    assert (page["items"], page["total"], page["found"]) == ([], 0, 0)


async def test_a_redirection_is_followed_where_it_may_lead(france: FranceTravail, cities: Cities):
    france.play("L8")
    host = france.url.removeprefix("http://")
    settings = settings_for(france, cities, la_bonne_boite={"redirect_hosts": [host]})
    async with Jobs(settings) as jobs:
        assert (await jobs.get(COMPANIES, **NURSES_IN_LILLE))["items"]


async def test_without_access_it_is_a_problem_that_names_the_api(jobs: Jobs, france: FranceTravail):
    france.play("L3")
    problem = await jobs.get(COMPANIES, 503, **NURSES_IN_LILLE)
    assert problem["upstream"] == "la-bonne-boite"
    ready = await jobs.get("/health/ready")
    assert "switched off" in ready["details"]["la-bonne-boite"]
    assert ready["details"]["offres"] == "ok"


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ({"city": "59350"}, "rome"),
        ({"rome": "J1506"}, "city"),
        ({"rome": "J1506", "city": "59350", "distance_km": "201"}, "distance_km"),
        ({"rome": "J1506", "city": "59350", "per_page": "20", "page": "6"}, "page"),
    ],
)
async def test_parameters_that_cannot_be_used_are_named(jobs: Jobs, query: dict[str, str], parameter: str):
    problem = await jobs.get(COMPANIES, 422, **query)
    assert problem["errors"][0]["parameter"] == parameter
