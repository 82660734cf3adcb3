"""What becomes of the answers of /api/v1."""

import asyncio

import pytest
from aiohttp import web

from shared.errors import problem
from tests.legacy.v1 import json, legacy_before

FAULT = {"parameter": "region", "message": "there is no region 99"}


async def ask(answer, path="/api/region", **settings):
    """Status, headers and content of the legacy face's answer."""
    async with legacy_before(answer, **settings) as client:
        response = await client.get(path)
        return response.status, response.headers, await response.json(content_type=None)


@pytest.mark.parametrize(
    ("status", "headers", "ours", "retry_after"),
    [
        (503, {"Retry-After": "7"}, 503, "7"),
        (503, {}, 503, "5"),
        (500, {}, 502, None),
        (502, {}, 502, None),
        (404, {}, 404, None),
        (410, {}, 410, None),
        (302, {"Location": "http://127.0.0.1:9/"}, 502, None),
        (429, {}, 502, None),
    ],
)
async def test_a_problem_of_a_service_is_ours(status, headers, ours, retry_after):
    async def answer(_):
        told = problem(status=status, code="x", title="X", detail="what it said", upstream="offres")
        response = json(told, status)
        response.headers.update(headers)
        return response

    got, told_headers, content = await ask(answer)
    assert (got, told_headers.get("Retry-After")) == (ours, retry_after)
    assert content["detail"] == "what it said"
    if ours == 503:
        assert content["upstream"] == "offres"


async def test_parameters_have_the_names_of_the_front():
    async def answer(_):
        return json(problem(status=422, code="x", title="X", detail="…", errors=[FAULT]), 422)

    async with legacy_before(answer) as client:
        response = await client.post("/api/cities/search", json={"codeRegion": "99"})
        assert response.status == 422
        assert (await response.json())["errors"] == [{**FAULT, "parameter": "codeRegion"}]


async def test_a_service_that_makes_no_sense_is_a_502():
    async def answer(_):
        return web.Response(body=b'{"items": [')

    status, _, content = await ask(answer)
    assert (status, content["code"]) == (502, "bad-upstream")


async def test_a_service_that_hangs_costs_no_more_than_the_time_of_a_call():
    async def answer(_):
        await asyncio.Event().wait()

    status, headers, content = await ask(answer, call_seconds=0.05)
    assert (status, headers["Retry-After"], content["upstream"]) == (503, "5", "cities")


async def test_an_answer_takes_no_longer_than_the_deadline():
    async def answer(_):
        await asyncio.Event().wait()

    status, headers, content = await ask(answer, deadline_seconds=0.05)
    assert (status, headers["Retry-After"]) == (503, "2")
    assert "0.05 s" in content["detail"]


async def test_a_service_that_is_away_is_a_503():
    async def answer(request):
        request.transport.abort()
        return web.Response()

    status, _, content = await ask(answer)
    assert (status, content["upstream"]) == (503, "cities")


@pytest.mark.parametrize(("cache", "kept"), [("public, max-age=60", True), ("no-store", False)])
async def test_what_nobody_may_keep_of_a_service_nobody_keeps_of_us(cache, kept):
    async def answer(_):
        return json({"items": []}, Cache_Control=cache)

    _, headers, content = await ask(answer)
    assert content == []
    assert headers["Cache-Control"].startswith("public" if kept else "no-store")


async def test_the_id_of_the_request_goes_along():
    seen = []

    async def answer(request):
        seen.append(request.headers["X-Request-Id"])
        return json({"items": []})

    async with legacy_before(answer) as client:
        await client.get("/api/region", headers={"X-Request-Id": "abcdefgh-1"})
    assert seen == ["abcdefgh-1"]


async def test_fairs_that_cannot_be_read_are_not_none():
    async def answer(_):
        return json({"items": [], "fairs": None}, Cache_Control="no-store")

    status, _, content = await ask(answer, "/api/events")
    assert (status, content["upstream"]) == (503, "evenements")
