"""Events and fairs, over HTTP, in front of the stand-in."""

import pytest

from tests.jobs.service import Jobs
from tests.jobs.stand_ins import NOW, Cities
from tests.sandbox.francetravail.server import FranceTravail

EVENTS = "/api/v1/events"
TODAY = NOW.date().isoformat()
IN_NORD = {"departement": "59", "from": TODAY}


async def test_events_of_a_departement_come_with_the_fairs_that_concern_it(jobs: Jobs):
    page = await jobs.get(EVENTS, **IN_NORD)
    starts = [event["starts_at"] for event in page["items"]]
    assert starts == sorted(starts)
    assert len(starts) == 20
    assert page["total"] > 20
    assert starts[0].endswith("+01:00")
    everywhere = await jobs.get(EVENTS, **{"from": TODAY})
    assert 0 < len(page["fairs"]) < len(everywhere["fairs"])
    assert page["sandbox"]


async def test_what_is_over_is_not_shown(jobs: Jobs):
    page = await jobs.get(EVENTS, **IN_NORD, to="2026-11-30")
    assert all(TODAY <= event["starts_at"][:10] <= "2026-11-30" for event in page["items"])
    assert all(fair["ends_on"] >= TODAY and fair["starts_on"] <= "2026-11-30" for fair in page["fairs"])


async def test_a_second_page_has_other_events(jobs: Jobs):
    pages = [await jobs.get(EVENTS, **IN_NORD, per_page="5", page=str(n)) for n in (1, 2)]
    first, second = ({event["id"] for event in page["items"]} for page in pages)
    assert len(first | second) == 10


@pytest.mark.parametrize(("path", "missing"), [("mee", "items"), ("salonsenligne", "fairs")])
async def test_one_of_the_two_may_be_missing(jobs: Jobs, france: FranceTravail, path: str, missing: str):
    france.play("G4", api="evenements", path=path, times=-1)
    response = await jobs.ask(EVENTS, **IN_NORD)
    page = await response.json()
    assert page[missing] is None
    assert page["fairs" if missing == "items" else "items"]
    assert response.headers["Cache-Control"] == "no-store"


async def test_both_missing_is_a_problem(jobs: Jobs, france: FranceTravail):
    france.play("G4", api="evenements", times=-1)
    assert (await jobs.get(EVENTS, 503))["upstream"] == "evenements"


async def test_while_areas_cannot_be_read_fairs_of_the_whole_country_are_shown(jobs: Jobs, cities: Cities):
    cities.status = 503
    page = await jobs.get(EVENTS, **IN_NORD)
    assert page["items"]
    assert {fair["place"] for fair in page["fairs"]} == {"France entière"}


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ({"from": "05/10/2026"}, "from"),
        ({"from": TODAY, "to": "2026-01-01"}, "to"),
        ({"from": TODAY, "to": "2036-01-01"}, "to"),
        ({"departement": "2A"}, "departement"),
        ({"first_day": TODAY}, "first_day"),
    ],
)
async def test_parameters_that_cannot_be_used_are_named(jobs: Jobs, query: dict[str, str], parameter: str):
    problem = await jobs.get(EVENTS, 422, **query)
    assert problem["errors"][0]["parameter"] == parameter
