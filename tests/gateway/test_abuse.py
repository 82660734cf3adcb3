"""Requests that are made to be read in two ways, and hosts, paths and headers that lie."""

import re

import aiohttp
import pytest

from tests.gateway.asking import ask, ask_raw, parse
from tests.gateway.conftest import StartGateway
from tests.gateway.replica import Call, Replica
from tests.servers.gateway import Gateway
from tests.waiting import until

CITY = "/api/v1/cities/59350"
ONE = b"GET /api/v1/cities/59350 HTTP/1.1\r\nHost: a\r\n"
SMUGGLED = b"GET /internal/datasets HTTP/1.1\r\nHost: a\r\n\r\n"


@pytest.fixture
def replica(lasting_replica: Replica) -> Replica:
    return lasting_replica


@pytest.fixture
def gateway(lasting_gateway: Gateway) -> Gateway:
    return lasting_gateway


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/cities/../../internal/datasets",
        "/api/v1/cities/..%2f..%2finternal/datasets",
        "/api/v1/cities/%2e%2e/%2e%2e/metrics",
        "/api/v1/cities/..%5c..%5cmetrics",
        "/api/v1/cities/..\\metrics",
        "/api/v1/cities/%252e%252e/metrics",
        "/internal/../api/v1/cities/59350",
        "//internal/datasets",
        "/api/v1//cities",
        "/api/v1/cities/.",
        "/api/v1/cities;x=/internal",
        "/api/v1/cities/%00",
        "/api/v1/cities/%0d%0aX: y",
        "/assets/../../../etc/passwd",
        "/assets/..%2f..%2f..%2fetc/passwd",
        "/api/docs/../../etc/passwd",
        "/.//etc/passwd",
    ],
)
async def test_a_path_with_two_readings_reaches_nobody(gateway: Gateway, replica: Replica, path: str):
    received = await ask_raw(gateway, f"GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".encode())
    assert parse(received).status == 400
    assert replica.calls == []


@pytest.mark.parametrize(
    "path", ["/internal/datasets", "/INTERNAL/datasets", "/api/v1/internal", "/metrics/"]
)
async def test_inner_routes_have_no_other_name(gateway: Gateway, replica: Replica, path: str):
    received = await ask_raw(gateway, f"GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".encode())
    assert parse(received).status == 404
    assert replica.calls == []


POST = b"POST /api/cities/search HTTP/1.1\r\nHost: a\r\n"
CHUNKED = b"Transfer-Encoding: chunked\r\n"


@pytest.mark.parametrize(
    "sent",
    [
        POST + CHUNKED + b"Content-Length: 6\r\n\r\n0\r\n\r\nG",
        POST + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        POST + CHUNKED + b"Transfer-Encoding: x\r\n\r\n0\r\n\r\n",
        POST + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
        POST + b"Content-Length: +5\r\n\r\nabcde",
        POST + CHUNKED + b"\r\nfffffffffffffffff\r\n",
        b"GET /api/v1/cities/59350 HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"GET /api/v1/cities/59350 HTTP/1.1\r\n\r\n",
        b"GET /api/v1/cities/59350 HTTP/1.1\r\nHost: a/../b\r\n\r\n",
        b"GET /api/v1/cities/59350 HTTP/1.1\r\nHost : a\r\nBad Header: x\r\n\r\n",
        b"get /api/v1/cities/59350 HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET /api/v1/cities/59350 HTTP/2.0\r\nHost: a\r\n\r\n",
        b"CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    ],
)
async def test_a_message_that_is_not_http_reaches_nobody(gateway: Gateway, replica: Replica, sent: bytes):
    received = await ask_raw(gateway, sent, close=True)
    assert parse(received).status in {400, 405, 501, 505}
    assert replica.calls == []


async def test_a_body_is_never_the_next_request(gateway: Gateway, replica: Replica):
    """Of a GET it is dropped, of a POST it is sent with its length."""
    length = str(len(SMUGGLED)).encode()
    get = ONE + b"Content-Length: " + length + b"\r\n\r\n" + SMUGGLED
    post = POST + CHUNKED + b"\r\n"
    post += hex(len(SMUGGLED))[2:].encode() + b"\r\n" + SMUGGLED + b"\r\n0\r\n\r\n"
    last = b"GET /api/v1/cities/1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    received = await ask_raw(gateway, get + post + last)
    assert re.findall(rb"HTTP/1\.1 (\d+)", received) == [b"200"] * 3
    assert [(call.path, call.body) for call in replica.calls] == [
        (CITY, b""),
        ("/api/cities/search", SMUGGLED),
        ("/api/v1/cities/1", b""),
    ]
    assert replica.calls[1].headers["Content-Length"] == length.decode()
    assert not any("Transfer-Encoding" in call.headers for call in replica.calls)


async def test_an_absolute_address_is_read_as_ours(gateway: Gateway, replica: Replica):
    received = await ask_raw(
        gateway,
        b"GET http://169.254.169.254/api/v1/cities/1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
    )
    assert parse(received).status == 200
    assert [(call.path, call.headers["Host"]) for call in replica.calls] == [("/api/v1/cities/1", "cities")]


async def test_no_upgrade_and_no_hop_by_hop_header_gets_through(
    gateway: Gateway, replica: Replica, visitor: aiohttp.ClientSession
):
    headers = {"Connection": "Upgrade, X-Secret", "Upgrade": "websocket", "TE": "trailers", "X-Secret": "1"}
    assert (await ask(visitor, gateway, CITY, headers=headers)).status == 200
    assert set(replica.calls[0].headers) <= {"Host", "X-Request-ID", "Connection"}
    assert replica.calls[0].headers.get("Connection", "close") == "close"


@pytest.mark.parametrize(
    "host", ["evil.example", "mobiville.test.evil.example", "mobiville.test@evil.example", "127.0.0.1"]
)
async def test_a_foreign_host_changes_nothing_that_is_sent(
    start_gateway: StartGateway, replica: Replica, visitor: aiohttp.ClientSession, host: str
):
    gateway = await start_gateway(replica.address, SERVER_NAMES="mobiville.test")
    answer = await ask(visitor, gateway, "/cities?x=1", headers={"Host": host})
    assert answer.status in {400, 421}
    assert host not in answer.text + str(answer.headers)


async def test_a_service_cannot_be_made_to_use_nginx_against_us(
    gateway: Gateway, replica: Replica, visitor: aiohttp.ClientSession
):
    async def lie(_: Call) -> aiohttp.web.Response:
        headers = {
            "X-Accel-Redirect": "/_erreur/style.css",
            "X-Accel-Limit-Rate": "1",
            "X-Sendfile": "/etc/passwd",
        }
        return aiohttp.web.Response(text="its own", headers=headers)

    replica.answer = lie
    assert (await ask(visitor, gateway, CITY)).text == "its own"


async def test_the_log_takes_one_line_whatever_is_sent(start_gateway: StartGateway):
    gateway = await start_gateway()
    first = b'GET /villes?q="},\\x0a{%0a%0d HTTP/1.1\r\nHost: a\r\n'
    await ask_raw(gateway, first + b'User-Agent: "}\xff\r\nReferer: \\"\r\nConnection: close\r\n\r\n')
    (line,) = await until(gateway.requests)
    assert line["query"] == 'q="},\\x0a{%0a%0d'
    assert (line["user_agent"], line["referer"]) == ("(not printable)", '\\"')
