"""What each way of failing comes to, over real HTTP."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from pydantic import TypeAdapter

from services.jobs.proxy.failures import RequestRefusedError, UnreadableError
from services.jobs.proxy.fetching import Proxy
from services.jobs.proxy.resources import Answer, Request, Resource
from shared.errors import ServiceError, UnavailableError, UpstreamError
from tests.jobs.proxy.replicas import LIFETIME, PAGE, Page, page, replica, settings_of
from tests.jobs.upstream_server import Handler, UpstreamServer, always, count_calls, in_turn


@pytest.fixture
async def proxy(upstream: UpstreamServer) -> AsyncIterator[Proxy]:
    offres = {"max_bytes": 100_000, "timeout_seconds": 0.4}
    settings = settings_of(upstream, offres=offres, breaker_failures=100, deadline_seconds=2)
    async with replica(settings) as proxy:
        yield proxy


async def reset(request: web.Request) -> web.StreamResponse:
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


async def cut(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Length": "1000"})
    await response.prepare(request)
    await response.write(b'{"number":')
    assert request.transport is not None
    request.transport.close()
    return response


async def trickle(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse()
    await response.prepare(request)
    while True:
        await response.write(b" ")
        await asyncio.sleep(0.05)


async def hang(_: web.Request) -> web.StreamResponse:
    await asyncio.sleep(60)
    return web.Response()


async def huge(_: web.Request) -> web.StreamResponse:
    return web.Response(body=b'{"number": 1, "rest": "' + b"x" * 200_000 + b'"}')


async def bomb(_: web.Request) -> web.StreamResponse:
    response = web.Response(body=b'{"number": 1, "rest": "' + b"x" * 5_000_000 + b'"}')
    response.enable_compression(web.ContentCoding.gzip)
    return response


async def no_gzip(_: web.Request) -> web.StreamResponse:
    return web.Response(body=b"plain", headers={"Content-Encoding": "gzip"})


HTML = always(502, "<html><body>502 Bad Gateway</body></html>", "text/html")


async def fail(proxy: Proxy) -> ServiceError:
    with pytest.raises(ServiceError) as failure:
        await proxy.fetch(PAGE, page())
    return failure.value


@pytest.mark.parametrize(
    "failure",
    [HTML, always(503), always(504), always(503, Retry_After="0"), reset, cut, hang, trickle, no_gzip],
)
async def test_what_passes_is_tried_again(upstream: UpstreamServer, proxy: Proxy, failure: Handler):
    upstream.answer = in_turn(failure, count_calls(upstream))
    assert (await proxy.fetch(PAGE, page())).value == Page(number=2)


@pytest.mark.parametrize(
    ("failure", "detail"),
    [
        (HTML, "offres: failed with 502"),
        (always(503), "offres: failed with 503"),
        (always(504), "offres: failed with 504"),
        (reset, "offres: no answer: ServerDisconnectedError"),
        (hang, "offres: no whole answer in 0.4 s"),
        (trickle, "offres: no whole answer in 0.4 s"),
    ],
    ids=["502", "503", "504", "reset", "hang", "trickle"],
)
async def test_what_does_not_pass_is_unavailable_after_three_tries(
    upstream: UpstreamServer, proxy: Proxy, failure: Handler, detail: str
):
    upstream.answer = failure
    start = time.monotonic()
    error = await fail(proxy)
    assert time.monotonic() - start < 10
    assert (error.status, error.detail, error.members) == (503, detail, {"upstream": "offres"})
    assert int(error.headers["Retry-After"]) >= 1
    assert len(upstream.calls) == 3


@pytest.mark.parametrize(
    ("failure", "detail", "calls"),
    [
        (cut, "its answer was cut", 3),
        (no_gzip, "its answer was cut", 3),
        (huge, "its answer is larger than 100000 bytes", 1),
        (bomb, "its answer is larger than 100000 bytes", 1),
        (
            always(200, "<html>Maintenance</html>", "text/html"),
            "unusable answer for page: the whole answer: ",
            1,
        ),
        (always(200, '{"number": 1'), "unusable answer for page: the whole answer: Invalid JSON", 1),
        (always(200, ""), "unusable answer for page: the whole answer: Invalid JSON", 1),
        (always(200, "null"), "unusable answer for page: the whole answer: Input should be an object", 1),
        (always(200, "[1]"), "unusable answer for page: the whole answer: Input should be an object", 1),
        (always(200, '{"number": "many"}'), "unusable answer for page: number: ", 1),
        (always(304), "unexpected status 304", 1),
        (always(302, Location="https://elsewhere.invalid/"), "redirects to a host that is not allowed", 1),
        (always(302), "unexpected status 302", 1),
    ],
)
async def test_what_cannot_be_used_is_a_bad_answer(
    upstream: UpstreamServer, proxy: Proxy, failure: Handler, detail: str, calls: int
):
    upstream.answer = failure
    error = await fail(proxy)
    assert isinstance(error, UpstreamError)
    assert error.status == 502
    assert error.detail.startswith(f"offres: {detail}")
    assert len(upstream.calls) == calls


async def test_what_a_parser_stumbles_on_is_a_bad_answer_too(upstream: UpstreamServer, proxy: Proxy):
    careless = Resource("careless", "offres", LIFETIME, lambda a: int(a.headers["total"]), TypeAdapter(int))
    for answer, error in ((always(), "KeyError"), (always(Total="many"), "ValueError")):
        upstream.answer = answer
        with pytest.raises(UpstreamError, match=f"offres: unusable answer for careless: {error}"):
            await proxy.fetch(careless, page())


@pytest.mark.parametrize("status", [400, 404, 405, 410, 422])
async def test_a_refused_request_is_not_tried_again(upstream: UpstreamServer, proxy: Proxy, status: int):
    upstream.answer = always(status, '{"service":"/v1","message":"Code inexistant:\\n Z9999","code":404}')
    error = await fail(proxy)
    assert isinstance(error, RequestRefusedError)
    assert (error.upstream_status, error.upstream_message) == (status, "Code inexistant: Z9999")
    assert len(upstream.calls) == 1


@pytest.mark.parametrize("body", ["", "<html>", "[]", '{"message": 3}', '"no"'])
async def test_a_refusal_without_a_reason_is_told_without(upstream: UpstreamServer, proxy: Proxy, body: str):
    upstream.answer = always(400, body)
    assert (await fail(proxy)).detail == "offres: refused the request with 400"


async def test_an_error_of_the_api_itself_is_not_tried_again(upstream: UpstreamServer, proxy: Proxy):
    upstream.answer = always(500, "Erreur technique. Veuillez contacter le support", "text/plain")
    assert (await fail(proxy)).detail == "offres: failed with 500"
    assert len(upstream.calls) == 1


async def test_a_pause_that_ends_after_the_deadline_is_not_waited_for(upstream: UpstreamServer, proxy: Proxy):
    upstream.answer = always(503, Retry_After="7")
    start = time.monotonic()
    error = await fail(proxy)
    assert time.monotonic() - start < 5
    assert (error.headers["Retry-After"], len(upstream.calls)) == ("7", 1)


async def test_a_status_may_carry_an_answer(upstream: UpstreamServer, proxy: Proxy):
    def no_data(answer: Answer) -> bool:
        return answer.status == 500 and b"n'a pas pu trouver" in answer.body

    figure = Resource("figure", "offres", LIFETIME, lambda _: None, TypeAdapter(None), is_answer=no_data)
    upstream.answer = always(500, '{"message":"Le serveur n\'a pas pu trouver la liste"}')
    assert (await proxy.fetch(figure, page())).value is None
    upstream.answer = always(500, '{"message":"JCS0011G"}')
    with pytest.raises(UnavailableError, match="failed with 500"):
        await proxy.fetch(figure, page(2))


async def test_an_api_that_keeps_failing_is_left_alone_and_the_others_are_not(upstream: UpstreamServer):
    events = Resource("events", "evenements", LIFETIME, PAGE.parse, PAGE.adapter)
    upstream.answer = always(503)
    async with replica(settings_of(upstream, breaker_failures=5, attempts=3)) as proxy:
        for number in range(20):
            with pytest.raises(UnavailableError):
                await proxy.fetch(PAGE, page(number))
        assert len(upstream.calls) == 5
        upstream.answer = count_calls(upstream)
        assert (await proxy.fetch(events, page())).value == Page(number=6)
        with pytest.raises(
            UnavailableError, match="offres: left alone: failed with 503; tried again in"
        ) as told:
            await proxy.fetch(PAGE, page())
        assert 1 <= int(told.value.headers["Retry-After"]) <= 10


async def test_an_api_that_works_again_is_used_again(upstream: UpstreamServer):
    upstream.answer = always(503)
    async with replica(settings_of(upstream, breaker_failures=1, breaker_seconds=0.05)) as proxy:
        await fail(proxy)
        upstream.answer = count_calls(upstream)

        async def used() -> bool:
            try:
                await proxy.fetch(PAGE, page())
            except UnavailableError:
                return False
            return True

        deadline = time.monotonic() + 2
        while not await used():
            assert time.monotonic() < deadline
        assert proxy.states()["offres"] == "ok"


async def test_a_403_switches_the_api_off(upstream: UpstreamServer, proxy: Proxy):
    upstream.answer = always(403, "Invalid scope", "text/plain")
    error = await fail(proxy)
    assert (error.status, error.headers["Retry-After"]) == (503, "600")
    upstream.answer = count_calls(upstream)
    assert (await fail(proxy)).detail.startswith("offres: switched off: ")
    assert len(upstream.calls) == 1


async def test_a_redirection_to_an_allowed_host_is_followed_without_the_token(upstream: UpstreamServer):
    async with UpstreamServer() as elsewhere:
        upstream.answer = always(302, Location=f"{elsewhere.url}/api/v2/search/?rome=J1506")
        host = elsewhere.url.removeprefix("http://")
        async with replica(settings_of(upstream, offres={"redirect_hosts": (host,)})) as proxy:
            assert (await proxy.fetch(PAGE, page())).value == Page(number=1)
            elsewhere.answer = always(302, Location=f"{elsewhere.url}/api/again")
            with pytest.raises(UnreadableError, match="unexpected status 302"):
                await proxy.fetch(PAGE, page(2))
        assert [call.token for call in elsewhere.calls] == ["", ""]
        assert len(upstream.calls) == 2


async def test_what_is_sent(upstream: UpstreamServer, proxy: Proxy):
    await proxy.fetch(
        PAGE,
        Request(
            "POST",
            ("indicateur", "stat offres", "a/b?c#d"),
            params=(("rome", "A1101"), ("rome", "B1101"), ("motsCles", "câble, C++ & co")),
            json={"codeTerritoire": "59"},
        ),
    )
    (call,) = upstream.calls
    assert call.method == "POST"
    assert call.path.startswith(
        "/api/offres/v2/indicateur/stat%20offres/a%2Fb%3Fc%23d?rome=A1101&rome=B1101&"
    )
    assert call.headers["Accept"] == "application/json"
    assert call.headers["User-Agent"] == "Mobiville/0.1"
    assert call.headers["Content-Type"] == "application/json"


@pytest.mark.parametrize("segment", ["", ".", ".."])
async def test_no_segment_leads_out_of_the_api(proxy: Proxy, upstream: UpstreamServer, segment: str):
    with pytest.raises(ValueError, match="a segment is empty or goes up"):
        await proxy.fetch(PAGE, Request("GET", ("offres", segment)))
    assert upstream.calls == []


async def test_our_own_services_are_called_without_token_nor_quota_and_survive_as_any_upstream(
    upstream: UpstreamServer,
):
    place = Resource("place", "cities", LIFETIME, PAGE.parse, PAGE.adapter)
    upstream.answer = in_turn(reset, count_calls(upstream))
    settings = settings_of(upstream).model_copy(update={"cities_url": f"{upstream.url}/api"})
    async with replica(settings) as proxy:
        assert (await proxy.fetch(place, Request("GET", ("v1", "cities", "59350")))).value == Page(number=2)
    assert [call.path for call in upstream.calls] == ["/api/v1/cities/59350"] * 2
    assert "Authorization" not in upstream.calls[0].headers
    assert upstream.grants == []
