"""The application as operators see it."""

import asyncio

from openapi_spec_validator import validate

from services.cities.routes import ROUTES as CITIES
from services.tensions.routes import ROUTES as TENSIONS
from shared.web.application import OPENAPI
from shared.web.openapi import merge_documents, openapi_document
from tests.jobs.service import Jobs
from tests.jobs.stand_ins import Cities, settings_for
from tests.sandbox.francetravail.server import FranceTravail


async def test_it_is_ready_whatever_upstream_does_and_tells_the_state_of_each_api(
    jobs: Jobs, france: FranceTravail, cities: Cities
):
    ready = await jobs.get("/health/ready")
    assert ready["status"] == "ok"
    assert set(ready["details"]) >= {"offres", "marche-du-travail", "la-bonne-boite", "cities", "redis"}


async def test_its_description_is_valid_and_agrees_with_those_of_the_other_services(jobs: Jobs):
    document = await jobs.get("/openapi/jobs.json")
    validate(document)
    assert document == jobs.client.app[OPENAPI]
    others = [openapi_document("cities", CITIES), openapi_document("tensions", TENSIONS)]
    merged = merge_documents("all", [document, *others])
    assert set(merged["paths"]) >= {"/api/v1/offers", "/api/v1/cities"}


async def test_parameters_are_described_as_they_are_given(jobs: Jobs):
    document = await jobs.get("/openapi/jobs.json")
    names = {one["name"] for one in document["paths"]["/api/v1/events"]["get"]["parameters"]}
    assert names == {"departement", "from", "to", "page", "per_page"}


async def test_replicas_with_one_redis_ask_upstream_once(
    france: FranceTravail, cities: Cities, redis_url: str
):
    settings = settings_for(france, cities, redis_url=redis_url)
    async with Jobs(settings) as first, Jobs(settings) as second:
        asked = {"rome": "J1506", "city": "59350"}
        pages = await asyncio.gather(
            *(replica.get("/api/v1/offers", **asked) for replica in (first, second) for _ in range(20))
        )
    assert len({page["total"] for page in pages}) == 1
    assert france.calls("offres")["calls"] == 1
    assert cities.asked == 1


async def test_the_secret_is_in_no_answer(france: FranceTravail, cities: Cities):
    secret = "not-the-right-one"
    async with Jobs(settings_for(france, cities, client_secret=secret)) as jobs:
        problem = await jobs.ask("/api/v1/offers", 503, departement="59")
        ready = await jobs.ask("/health/ready")
        assert "invalid_client" in await problem.text()
        for answer in (problem, ready):
            assert secret not in await answer.text()
