import aiohttp
import pytest

from sandbox.wikimedia.recipes import read_recipes

LILLE = "/fr.wikipedia.org/w/api.php?action=query&titles=Lille&format=json&maxlag=5"


@pytest.mark.parametrize(
    ("code", "status", "retry_after"),
    [("W2", 429, "20"), ("W2a", 429, None), ("W2b", 429, "1"), ("G4", 502, None), ("G8", 200, None)],
)
async def test_failures_are_played(client, server, code, status, retry_after):
    server.play(code)
    answer = await client.get(LILLE)
    assert (answer.status, answer.headers.get("Retry-After")) == (status, retry_after)


async def test_failures_end(client, server):
    server.play("W2")
    assert [(await client.get(LILLE)).status for _ in range(4)] == [429, 429, 429, 200]


@pytest.mark.parametrize("code", ["W3", "W3a"])
async def test_lag_is_played(client, server, code):
    server.play(code)
    answer = await client.get(LILLE)
    assert (answer.status, answer.json()["error"]["code"]) == (200, "maxlag")
    assert answer.headers["Retry-After"] == "5"


async def test_the_query_service_fails_alone(client, server):
    server.play("W10")
    assert (await client.get(LILLE)).status == 200
    answer = await client.sparql("SELECT ?a { ?a wdt:P374 '59350' }")
    assert answer.status == 500
    assert "TimeoutException" in answer.text


@pytest.mark.parametrize("code", ["G5", "G6"])
async def test_connections_break(client, server, code):
    server.play(code)
    with pytest.raises(aiohttp.ClientError):
        await client.get(LILLE)


async def test_failures_can_be_aimed_and_forgotten(client, server):
    server.play("G4", api="commons", status=503, times=-1)
    address = "/commons.wikimedia.org/w/api.php?action=query&format=json"
    assert (await client.get(LILLE)).status == 200
    assert (await client.get(address)).status == 503
    server.control("DELETE", "failures")
    assert (await client.get(address)).status == 200


def test_every_failure_of_the_reference_has_a_recipe():
    codes = set(read_recipes())
    assert {f"W{number}" for number in range(1, 13)} <= codes
    assert all(one.failure or one.switches or one.how for one in read_recipes().values())
