"""Public answers are kept for as long as services say, and cannot be made to be somebody's."""

import asyncio

import aiohttp
import pytest

from tests.gateway.asking import Reply, ask
from tests.gateway.replica import Call, Replica, answering
from tests.servers.gateway import Gateway
from tests.waiting import until

PUBLIC = "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400"
SOON_OLD = "public, max-age=1, stale-while-revalidate=600, stale-if-error=86400"
SOON_OLD_UNLESS_BROKEN = "public, max-age=1, stale-if-error=86400"
CITY = "/api/v1/cities/59350"


async def ask_until_old(visitor: aiohttp.ClientSession, gateway: Gateway, path: str = CITY) -> None:
    """Fill the cache, and return once what was kept is no longer fresh."""
    await ask(visitor, gateway, path)
    await asyncio.sleep(2.1)  # max-age=1, in whole seconds of nginx's clock


async def test_what_many_ask_for_at_once_is_asked_of_the_service_once(
    gateway: Gateway, replica: Replica, visitor: aiohttp.ClientSession
):
    replica.answer = answering(seconds=0.1, Cache_Control=PUBLIC)
    answers = await asyncio.gather(*(ask(visitor, gateway, CITY) for _ in range(20)))
    assert {answer.text for answer in answers} == {"answer"}
    assert len(replica.calls) == 1
    states = await until(lambda: _states(gateway, 20))
    assert sorted(states) == ["HIT"] * 19 + ["MISS"]


def _states(gateway: Gateway, count: int) -> list[str]:
    states = [request["cache"] for request in gateway.requests()]
    return states if len(states) == count else []


@pytest.mark.parametrize("path", [CITY, "/api/v1/offers?rome=J1506"])
async def test_what_is_not_to_be_kept_is_not_waited_for_in_turns(
    gateway: Gateway, replica: Replica, visitor: aiohttp.ClientSession, path: str
):
    replica.answer = answering(seconds=0.1, Cache_Control="no-store")
    async with asyncio.timeout(2):
        await asyncio.gather(*(ask(visitor, gateway, path) for _ in range(20)))
    assert len(replica.calls) == 20


async def test_what_has_grown_old_is_shown_while_it_is_renewed(
    gateway: Gateway, replica: Replica, visitor: aiohttp.ClientSession
):
    replica.answer = answering("old", Cache_Control=SOON_OLD)
    await ask_until_old(visitor, gateway)
    renewed = asyncio.Event()

    async def answer_late(_: Call) -> aiohttp.web.Response:
        await renewed.wait()
        return aiohttp.web.Response(text="new", headers={"Cache-Control": PUBLIC})

    replica.answer = answer_late
    apart = {"Connection": "close"}  # a connection of HTTP/1.1 waits for what it set off
    assert [(await ask(visitor, gateway, CITY, headers=apart)).text for _ in range(5)] == ["old"] * 5
    assert len(replica.calls) == 2
    renewed.set()
    await until(lambda: _shows(visitor, gateway, "new"))


async def _shows(visitor: aiohttp.ClientSession, gateway: Gateway, text: str) -> bool:
    return (await ask(visitor, gateway, CITY)).text == text


@pytest.mark.parametrize("status", [500, 502, 503, 504])
async def test_what_is_known_is_shown_when_the_service_fails(
    gateway: Gateway, replica: Replica, visitor: aiohttp.ClientSession, status: int
):
    replica.answer = answering("known", Cache_Control=SOON_OLD_UNLESS_BROKEN)
    await ask_until_old(visitor, gateway)
    replica.answer = answering("broken", status)
    answer = await ask(visitor, gateway, CITY)
    assert (answer.status, answer.text) == (200, "known")


async def test_what_is_known_is_shown_when_the_service_is_gone(
    gateway: Gateway, replica: Replica, visitor: aiohttp.ClientSession
):
    replica.answer = answering("known", Cache_Control=SOON_OLD_UNLESS_BROKEN)
    await ask_until_old(visitor, gateway)
    await replica.stop()
    assert (await ask(visitor, gateway, CITY)).text == "known"
    assert (await ask(visitor, gateway, f"{CITY}?unknown")).status == 502


async def test_what_is_gone_is_not_shown_for_long(
    gateway: Gateway, replica: Replica, visitor: aiohttp.ClientSession
):
    replica.answer = answering("known", Cache_Control=SOON_OLD_UNLESS_BROKEN)
    await ask_until_old(visitor, gateway)
    replica.answer = answering("unknown", 404)
    assert (await ask(visitor, gateway, CITY)).status == 404


@pytest.mark.parametrize("path", ["/api/v1/offers?rome=J1506", "/api/v1/offers/123", "/api/v1/offers/counts"])
async def test_offers_are_not_shown_once_they_are_old(
    gateway: Gateway, replica: Replica, visitor: aiohttp.ClientSession, path: str
):
    replica.answer = answering("known", Cache_Control="public, max-age=1")
    await ask_until_old(visitor, gateway, path)
    replica.answer = answering("broken", 503, Retry_After="7")
    assert (await ask(visitor, gateway, path)).headers["Retry-After"] == "7"
    await replica.stop()
    answer = await ask(visitor, gateway, path)
    assert (answer.status, answer.headers["Cache-Control"]) == (502, "no-store")


@pytest.mark.parametrize(
    "answer",
    [
        answering(),
        answering(Cache_Control="no-store"),
        answering(Cache_Control="private, max-age=60"),
        answering(Cache_Control=PUBLIC, Set_Cookie="session=1"),
        answering(Cache_Control=PUBLIC, Vary="*"),
        answering(status=404, Cache_Control=PUBLIC),
        answering(status=429, Cache_Control=PUBLIC),
        answering(status=500, Cache_Control=PUBLIC),
        answering(status=503, Cache_Control=PUBLIC),
        answering(X_Accel_Expires="60"),
    ],
)
async def test_only_what_services_call_public_and_good_is_kept(
    gateway: Gateway, replica: Replica, visitor: aiohttp.ClientSession, answer: object
):
    replica.answer = answer  # type: ignore[assignment]
    await ask(visitor, gateway, CITY)
    asked = len(replica.calls)
    await ask(visitor, gateway, CITY)
    assert len(replica.calls) > asked


async def _ask_differently(visitor: aiohttp.ClientSession, gateway: Gateway) -> list[Reply]:
    """The same address with everything in the request that a cache may overlook."""
    odd = [
        {"Host": "evil.example"},
        {"X-Forwarded-Host": "evil.example"},
        {"X-Forwarded-Proto": "gopher"},
        {"Forwarded": "host=evil.example"},
        {"X-Original-URL": "/internal/datasets"},
        {"X-Rewrite-URL": "/internal/datasets"},
        {"X-HTTP-Method-Override": "DELETE"},
        {"Cookie": "session=1"},
        {"Authorization": "Bearer me"},
        {"Accept-Language": "en"},
        {"Accept": "text/html"},
        {"Origin": "https://evil.example"},
        {"User-Agent": "evil"},
        {"Range": "bytes=0-2"},
        {"If-None-Match": '"other"'},
        {"Cache-Control": "no-cache"},
        {"Pragma": "no-cache"},
        {"Traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"},
    ]
    return [await ask(visitor, gateway, CITY, headers=headers) for headers in odd]


async def test_no_header_changes_what_others_get(
    gateway: Gateway, replica: Replica, visitor: aiohttp.ClientSession
):
    async def echo(call: Call) -> aiohttp.web.Response:
        sent = sorted(set(call.headers) - {"X-Request-ID"})
        return aiohttp.web.Response(text=f"{sent} {call.headers['Host']}", headers={"Cache-Control": PUBLIC})

    replica.answer = echo
    answers = await _ask_differently(visitor, gateway)
    assert {answer.status for answer in answers} <= {200, 206}
    assert len(replica.calls) == 1
    assert answers[0].text == "['Host'] cities"
    assert {answer.text for answer in answers if answer.status == 200} == {answers[0].text}


async def test_each_address_has_its_own_answer(
    gateway: Gateway, replica: Replica, visitor: aiohttp.ClientSession
):
    async def echo(call: Call) -> aiohttp.web.Response:
        return aiohttp.web.Response(text=call.path, headers={"Cache-Control": PUBLIC})

    replica.answer = echo
    paths = [CITY, f"{CITY}?a=1&b=2", f"{CITY}?b=2&a=1", f"{CITY}?a=%31", f"{CITY}?a=/../x"]
    assert [(await ask(visitor, gateway, path)).text for path in paths * 2] == paths * 2
    assert len(replica.calls) == len(paths)


async def test_head_and_get_share_an_answer(
    gateway: Gateway, replica: Replica, visitor: aiohttp.ClientSession
):
    replica.answer = answering("some text", Cache_Control=PUBLIC)
    head = await ask(visitor, gateway, CITY, "HEAD")
    assert (head.status, head.body, head.headers["Content-Length"]) == (200, b"", "9")
    assert (await ask(visitor, gateway, CITY)).text == "some text"
    assert [call.method for call in replica.calls] == ["GET"]


async def test_an_etag_is_honoured_without_asking_the_service(
    gateway: Gateway, replica: Replica, visitor: aiohttp.ClientSession
):
    replica.answer = answering(Cache_Control=PUBLIC, ETag='"one"')
    await ask(visitor, gateway, CITY)
    answer = await ask(visitor, gateway, CITY, headers={"If-None-Match": 'W/"one"'})
    assert (answer.status, answer.body, len(replica.calls)) == (304, b"", 1)


async def test_posts_of_the_first_contract_are_never_kept(
    gateway: Gateway, replica: Replica, visitor: aiohttp.ClientSession
):
    replica.answer = answering(Cache_Control=PUBLIC)
    for _ in range(2):
        await ask(visitor, gateway, "/api/cities/search", "POST", json={"index": 0})
    assert len(replica.calls) == 2
