"""Requests of two readings, lying names and headers, sent to the real services through the real nginx."""

import asyncio
import re

import orjson
import pytest

from tests.abuse.conftest import create_gateway
from tests.gateway.asking import ask, ask_raw, create_visitor, parse
from tests.legacy.stack import Site
from tests.servers.gateway import Gateway
from tests.waiting import until

pytestmark = pytest.mark.asyncio(loop_scope="session")

LILLE, PARIS = "/api/v1/cities/59350", "/api/v1/cities/75056"
NEXT = f"GET {PARIS} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".encode()
POST = b"POST /api/cities/autocomplete HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
BODY = b'{"query": "lil"}'
INNER = b"GET /internal/datasets HTTP/1.1\r\nHost: a\r\n\r\n"
CHUNKED = b"Transfer-Encoding: chunked\r\n"


def chunk(data: bytes, extension: bytes = b"") -> bytes:
    return hex(len(data))[2:].encode() + extension + b"\r\n" + data + b"\r\n"


def length(number: int) -> bytes:
    return f"Content-Length: {number}\r\n".encode()


def heads(received: bytes) -> list[int]:
    return [int(status) for status in re.findall(rb"HTTP/1\.1 (\d{3})", received)]


# each is followed by a question for Paris on the same connection
SMUGGLING = {
    "cl.te": POST + length(len(INNER) + 5) + CHUNKED + b"\r\n0\r\n\r\n" + INNER,
    "te.cl": POST + CHUNKED + length(4) + b"\r\n" + chunk(INNER) + b"0\r\n\r\n",
    "te.te": POST + CHUNKED + b"Transfer-Encoding: identity\r\n\r\n0\r\n\r\n" + INNER,
    "te in disguise": POST + b"Transfer-Encoding: \x0bchunked\r\n" + length(3) + b"\r\n0\r\n\r\n" + INNER,
    "te with a blank": POST + b"Transfer-Encoding : chunked\r\n" + length(len(BODY)) + b"\r\n" + BODY,
    "folded": POST + b"X: 1\r\n Transfer-Encoding: chunked\r\n" + length(len(BODY)) + b"\r\n" + BODY,
    "two lengths": POST + length(0) + length(len(INNER)) + b"\r\n" + INNER,
    "lengths in a list": POST + b"Content-Length: 16, 16\r\n\r\n" + BODY,
    "length in hexadecimal": POST + b"Content-Length: 0x10\r\n\r\n" + BODY,
    "negative length": POST + b"Content-Length: -1\r\n\r\n" + BODY,
    "length and line feed": POST + b"Content-Length: 16\n\r\n" + BODY,
    "bare line feeds": (POST + length(len(BODY)) + b"\r\n").replace(b"\r\n", b"\n") + BODY,
    "bare carriage return": POST
    + b"X: 1\rTransfer-Encoding: chunked\r\n"
    + length(len(BODY))
    + b"\r\n"
    + BODY,
    "chunk extension": POST + CHUNKED + b"\r\n" + chunk(BODY, b';a=1;b="2"') + b"0\r\n\r\n",
    "trailer": POST + CHUNKED + b"\r\n" + chunk(BODY) + b"0\r\nContent-Length: 9\r\n\r\n",
    "chunk of no number": POST + CHUNKED + b"\r\nx\r\n" + BODY + b"\r\n0\r\n\r\n",
    "chunk that is too short": POST + CHUNKED + b"\r\n3\r\n" + BODY + b"\r\n0\r\n\r\n",
    "body of a get": f"GET {LILLE} HTTP/1.1\r\nHost: a\r\n".encode() + length(len(INNER)) + b"\r\n" + INNER,
    "body of a head": f"HEAD {LILLE} HTTP/1.1\r\nHost: a\r\n".encode() + length(len(INNER)) + b"\r\n" + INNER,
    "expectation": POST + b"Expect: 100-continue\r\n" + length(len(BODY)) + b"\r\n" + BODY,
    "http/1.0": POST.replace(b"1.1", b"1.0")
    + b"Connection: keep-alive\r\n"
    + CHUNKED
    + b"\r\n0\r\n\r\n"
    + INNER,
}


@pytest.mark.parametrize("attempt", SMUGGLING.values(), ids=SMUGGLING.keys())
async def test_no_request_hides_in_another(gateway: Gateway, attempt: bytes):
    """Either the connection ends with a refusal, or the next question has its own answer."""
    before = len(gateway.requests())
    received = await ask_raw(gateway, attempt + NEXT, seconds=60)
    statuses = [status for status in heads(received) if status != 100]
    assert not any(status >= 500 and status != 501 for status in statuses), received
    assert b'"sync_id"' not in received
    assert b'"version"' not in received  # of /internal/datasets
    if b"75056" in received:
        last = received[received.rfind(b"HTTP/1.1 200") :]
        assert orjson.loads(parse(last).body)["code_insee"] == "75056"
    else:
        assert statuses[-1] in {400, 405, 408, 411, 413, 501}, received
    logged = await until(lambda: gateway.requests()[before:])
    assert not [line for line in logged if line["path"].startswith("/internal") and line["status"] == 200]


async def test_services_themselves_agree_on_where_a_request_ends(site: Site):
    """Were a body to reach a service unmeasured, its own reading would refuse what has two."""
    port = int(site.urls["cities"].rpartition(":")[2])
    for attempt in ("cl.te", "te.te", "two lengths", "negative length", "chunk of no number"):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(SMUGGLING[attempt].replace(b"/api/cities/autocomplete", b"/api/v1/suggest") + NEXT)
        writer.write_eof()
        received = await asyncio.wait_for(reader.read(), 30)
        writer.close()
        assert b'"version"' not in received, attempt


@pytest.mark.parametrize("place", ["path", "query", "id"])
async def test_what_is_sent_comes_back_without_its_control_characters(site: Site, place: str):
    encoded = "%0d%0a%7b%22event%22:%22forged%22%7d%1b%5b31m"
    headers = {"X-Request-Id": 'a"}{"event":"forged"}'} if place == "id" else {}
    path = {"path": f"/api/v1/cities/{encoded}", "query": f"/api/v1/cities?rome={encoded}"}.get(
        place, "/none"
    )
    async with create_visitor() as visitor:
        reply = await ask(visitor, Url(site.urls["cities"]), path, headers=headers)  # type: ignore[arg-type]
    assert reply.status in {404, 422}
    assert "\r" not in str(reply.headers)
    assert b"\x1b" not in reply.body
    assert reply.headers["X-Request-Id"].isalnum()


class Url:
    """Of a service, in the place of a gateway's."""

    def __init__(self, url: str) -> None:
        self.url = url


ELSEWHERE = (
    "http://127.0.0.1:9/",
    "//169.254.169.254/latest",
    "file:///etc/passwd",
    "gopher://127.0.0.1:6379/_FLUSHALL",
    "..%2f..%2finternal%2fdatasets",
    "59350%2f..%2f..%2f..%2finternal",
    "%23@evil.example",
    "%3Fx=1",
)
TAKING = (
    "/api/v1/portraits/communes/{}/image",
    "/api/v1/offers/{}",
    "/api/v1/offers?rome=J1506&city={}",
    "/api/v1/companies?rome={}&city=59350",
    "/api/v1/labour-market?rome=J1506&city={}",
    "/api/v1/events?departement={}",
    "/api/v1/cities/{}",
    "/api/v1/helps/{}",
    "/api/photos/communes/{}/200px",
    "/api/cities/load/{}",
    "/api/helps/get-previews/{}",
)


@pytest.mark.parametrize("template", TAKING)
async def test_no_parameter_sends_a_service_elsewhere(gateway: Gateway, site: Site, template: str):
    """What stands for an address is refused by its form, before anybody is called."""
    async with create_visitor() as visitor:
        for target in ELSEWHERE:
            reply = await ask(visitor, gateway, template.format(target.replace("/", "%2f")))
            assert reply.status in {204, 400, 404, 422}, (target, reply.status, reply.body[:200])
            direct = await ask(visitor, Url(site.url), template.format(target.replace("/", "%2f")))  # type: ignore[arg-type]
            assert direct.status in {204, 400, 404, 422}, (target, direct.status, direct.body[:200])


POISON = (
    {"X-Forwarded-Host": "evil.example"},
    {"X-Forwarded-For": "127.0.0.1"},
    {"X-Forwarded-Prefix": "/evil"},
    {"X-Original-URL": "/internal/datasets"},
    {"X-HTTP-Method-Override": "POST"},
    {"X-Method-Override": "DELETE"},
    {"Accept-Encoding": "gzip;q=0, br;q=0, evil"},
    {"Accept": "application/evil"},
    {"Range": "bytes=0-0"},
    {"If-Range": '"x"', "Range": "bytes=0-0,5-9"},
    {"If-None-Match": "*"},
    {"Cookie": "x=y"},
    {"X-Request-Id": "evil-evil-evil"},
)


@pytest.mark.parametrize("headers", POISON, ids=" ".join)
async def test_the_next_visitor_gets_the_real_answer(gateway: Gateway, headers: dict[str, str]):
    path = f"/api/v1/cities?per_page={1 + POISON.index(headers)}"
    async with create_visitor() as evil, create_visitor() as next_one:
        await ask(evil, gateway, path, headers=headers)
        reply = await ask(next_one, gateway, path)
        clean = await ask(next_one, gateway, path + "&page=1")
    assert (reply.status, reply.json["items"]) == (200, clean.json["items"])
    assert b"evil" not in reply.body
    assert "evil" not in str(reply.headers)


async def test_slow_visitors_are_cut_while_others_are_served(
    site: Site, tmp_path_factory: pytest.TempPathFactory
):
    """Headers and bodies that drip: each byte does not buy more time than the patience."""
    gateway = create_gateway(site, tmp_path_factory.mktemp("slow"), PATIENCE="2s")
    await asyncio.to_thread(gateway.start)
    try:
        dripping = [
            asyncio.create_task(drip(gateway.port, begun)) for begun in (NEXT[:-4], POST) for _ in range(20)
        ]
        async with create_visitor() as visitor, asyncio.timeout(20):
            assert (await ask(visitor, gateway, LILLE)).status == 200
        async with asyncio.timeout(60):
            await asyncio.gather(*dripping)
    finally:
        gateway.kill()


async def drip(port: int, begun: bytes) -> None:
    """A header that never ends, a byte at a time; return when the connection is cut."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(begun + b"\r\nX: ")
    while not reader.at_eof():
        writer.write(b"x")
        try:
            await writer.drain()
            await asyncio.wait_for(reader.read(1), 0.2)
        except TimeoutError:
            continue
        except ConnectionError:
            break
    writer.close()
