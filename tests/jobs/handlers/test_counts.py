"""Counting offers around towns, over HTTP, in front of the stand-in."""

import pytest

from tests.jobs.service import Jobs
from tests.jobs.stand_ins import Cities, settings_for
from tests.sandbox.francetravail.server import FranceTravail
from tests.waiting import until

COUNTS = "/api/v1/offers/counts"
TOWNS = ("59512", "59350", "75056", "69123")


async def test_towns_are_counted_in_their_order(jobs: Jobs):
    counts = await jobs.get(COUNTS, rome="J1506", city=",".join(TOWNS), distance_km="0")
    assert [item["code_insee"] for item in counts["items"]] == list(TOWNS)
    assert [item["name"] for item in counts["items"]] == ["Roubaix", "Lille", "Paris", "Lyon"]
    assert counts["complete"]
    assert counts["sandbox"]
    for item in counts["items"]:
        page = await jobs.get("/api/v1/offers", rome="J1506", city=item["code_insee"], distance_km="0")
        assert (item["total"], item["total_exact"]) == (page["total"], True)


async def test_a_count_reads_one_offer_of_each_town(jobs: Jobs, france: FranceTravail):
    await jobs.get(COUNTS, rome="J1506", city=["59350", "59512", "59350"])
    assert france.calls("offres")["calls"] == 2


async def test_an_unknown_town_does_not_take_the_others_with_it(jobs: Jobs):
    counts = await jobs.get(COUNTS, city="59350,99999")
    known, unknown = counts["items"]
    assert not counts["complete"]
    assert known["total"] > 0
    assert (unknown["total"], unknown["failure"]["code"]) == (None, "invalid-request")
    assert unknown["failure"]["retry_after"] is None


async def test_what_the_quota_does_not_allow_is_named_and_counted_later(
    france: FranceTravail, cities: Cities
):
    slow = {"quota_calls": 2, "quota_seconds": 0.5}
    limits = {"deadline_seconds": 0.9, "quota_margin_seconds": 0}
    towns = [f"5901{n}" for n in range(9)] + ["59350"]
    settings = settings_for(france, cities, offres=slow, proxy=limits)
    async with Jobs(settings) as jobs:
        cities.status = 503
        response = await jobs.ask(COUNTS, city=towns, distance_km="5")
        counts = await response.json()
        late = [item for item in counts["items"] if item["failure"]]
        assert late
        assert len(late) < len(towns)
        assert {item["failure"]["code"] for item in late} == {"unavailable"}
        assert all(item["failure"]["retry_after"] >= 1 for item in late)
        assert response.headers["Cache-Control"] == "no-store"

        async def counted() -> bool:
            return bool((await jobs.get(COUNTS, city=towns, distance_km="5"))["complete"])

        await until(counted, every=0.3)


async def test_nothing_counted_is_a_problem(jobs: Jobs, france: FranceTravail):
    france.play("G4", api="offres", times=-1)
    problem = await jobs.get(COUNTS, 503, city="59350,59512")
    assert problem["upstream"] == "offres"


@pytest.mark.parametrize("city", ["", ",".join(f"590{n:02d}" for n in range(51)), "Lille"])
async def test_from_1_to_50_towns_may_be_counted(jobs: Jobs, city: str):
    problem = await jobs.get(COUNTS, 422, city=city)
    assert problem["errors"][0]["parameter"] == "city"
