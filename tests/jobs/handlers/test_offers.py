"""Searching offers and reading one, over HTTP, in front of the stand-in."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from services.jobs.schemas.offers import OfferPage
from tests.jobs.service import Jobs
from tests.jobs.stand_ins import Cities, settings_for
from tests.sandbox.francetravail.server import FranceTravail

NURSES = {"rome": "J1506", "city": "59350", "distance_km": "30"}


async def test_a_page_of_offers(jobs: Jobs):
    page = OfferPage.model_validate(await jobs.get("/api/v1/offers", **NURSES, per_page="10"))
    assert len(page.items) == page.per_page == 10
    assert page.total > 10
    assert page.total_exact
    assert {offer.code_rome for offer in page.items} == {"J1506"}
    assert [(city.code_insee, city.name) for city in page.cities] == [("59350", "Lille")]
    assert page.facets is not None
    assert sum(page.facets.contract.values()) == page.total


async def test_an_answer_says_how_old_it_is_where_it_comes_from_and_that_it_is_invented(jobs: Jobs):
    page = await jobs.get("/api/v1/offers", **NURSES)
    licence = page["licence"]
    assert (page["stale"], page["sandbox"]) == (False, True)
    assert page["age_seconds"] <= 2
    assert licence["source"] == "France Travail"
    assert "licence" in licence["url"]
    assert datetime.now(UTC) - datetime.fromisoformat(licence["updated_at"]) < timedelta(minutes=1)


async def test_without_the_stand_in_nothing_is_said_to_be_invented(france: FranceTravail, cities: Cities):
    real = {"sandbox": False, "client_id": "PAR_mobiville_sandbox", "client_secret": "sandbox-secret"}
    async with Jobs(settings_for(france, cities, **real)) as jobs:
        assert (await jobs.get("/api/v1/offers", **NURSES))["sandbox"] is False


async def test_distances_count_from_the_town_and_sort(jobs: Jobs):
    page = await jobs.get("/api/v1/offers", **NURSES, sort="distance", per_page="100")
    distances = [offer["distance_km"] for offer in page["items"]]
    assert distances == sorted(distances)
    assert distances[0] < 3 < distances[-1] <= 30 * 1.3


async def test_pages_follow_one_another(jobs: Jobs):
    pages = [await jobs.get("/api/v1/offers", **NURSES, per_page="5", page=str(n)) for n in (1, 2)]
    first, second = ({offer["id"] for offer in page["items"]} for page in pages)
    assert len(first | second) == 10


async def test_a_page_past_the_end_is_empty(jobs: Jobs):
    page = await jobs.get("/api/v1/offers", **NURSES, per_page="100", page="20")
    assert page["items"] == []
    assert page["total"] > 0


async def test_the_last_offers_that_upstream_shows_can_be_read(jobs: Jobs):
    page = await jobs.get("/api/v1/offers", per_page="70", page="45")
    assert page["total"] > 3150
    assert len(page["items"]) == 3150 - 44 * 70


async def test_pages_beyond_the_ceiling_say_why(jobs: Jobs):
    problem = await jobs.get("/api/v1/offers", 422, per_page="70", page="46")
    assert problem["errors"][0]["parameter"] == "page"
    assert "first 3150 offers" in problem["detail"]


@pytest.mark.parametrize("codes", ["accept", "reject400"])
@pytest.mark.parametrize("distance", ["0", "10"])
@pytest.mark.parametrize("city", ["75056", "69123"])
async def test_cities_with_arrondissements_are_found_whole(
    jobs: Jobs, france: FranceTravail, codes: str, distance: str, city: str
):
    france.switch(global_city_codes=codes)
    page = await jobs.get("/api/v1/offers", city=city, distance_km=distance, per_page="100")
    departement = await jobs.get("/api/v1/offers", departement=city[:2], per_page="1")
    assert departement["total"] * 0.2 < page["total"]
    assert {offer["place"]["code_insee"][:2] for offer in page["items"]} >= {city[:2]}


async def test_a_former_code_finds_its_successor(jobs: Jobs):
    former = await jobs.get("/api/v1/offers", city="59298", distance_km="0")
    today = await jobs.get("/api/v1/offers", city="59350", distance_km="0")
    assert former["total"] == today["total"] > 0
    assert former["cities"] == [{"code_insee": "59350", "asked": "59298", "name": "Lille"}]


async def test_several_towns_may_be_asked_at_once(jobs: Jobs):
    pages = [await jobs.get("/api/v1/offers", city=city, distance_km="0") for city in ("59350", "59512")]
    both = await jobs.get("/api/v1/offers", city="59350,59512", distance_km="0")
    assert both["total"] == sum(page["total"] for page in pages)


async def test_more_than_200_occupations_are_asked_in_parts(jobs: Jobs, france: FranceTravail):
    occupations = [f"{letter}1{n}0{k}" for letter in "DGHIJKMN" for n in range(1, 8) for k in range(1, 8)]
    page = await jobs.get("/api/v1/offers", rome=",".join(occupations), departement="59", sort="date")
    assert france.calls("offres")["calls"] == 2
    dates = [offer["published_at"] for offer in page["items"]]
    assert len(dates) == 20
    assert dates == sorted(dates, reverse=True)
    assert page["total_exact"]
    problem = await jobs.get("/api/v1/offers", 422, rome=",".join(occupations), page="9")
    assert "first 150" in problem["detail"]


@pytest.mark.parametrize(
    ("filters", "holds"),
    [
        ({"contract": "CDI,MIS"}, lambda offer: offer["contract"]["code"] in {"CDI", "MIS"}),
        ({"full_time": "true"}, lambda offer: offer["hours"]["summary"] == "Temps plein"),
        ({"few_candidates": "true"}, lambda offer: offer["few_candidates"]),
        ({"published_within_days": "3"}, lambda offer: offer["published_at"] >= "2026-11-20T09"),
        (
            {"experience": "over_3_years"},
            lambda offer: offer["experience"]["requirement"] != "beginners_accepted",
        ),
    ],
    ids=lambda given: next(iter(given)) if isinstance(given, dict) else "",
)
async def test_filters_filter(jobs: Jobs, filters: dict[str, str], holds):
    page = await jobs.get("/api/v1/offers", departement="59", per_page="50", **filters)
    assert page["items"]
    assert all(holds(offer) for offer in page["items"])


async def test_an_area_is_a_departement_a_region_or_france(jobs: Jobs):
    totals = [
        (await jobs.get("/api/v1/offers", rome="J1506", **area))["total"]
        for area in ({"departement": "59"}, {"region": "32"}, {})
    ]
    assert totals == sorted(set(totals))


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ({"city": "59350", "departement": "59"}, "departement"),
        ({"distance_km": "10"}, "distance_km"),
        ({"sort": "distance"}, "sort"),
        ({"city": "99999"}, "city"),
        ({"city": "Lille"}, "city"),
        ({"rome": "nurse"}, "rome"),
        ({"contract": "STAGE"}, "contract"),
        ({"published_within_days": "5"}, "published_within_days"),
        ({"per_page": "101"}, "per_page"),
        ({"codeROME": "J1506"}, "codeROME"),
        ({"region": "99"}, "region"),
    ],
)
async def test_parameters_that_cannot_be_used_are_named(jobs: Jobs, query: dict[str, str], parameter: str):
    problem = await jobs.get("/api/v1/offers", 422, **query)
    assert [error["parameter"] for error in problem["errors"]] == [parameter]


async def test_sentences_with_no_break_spaces_name_the_same_parameter(jobs: Jobs, france: FranceTravail):
    france.switch(quote_spaces="nbsp")
    problem = await jobs.get("/api/v1/offers", 422, region="99")
    assert problem["errors"][0]["parameter"] == "region"


async def test_while_towns_cannot_be_read_offers_still_are(jobs: Jobs, cities: Cities):
    cities.status = 503
    response = await jobs.ask("/api/v1/offers", **NURSES)
    page = await response.json()
    assert page["items"]
    assert page["cities"] == [{"code_insee": "59350", "asked": None, "name": None}]
    assert response.headers["Cache-Control"] == "no-store"


async def test_towns_that_are_waited_for_leave_time_for_the_offers(jobs: Jobs, cities: Cities):
    cities.hangs = True
    start = time.monotonic()
    page = await jobs.get("/api/v1/offers", **NURSES)
    assert time.monotonic() - start < 3
    assert page["items"]


async def test_caches_in_front_keep_offers_a_minute_and_no_longer(jobs: Jobs):
    assert (await jobs.ask("/api/v1/offers", **NURSES)).headers["Cache-Control"] == "public, max-age=60"


async def test_one_offer(jobs: Jobs):
    page = await jobs.get("/api/v1/offers", **NURSES, per_page="100")
    for offer in page["items"]:
        response = await jobs.client.get(f"/api/v1/offers/{offer['id']}")
        if response.status == 200:
            sheet = await response.json()
            assert sheet["offer"] == offer | {"distance_km": None}
            assert sheet["licence"]["source"] == "France Travail"
            return
    pytest.fail("every offer of the page is gone")


async def test_an_offer_that_is_withdrawn_is_gone(jobs: Jobs, france: FranceTravail):
    offer = (await jobs.get("/api/v1/offers", **NURSES))["items"][0]
    france.switch(withdrawn_ids=[offer["id"]])
    problem = await jobs.get(f"/api/v1/offers/{offer['id']}", 410)
    assert offer["id"] in problem["detail"]


@pytest.mark.parametrize("offer_id", ["NOTANID", "a-b", "x" * 30])
async def test_a_malformed_identifier_is_the_fault_of_the_caller(jobs: Jobs, offer_id: str):
    problem = await jobs.get(f"/api/v1/offers/{offer_id}", 422)
    assert problem["errors"][0]["parameter"] == "id"


@pytest.mark.parametrize(
    "kind", ["html", "truncated", "invalid_json", "wrong_shape", "huge", "reset", "empty"]
)
async def test_upstream_failing_is_a_clean_problem(jobs: Jobs, france: FranceTravail, kind: str):
    france.fail_next(api="offres", kind=kind, times=-1)
    response = await jobs.client.get("/api/v1/offers", params=NURSES)
    assert response.status in {502, 503}
    assert (await response.json(content_type=None))["upstream"] == "offres"


async def test_while_upstream_fails_what_is_known_is_served_and_said_to_be_stale(
    france: FranceTravail, cities: Cities
):
    brief = {"fresh": 0.001, "revalidate": 0.001, "stale": 3600, "missing": 0.001}
    async with Jobs(settings_for(france, cities, lifetimes={"offer_search": brief})) as jobs:
        before = await jobs.get("/api/v1/offers", **NURSES)
        france.play("G4", api="offres", times=-1)
        response = await jobs.ask("/api/v1/offers", **NURSES)
        after = await response.json()
    assert after["stale"]
    assert after["items"] == before["items"]
    assert response.headers["Cache-Control"] == "no-store"


async def test_what_is_around_lyon_is_counted_once(jobs: Jobs):
    near = await jobs.get("/api/v1/offers", rome="J1506", city="69123", distance_km="5")
    whole = await jobs.get("/api/v1/offers", rome="J1506", city="69123", distance_km="10")
    assert near["total"] == whole["total"]
    assert near["total_exact"]
    assert near["distance_km"] == 10


@pytest.mark.parametrize("parameter", ["city", "rome"])
async def test_nothing_at_all_does_not_mean_everywhere(jobs: Jobs, parameter: str):
    problem = await jobs.get("/api/v1/offers", 422, **(NURSES | {parameter: ""}))
    assert problem["errors"] == [{"parameter": parameter, "message": "must not be empty"}]


async def test_a_problem_of_the_stand_in_says_so(jobs: Jobs, france: FranceTravail):
    assert (await jobs.get("/api/v1/offers/999ZZZZ", 410))["sandbox"] is True


async def test_a_word_is_not_the_identifier_of_an_offer(jobs: Jobs, france: FranceTravail):
    before = france.calls("offres")
    await jobs.get("/api/v1/offers/search", 422)
    assert france.calls("offres") == before
