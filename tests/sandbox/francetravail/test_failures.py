import asyncio
import json
import time

import aiohttp
import pytest
import pytest_asyncio

SEARCH = {"codeROME": "J1506", "range": "0-9"}
OFFERS = "api_offresdemploiv2 o2dsoffre"


@pytest_asyncio.fixture
async def client(client):
    """With its token: what is planned for any API would otherwise befall the token endpoint."""
    await client.token(OFFERS)
    return client


@pytest.mark.parametrize(
    ("code", "changes", "expected"),
    [
        ("G1", {}, (429, "text/plain", "1")),
        ("G2", {}, (429, "text/plain", None)),
        ("G3", {}, (429, "text/plain", "60")),
        ("G4", {}, (502, "text/html", None)),
        ("G4", {"status": 503}, (503, "text/html", None)),
        ("G4", {"status": 504}, (504, "text/html", None)),
        ("G4", {"status": 200}, (200, "text/html", None)),
        ("F13", {}, (500, "application/json", None)),
    ],
)
async def test_answers_in_place_of_the_true_one(server, client, code, changes, expected):
    server.play(code, **changes)
    answer = await client.search(SEARCH)
    content_type = answer.headers["Content-Type"].partition(";")[0]
    assert (answer.status, content_type, answer.headers.get("Retry-After")) == expected
    assert (await client.search(SEARCH)).status == 206


async def test_the_business_error_of_offers(server, client):
    server.play("F13")
    assert (await client.search(SEARCH)).json()["codeErreur"] == "JCS0011G"


@pytest.mark.parametrize(
    ("changes", "status", "content_type"),
    [
        ({}, 503, "text/html"),
        ({"status": 429, "kind": "status"}, 429, "text/plain"),
        ({"status": 200, "kind": "html"}, 200, "text/html"),
    ],
)
async def test_the_token_endpoint_fails_too(server, client, changes, status, content_type):
    server.play("O5", **changes)
    answer = await client.ask_token(OFFERS)
    assert (answer.status, answer.headers["Content-Type"].startswith(content_type)) == (status, True)
    assert (await client.ask_token(OFFERS)).status == 200


async def test_the_token_endpoint_may_refuse_the_client_once(server, client):
    server.play("O1")
    assert (await client.ask_token(OFFERS)).json()["error"] == "invalid_client"
    assert (await client.ask_token(OFFERS)).status == 200


async def test_a_reset_connection(server, client):
    server.play("G5", times=-1)  # clients try again on their own when a kept connection is reset
    with pytest.raises((aiohttp.ClientOSError, aiohttp.ServerDisconnectedError)):
        await client.search(SEARCH)
    assert server.calls("offres")["by_status"].keys() == {"0"}


async def test_a_body_cut_in_the_middle(server, client):
    server.play("G6")
    with pytest.raises(aiohttp.ClientPayloadError):
        await client.search(SEARCH)


@pytest.mark.parametrize("kind", ["invalid_json", "empty"])
async def test_bodies_that_are_no_json(server, client, kind):
    server.play("G6", kind=kind)
    answer = await client.search(SEARCH)
    assert answer.status == 200
    with pytest.raises(json.JSONDecodeError):
        answer.json()


async def test_json_of_another_shape(server, client):
    server.fail_next(api="offres", kind="wrong_shape")
    assert isinstance((await client.search(SEARCH)).json(), list)


async def test_an_empty_body(server, client):
    server.play("G8")
    answer = await client.search(SEARCH)
    assert (answer.status, answer.body) == (200, b"")


async def test_a_body_that_is_far_too_big(server, client):
    server.fail_next(api="offres", kind="huge", megabytes=3)
    answer = await client.search(SEARCH)
    assert len(answer.body) == 3 << 20
    assert list(answer.json()) == ["resultats"]


@pytest.mark.parametrize("kind", ["slow", "drip"])
async def test_an_answer_that_takes_its_time(server, client, kind):
    true = await client.search(SEARCH)
    server.play("G7", kind=kind, seconds=0.2)
    start = time.perf_counter()
    answer = await client.search(SEARCH)
    assert time.perf_counter() - start >= 0.18
    assert answer.body == true.body


async def test_every_answer_can_be_delayed(server, client):
    server.switch(latency_ms={"offres": 100})
    start = time.perf_counter()
    await asyncio.gather(*(client.search(SEARCH) for _ in range(5)))
    assert time.perf_counter() - start >= 0.1
    assert server.calls("offres")["max_at_once"] == 5


async def test_a_failure_can_last_and_be_aimed_at_one_path(server, client):
    server.fail_next(api="offres", path="/search", kind="html", status=502, times=-1)
    assert [(await client.search(SEARCH)).status for _ in range(3)] == [502, 502, 502]
    assert (await client.get("offres", "/v2/referentiel/regions")).status == 200
    server.control("DELETE", "failures")
    assert (await client.search(SEARCH)).status == 206


async def test_failures_come_in_the_order_in_which_they_were_planned(server, client):
    for status in (500, 502, 503):
        server.fail_next(api="offres", status=status)
    assert [(await client.search(SEARCH)).status for _ in range(4)] == [500, 502, 503, 206]


async def test_other_apis_are_spared(server, client):
    server.fail_next(api="evenements", status=500)
    assert (await client.search(SEARCH)).status == 206
    assert (await client.get("evenements", "/v1/salonsenligne")).status == 500
