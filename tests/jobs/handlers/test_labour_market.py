"""Figures of the labour market, over HTTP, in front of the stand-in."""

from typing import Any

import pytest

from tests.jobs.service import Jobs
from tests.jobs.stand_ins import Cities, settings_for
from tests.sandbox.francetravail.server import FranceTravail

MARKET = "/api/v1/labour-market"
FIGURES = ["pay", "tension", "hiring_rate", "job_seekers", "offers", "hires"]
NURSES_IN_LILLE = {"rome": "J1506", "city": "59350"}


def levels(market: Any) -> dict[str, str]:
    return {name: market[name]["origin"]["territory"]["level"] for name in FIGURES if market[name]["origin"]}


async def test_each_figure_tells_its_source_its_period_and_its_territory(jobs: Jobs):
    market = await jobs.get(MARKET, **NURSES_IN_LILLE)
    assert market["sandbox"]
    assert market["notice"] is None
    assert market["city"]["name"] == "Lille"
    for name in FIGURES:
        figure = market[name]
        assert figure["value"]
        assert figure["missing"] is None
        assert figure["origin"]["period"]["label"]
        assert figure["origin"]["source"]["title"]


async def test_pay_is_not_published_for_a_bassin_but_for_its_departement(jobs: Jobs):
    market = await jobs.get(MARKET, **NURSES_IN_LILLE)
    assert [one["level"] for one in market["territories"]] == ["bassin", "departement", "region"]
    assert levels(market) == dict.fromkeys(FIGURES, "bassin") | {"pay": "departement"}
    assert market["pay"]["origin"]["territory"] == {"level": "departement", "code": "59", "name": "Nord"}


@pytest.mark.parametrize("face", ["200", "400", "500", "status404msg", "mixed"])
async def test_small_numbers_are_told_of_a_wider_territory(jobs: Jobs, france: FranceTravail, face: str):
    france.switch(no_data_face=face)
    market = await jobs.get(MARKET, rome="L1101", city="01004")
    assert levels(market)["offers"] == "departement"
    assert market["offers"]["origin"]["occupation"] == "asked"


async def test_the_smallest_are_told_of_all_occupations_of_the_smallest_territory(jobs: Jobs):
    market = await jobs.get(MARKET, rome="A9999", city="01004")
    assert levels(market)["offers"] == "bassin"
    assert market["offers"]["origin"]["occupation"] == "all"
    assert market["pay"]["missing"]["code"] == "not-published"


async def test_a_departement_begins_with_itself(jobs: Jobs):
    market = await jobs.get(MARKET, rome="J1506", departement="59")
    assert market["city"] is None
    assert [one["code"] for one in market["territories"]] == ["59", "32"]
    assert set(levels(market).values()) == {"departement"}


async def test_a_sample_bassin_is_passed_over_and_that_is_said(jobs: Jobs, france: FranceTravail):
    market = await jobs.get(MARKET, rome="J1506", city="59512")
    assert market["notice"]["code"] == "no-official-bassin"
    assert "ceux de son département" in market["notice"]["message"]
    assert set(levels(market).values()) == {"departement"}


async def test_without_an_occupation_all_are_told_together_but_for_pay(jobs: Jobs):
    market = await jobs.get(MARKET, city="59350")
    assert {market[name]["origin"]["occupation"] for name in FIGURES if name != "pay"} == {"all"}
    assert market["pay"]["value"] is None
    assert market["pay"]["missing"]["code"] == "needs-occupation"


async def test_what_is_not_published_anywhere_says_so(jobs: Jobs, france: FranceTravail):
    france.switch(access_rate="absent")
    market = await jobs.get(MARKET, **NURSES_IN_LILLE)
    assert market["hiring_rate"]["value"] is None
    assert market["hiring_rate"]["missing"]["code"] == "not-published"
    assert market["offers"]["value"]


async def test_one_api_being_away_does_not_take_the_other_with_it(jobs: Jobs, france: FranceTravail):
    france.play("G4", api="acces_emploi", times=-1)
    response = await jobs.ask(MARKET, **NURSES_IN_LILLE)
    market = await response.json()
    assert market["hiring_rate"]["missing"]["code"] == "unavailable"
    assert market["hiring_rate"]["missing"]["retry_after"] >= 1
    assert market["tension"]["value"]["level"] in range(1, 6)
    assert response.headers["Cache-Control"] == "no-store"


async def test_when_nothing_can_be_known_it_is_a_problem(jobs: Jobs, france: FranceTravail):
    france.play("G4", times=-1)
    await jobs.get(MARKET, 503, **NURSES_IN_LILLE)


async def test_while_towns_cannot_be_read_the_departement_is_told(jobs: Jobs, cities: Cities):
    cities.status = 503
    market = await jobs.get(MARKET, **NURSES_IN_LILLE)
    assert market["notice"]["code"] == "place-unknown"
    assert set(levels(market).values()) == {"departement"}
    assert market["tension"]["origin"]["territory"]["name"] == "Nord"


async def test_info_travail_may_be_the_source_instead(france: FranceTravail, cities: Cities):
    france.switch(infotravail="alive")
    async with Jobs(settings_for(france, cities, labour_market_source="infotravail")) as jobs:
        market = await jobs.get(MARKET, **NURSES_IN_LILLE)
    assert market["pay"]["value"]["families"][0]["code"] == "431f"
    assert market["tension"]["value"]["offers_per_10_seekers"] is not None
    assert market["hires"]["missing"]["code"] == "not-in-source"
    assert market["offers"]["origin"]["source"]["title"] == "Info travail"


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ({"rome": "J1506"}, "city"),
        ({"city": "59350", "departement": "59"}, "departement"),
        ({"city": "99999"}, "city"),
        ({"departement": "2A"}, "departement"),
        ({"rome": "J1506'--", "city": "59350"}, "rome"),
    ],
)
async def test_parameters_that_cannot_be_used_are_named(jobs: Jobs, query: dict[str, str], parameter: str):
    problem = await jobs.get(MARKET, 422, **query)
    assert problem["errors"][0]["parameter"] == parameter
