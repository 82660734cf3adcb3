"""Who asks too much, too fast, too slowly or in too many words is told so, and nobody else is."""

import asyncio

import aiohttp
import pytest

from tests.gateway.asking import ask, ask_raw, parse
from tests.gateway.conftest import StartGateway
from tests.gateway.replica import Replica, answering
from tests.servers.gateway import Gateway
from tests.waiting import until

TIGHT = {"API_RATE": "1r/m", "API_BURST": "2", "SEARCH_RATE": "1r/m", "SEARCH_BURST": "1"}
CITY = "/api/v1/cities/59350"


async def statuses(
    visitor: aiohttp.ClientSession, gateway: Gateway, path: str = CITY, forwarded: str = ""
) -> list[int]:
    """Of five requests."""
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    return [(await ask(visitor, gateway, path, headers=headers)).status for _ in range(5)]


async def test_who_asks_too_often_is_told_when_to_come_back(
    start_gateway: StartGateway, replica: Replica, visitor: aiohttp.ClientSession
):
    gateway = await start_gateway(replica.address, **TIGHT)
    assert await statuses(visitor, gateway) == [200, 200, 200, 429, 429]
    refused = await ask(visitor, gateway, CITY)
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert int(refused.headers["Retry-After"]) >= 1
    assert (refused.json["status"], refused.json["code"]) == (429, "too-many-requests")
    assert len(replica.calls) == 3


async def test_searches_images_and_pages_have_buckets_of_their_own(
    start_gateway: StartGateway, replica: Replica, visitor: aiohttp.ClientSession
):
    gateway = await start_gateway(replica.address, **TIGHT, IMAGE_RATE="1r/m", IMAGE_BURST="3")
    (gateway.home / "site" / "index.html").write_text("Mobiville")
    image = "/api/v1/portraits/communes/59350/image?width=400"
    assert (await statuses(visitor, gateway)).count(200) == 3
    assert (await statuses(visitor, gateway, "/api/v1/cities?rome=J1506")).count(200) == 2
    assert (await statuses(visitor, gateway, "/api/v1/offers?rome=J1506")).count(200) == 0
    assert (await statuses(visitor, gateway, image)).count(200) == 4
    assert (await statuses(visitor, gateway, "/villes")).count(200) == 5


@pytest.mark.parametrize(
    "header", ["X-Real-IP", "X-Forwarded-For", "Forwarded", "Client-IP", "True-Client-IP", "CF-Connecting-IP"]
)
async def test_a_forged_address_is_no_way_around(
    start_gateway: StartGateway, replica: Replica, visitor: aiohttp.ClientSession, header: str
):
    gateway = await start_gateway(replica.address, **TIGHT)
    forged = [
        (await ask(visitor, gateway, CITY, headers={header: f"203.0.113.{number}"})).status
        for number in range(5)
    ]
    assert forged == [200, 200, 200, 429, 429]
    logged = await until(lambda: gateway.requests() if len(gateway.requests()) == 5 else [])
    assert {request["visitor"] for request in logged} == {"127.0.0.1"}


async def test_visitors_behind_a_proxy_of_ours_have_each_their_own_bucket(
    start_gateway: StartGateway, replica: Replica, visitor: aiohttp.ClientSession
):
    gateway = await start_gateway(replica.address, **TIGHT, TRUSTED_PROXIES="127.0.0.0/8 10.0.0.0/8")

    async def allowed(forwarded: str) -> int:
        return (await statuses(visitor, gateway, forwarded=forwarded)).count(200)

    assert await allowed("203.0.113.1") == 3
    assert await allowed("203.0.113.2") == 3
    assert await allowed("198.51.100.7, 203.0.113.1") == 0  # what the visitor wrote himself comes first
    assert await allowed("203.0.113.3, 10.1.2.3") == 3
    assert await allowed("203.0.113.3") == 0


async def test_an_ipv6_network_is_one_visitor(
    start_gateway: StartGateway, replica: Replica, visitor: aiohttp.ClientSession
):
    gateway = await start_gateway(replica.address, **TIGHT, TRUSTED_PROXIES="127.0.0.1")

    async def allowed(forwarded: str) -> int:
        return (await statuses(visitor, gateway, forwarded=forwarded)).count(200)

    assert await allowed("2001:db8:1:2::1") == 3
    assert await allowed("2001:db8:1:2:ffff:a:b:c") == 0
    assert await allowed("2001:db8:1:3::1") == 3
    assert await allowed("2001:db8::2:0:0:0:1") == 3
    assert await allowed("2001:db8:0:2::9") == 0
    assert await allowed("::ffff:203.0.113.1") == 3
    assert await allowed("::ffff:203.0.113.2") == 3
    assert await allowed("203.0.113.1") == 0


async def test_a_visitor_has_so_many_connections(
    start_gateway: StartGateway, replica: Replica, visitor: aiohttp.ClientSession
):
    replica.answer = answering(seconds=0.5)
    gateway = await start_gateway(replica.address, CONNECTIONS="4")
    answers = await asyncio.gather(*(ask(visitor, gateway, f"{CITY}?{number}") for number in range(10)))
    assert sorted(answer.status for answer in answers) == [200] * 4 + [429] * 6


async def test_files_may_all_be_fetched_at_once(start_gateway: StartGateway, visitor: aiohttp.ClientSession):
    gateway = await start_gateway(CONNECTIONS="4")
    (gateway.home / "site" / "index.html").write_text("Mobiville")
    answers = await asyncio.gather(
        *(ask(visitor, gateway, f"/villes?page={number}") for number in range(100))
    )
    assert {answer.status for answer in answers} == {200}


async def test_a_long_address_is_refused(gateway: Gateway, visitor: aiohttp.ClientSession):
    answer = await ask(visitor, gateway, f"{CITY}?q={'a' * 9000}")
    assert (answer.status, answer.json["code"]) == (414, "uri-too-long")
    page = await ask(visitor, gateway, f"/villes?q={'a' * 9000}")
    assert (page.status, page.headers["Content-Type"]) == (414, "text/html; charset=utf-8")


async def test_long_headers_are_refused(gateway: Gateway, visitor: aiohttp.ClientSession):
    answer = await ask(visitor, gateway, CITY, headers={"X-Long": "a" * 9000})
    assert (answer.status, answer.json["code"]) == (431, "headers-too-large")
    many = {f"X-{number}": "a" * 1000 for number in range(60)}
    assert (await ask(visitor, gateway, CITY, headers=many)).status == 431


async def test_a_large_body_is_refused_before_it_is_read(
    gateway: Gateway, replica: Replica, visitor: aiohttp.ClientSession
):
    announced = b"POST /api/cities/search HTTP/1.1\r\nHost: a\r\nContent-Length: 10000000\r\n\r\n"
    answer = parse(await ask_raw(gateway, announced, close=True))
    assert (answer.status, answer.json["code"]) == (413, "content-too-large")
    chunked = [b"a" * 1000] * 300
    answer = await ask(visitor, gateway, "/api/cities/search", "POST", data=_pieces(chunked))
    assert answer.status == 413
    assert replica.calls == []


async def _pieces(pieces: list[bytes]):
    for piece in pieces:
        yield piece


async def test_a_whole_loaded_town_is_not_too_large(
    gateway: Gateway, replica: Replica, visitor: aiohttp.ClientSession
):
    town = b"[" + b"0," * 100_000 + b"0]"
    path = "/api/cities/search-similar-cities"
    answer = await ask(
        visitor, gateway, path, "POST", data=town, headers={"Content-Type": "application/json"}
    )
    assert answer.status == 200
    assert replica.calls[0].body == town
    assert replica.calls[0].headers["Content-Type"] == "application/json"


@pytest.mark.parametrize(
    "slow",
    [
        b"GET /api/v1/cities/59350 HTTP/1.1\r\nHost: a\r\nX-Slow: ",
        b"POST /api/cities/search HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n{",
        b"",
    ],
)
async def test_who_sends_too_slowly_is_let_go(start_gateway: StartGateway, replica: Replica, slow: bytes):
    gateway = await start_gateway(replica.address, PATIENCE="1s")
    assert await ask_raw(gateway, slow, seconds=5) == b""
    logged = await until(gateway.requests) if slow else []
    assert [request["status"] for request in logged] == [408] * bool(slow)
    assert replica.calls == []


async def test_slow_visitors_are_in_nobody_s_way(
    start_gateway: StartGateway, replica: Replica, visitor: aiohttp.ClientSession
):
    gateway = await start_gateway(replica.address, PATIENCE="3s")
    begun = b"GET /api/v1/cities/59350 HTTP/1.1\r\nHost: a\r\nX-Slow: "
    crawlers = [asyncio.create_task(ask_raw(gateway, begun)) for _ in range(500)]
    async with asyncio.timeout(2):
        assert (await ask(visitor, gateway, CITY)).status == 200
    await asyncio.gather(*crawlers)
