import asyncio

import pytest

LILLE = "/fr.wikipedia.org/w/api.php?action=query&titles=Lille&format=json"
COMMONS = "/commons.wikimedia.org/w/api.php?action=query&format=json"
LIBRARY = {"User-Agent": "python-requests/2.32"}
VAGUE = {"User-Agent": "Mobiville/2.0"}


async def test_a_library_is_not_let_in(client):
    answer = await client.get(LILLE, **LIBRARY)
    assert answer.status == 403
    assert "user-agent" in answer.text


async def test_the_policy_can_be_off(client, server):
    server.switch(ua_policy="off")
    assert (await client.get(LILLE, **LIBRARY)).status == 200


async def test_two_hundred_calls_a_minute_over_all_apis(client, server, ticks):
    server.switch(compliant_per_minute=200)
    for _ in range(100):
        assert (await client.get(LILLE)).status == 200
        assert (await client.get(COMMONS)).status == 200
    refused = await client.get(LILLE)
    assert refused.status == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 60
    ticks.now += int(refused.headers["Retry-After"])
    assert (await client.get(LILLE)).status == 200


async def test_ten_calls_a_minute_for_those_who_do_not_say_who_they_are(client):
    statuses = [(await client.get(LILLE, **VAGUE)).status for _ in range(11)]
    assert statuses == [200] * 10 + [429]
    assert (await client.get(LILLE)).status == 200


async def test_pictures_are_not_counted(client, server):
    server.switch(compliant_per_minute=1)
    query = await client.find_file("Blason ville fr Lille (exemple 59350).svg", iiurlwidth="120")
    address = query["pages"][0]["imageinfo"][0]["thumburl"]
    assert [(await client.get(address)).status for _ in range(3)] == [200] * 3


async def test_three_calls_at_a_time(client, server):
    server.switch(latency_ms={"wikipedia": 200})
    answers = await asyncio.gather(*(client.get(LILLE) for _ in range(5)))
    assert sorted(answer.status for answer in answers) == [200, 200, 200, 429, 429]
    assert server.calls("wikipedia")["max_at_once"] > 3


async def test_retry_after_may_be_absent(client, server):
    server.switch(compliant_per_minute=0, retry_after="absent")
    answer = await client.get(LILLE)
    assert answer.status == 429
    assert "Retry-After" not in answer.headers


@pytest.mark.parametrize("api", ["wikipedia", "all"])
async def test_calls_are_counted(client, server, api):
    await client.get(LILLE)
    await client.get(LILLE, **LIBRARY)
    assert server.calls(api)["calls"] == 2
    assert server.calls(api)["by_status"] == {"200": 1, "403": 1}
    server.control("DELETE", "calls")
    assert server.calls(api) == {}
