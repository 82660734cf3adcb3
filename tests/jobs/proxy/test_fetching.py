"""The promises of the proxy, over real HTTP, by several replicas with one Redis between them."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest
from pydantic import TypeAdapter

from services.jobs.proxy.failures import RequestRefusedError
from services.jobs.proxy.fetching import Proxy
from services.jobs.proxy.resources import Answer, Resource
from services.jobs.upstream_settings import Lifetime
from shared.errors import ServiceError, UnavailableError, UpstreamError
from tests.jobs.proxy.replicas import (
    LIFETIME,
    PAGE,
    Clock,
    Page,
    page,
    parse_page,
    replica,
    replicas,
    settings_of,
)
from tests.jobs.upstream_server import Handler, UpstreamServer, always, count_calls, in_turn
from tests.waiting import until

HOUR, DAY = 3600, 86_400


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def proxy(upstream: UpstreamServer, clock: Clock) -> AsyncIterator[Proxy]:
    """One replica alone, without Redis; nothing is tried twice."""
    async with replica(settings_of(upstream, attempts=1), clock) as proxy:
        yield proxy


async def test_a_thousand_identical_requests_over_three_replicas_cause_one_call(
    upstream: UpstreamServer, redis_url: str
):
    upstream.hold.clear()
    async with replicas(3, settings_of(upstream, redis_url)) as proxies:
        requests = asyncio.gather(*[proxies[n % 3].fetch(PAGE, page()) for n in range(1000)])
        await until(lambda: upstream.under_way)
        upstream.hold.set()
        assert {fetched.value.number for fetched in await requests} == {1}
    assert len(upstream.calls) == 1
    assert len(upstream.grants) == 1


async def test_what_one_replica_fetched_the_others_have(upstream: UpstreamServer, redis_url: str):
    async with replicas(2, settings_of(upstream, redis_url)) as (first, second):
        await first.fetch(PAGE, page())
        assert (await second.fetch(PAGE, page())).value == Page(number=1)
    assert len(upstream.calls) == 1


async def test_a_fresh_answer_is_served_from_the_cache(upstream: UpstreamServer, proxy: Proxy, clock: Clock):
    await proxy.fetch(PAGE, page())
    clock.now += 99
    fetched = await proxy.fetch(PAGE, page())
    assert (fetched.value.number, fetched.stale, fetched.age_seconds) == (1, False, 99)
    assert fetched.fetched_at.timestamp() == clock.now - 99


class NewPage(Page):
    title: str | None = None


async def test_another_version_does_not_read_what_was_kept_in_another_shape(
    upstream: UpstreamServer, redis_url: str
):
    newer = Resource(
        "page", "offres", LIFETIME, lambda _: NewPage(number=2, title="Offres"), TypeAdapter(NewPage)
    )
    async with replicas(2, settings_of(upstream, redis_url)) as (first, second):
        await first.fetch(PAGE, page())
        assert (await second.fetch(newer, page())).value.title == "Offres"
        assert (await first.fetch(PAGE, page())).value == Page(number=1)
    assert len(upstream.calls) == 2


async def test_parameters_in_another_order_are_the_same_request(upstream: UpstreamServer, proxy: Proxy):
    first, second = ("codeROME", "J1506"), ("commune", "59350")
    request = page()
    await proxy.fetch(PAGE, type(request)("GET", ("offres",), params=(first, second)))
    await proxy.fetch(PAGE, type(request)("GET", ("offres",), params=(second, first)))
    assert len(upstream.calls) == 1


async def test_a_stale_answer_is_served_at_once_and_renewed_behind(
    upstream: UpstreamServer, proxy: Proxy, clock: Clock
):
    await proxy.fetch(PAGE, page())
    clock.now += 101
    upstream.hold.clear()
    fetched = await proxy.fetch(PAGE, page())
    assert (fetched.value.number, fetched.stale, fetched.age_seconds) == (1, True, 101)
    upstream.hold.set()

    async def renewed() -> bool:
        fetched = await proxy.fetch(PAGE, page())
        return (fetched.value.number, fetched.stale) == (2, False)

    await until(renewed)
    assert len(upstream.calls) == 2


async def test_a_stale_answer_is_renewed_once_by_all_replicas(
    upstream: UpstreamServer, redis_url: str, clock: Clock
):
    async with replicas(3, settings_of(upstream, redis_url), clock) as proxies:
        await asyncio.gather(*[proxy.fetch(PAGE, page()) for proxy in proxies])
        clock.now += 101
        fetched = await asyncio.gather(*[proxies[n % 3].fetch(PAGE, page()) for n in range(300)])
        assert all(one.stale for one in fetched)

        async def renewed() -> bool:
            return not any([(await proxy.fetch(PAGE, page())).stale for proxy in proxies])

        await until(renewed)
    assert len(upstream.calls) == 2


async def test_an_old_answer_is_asked_again_before_it_is_served(
    upstream: UpstreamServer, proxy: Proxy, clock: Clock
):
    await proxy.fetch(PAGE, page())
    clock.now += 1001
    fetched = await proxy.fetch(PAGE, page())
    assert (fetched.value.number, fetched.stale, fetched.age_seconds) == (2, False, 0)


@pytest.mark.parametrize(
    "failure",
    [
        always(503),
        always(500, '{"codeErreur":"JCS0011G","codeHttp":500,"message":"mal formée"}'),
        always(403),
        always(200, "<html>Maintenance</html>", "text/html"),
        always(200, '{"number": "many"}'),
        always(200, ""),
        always(429, "", "text/plain", Retry_After="60"),
    ],
    ids=["503", "500", "403", "html", "shape", "empty", "429"],
)
async def test_an_old_answer_is_served_when_there_is_no_newer_one(
    upstream: UpstreamServer, proxy: Proxy, clock: Clock, failure: Handler
):
    await proxy.fetch(PAGE, page())
    clock.now += 5000
    upstream.answer = failure
    fetched = await proxy.fetch(PAGE, page())
    assert (fetched.value.number, fetched.stale, fetched.age_seconds) == (1, True, 5000)
    clock.now += 5001
    with pytest.raises(ServiceError):
        await proxy.fetch(PAGE, page())


async def test_an_old_answer_is_waited_for_once_then_served_at_once_while_upstream_hangs(
    upstream: UpstreamServer, clock: Clock
):
    settings = settings_of(upstream, old_patience_seconds=0.3, failed_renewal_seconds=5)
    async with replica(settings, clock) as proxy:
        await proxy.fetch(PAGE, page())
        clock.now += 5000
        upstream.hold.clear()
        for least, most in ((0.3, 1.0), (0.0, 0.1)):
            start = time.monotonic()
            fetched = await proxy.fetch(PAGE, page())
            assert (fetched.value.number, fetched.stale) == (1, True)
            assert least <= time.monotonic() - start < most
        upstream.hold.set()
        await asyncio.gather(*proxy._renewals.values())
        assert (await proxy.fetch(PAGE, page())).value == Page(number=2)
    assert (len(upstream.calls), upstream.cut_short) == (2, 0)


async def test_no_offer_is_shown_after_a_day_whatever_the_lifetime(
    upstream: UpstreamServer, proxy: Proxy, clock: Clock
):
    ageless = Lifetime(fresh=HOUR, revalidate=30 * DAY, stale=30 * DAY, missing=10)
    offers = Resource("offers", "offres", ageless, parse_page, TypeAdapter(Page))
    await proxy.fetch(offers, page())
    upstream.answer = always(503)
    clock.now += DAY - 1
    assert (await proxy.fetch(offers, page())).stale
    clock.now += 1
    with pytest.raises(UnavailableError):
        await proxy.fetch(offers, page())


async def test_a_failed_renewal_is_not_tried_again_at_once(
    upstream: UpstreamServer, redis_url: str, clock: Clock
):
    settings = settings_of(upstream, redis_url, attempts=1, failed_renewal_seconds=600)
    async with replicas(2, settings, clock) as proxies:
        await proxies[0].fetch(PAGE, page())
        clock.now += 101
        upstream.answer = always(503)
        await proxies[0].fetch(PAGE, page())
        await until(lambda: not proxies[0]._renewals)
        for proxy in proxies * 5:
            assert (await proxy.fetch(PAGE, page())).stale
            await asyncio.gather(*proxy._renewals.values())
    assert len(upstream.calls) == 2


def parse_or_none(answer: Answer) -> Page | None:
    return None if answer.status in {204, 404} else parse_page(answer)


MAYBE = Resource(
    "maybe",
    "offres",
    LIFETIME,
    parse_or_none,
    TypeAdapter(Page | None),
    is_answer=lambda answer: answer.status in {200, 204, 404},
)


@pytest.mark.parametrize("nothing", [204, 404])
async def test_that_there_is_nothing_is_remembered_briefly(
    upstream: UpstreamServer, proxy: Proxy, clock: Clock, nothing: int
):
    upstream.answer = in_turn(always(nothing), count_calls(upstream))
    assert (await proxy.fetch(MAYBE, page())).value is None
    clock.now += 9
    assert (await proxy.fetch(MAYBE, page())).value is None
    assert len(upstream.calls) == 1
    clock.now += 1
    assert (await proxy.fetch(MAYBE, page())).value == Page(number=2)


async def test_a_withdrawn_offer_takes_the_place_of_the_one_that_was_kept(
    upstream: UpstreamServer, proxy: Proxy, clock: Clock
):
    assert (await proxy.fetch(MAYBE, page())).value == Page(number=1)
    clock.now += 1001
    upstream.answer = always(404)
    assert (await proxy.fetch(MAYBE, page())).value is None


async def test_a_refused_request_is_refused_again_without_a_call(
    upstream: UpstreamServer, redis_url: str, clock: Clock
):
    message = "Valeur du paramètre « commune » incorrecte."
    upstream.answer = always(400, f'{{"message":"{message}","codeHttp":400,"codeErreur":"17"}}')
    async with replicas(2, settings_of(upstream, redis_url), clock) as proxies:
        for proxy in proxies:
            with pytest.raises(RequestRefusedError) as refused:
                await proxy.fetch(PAGE, page())
            assert (refused.value.status, refused.value.upstream_status) == (502, 400)
            assert refused.value.upstream_message == message
    assert len(upstream.calls) == 1


async def test_an_unusable_answer_is_not_kept(upstream: UpstreamServer, proxy: Proxy):
    upstream.answer = in_turn(always(200, '{"number": null}'), count_calls(upstream))
    with pytest.raises(UpstreamError, match="offres: unusable answer for page: number: "):
        await proxy.fetch(PAGE, page())
    assert (await proxy.fetch(PAGE, page())).value == Page(number=2)


async def test_the_deadline_holds_when_upstream_hangs(upstream: UpstreamServer, redis_url: str):
    upstream.hold.clear()
    async with replicas(2, settings_of(upstream, redis_url, deadline_seconds=0.5)) as proxies:
        start = time.monotonic()
        outcomes = await asyncio.gather(
            *[proxies[n % 2].fetch(PAGE, page()) for n in range(20)], return_exceptions=True
        )
        assert 0.4 < time.monotonic() - start < 5
    assert all(isinstance(outcome, UnavailableError) for outcome in outcomes)
    assert all(outcome.headers["Retry-After"] for outcome in outcomes if isinstance(outcome, ServiceError))


async def test_a_visitor_who_leaves_does_not_cut_the_others_short(upstream: UpstreamServer, proxy: Proxy):
    upstream.hold.clear()
    leaver = asyncio.create_task(proxy.fetch(PAGE, page()))
    stayer = asyncio.create_task(proxy.fetch(PAGE, page()))
    await until(lambda: upstream.under_way)
    leaver.cancel()
    await asyncio.wait([leaver])
    upstream.hold.set()
    assert (await stayer).value == Page(number=1)
    assert (len(upstream.calls), upstream.cut_short) == (1, 0)


async def test_a_call_that_nobody_waits_for_is_cut_short(upstream: UpstreamServer, proxy: Proxy):
    upstream.hold.clear()
    leavers = [asyncio.create_task(proxy.fetch(PAGE, page())) for _ in range(2)]
    await until(lambda: upstream.under_way)
    for leaver in leavers:
        leaver.cancel()
    await until(lambda: upstream.cut_short == 1)
    upstream.hold.set()
    assert (await proxy.fetch(PAGE, page())).value == Page(number=2)


async def test_a_resource_asked_for_ahead_is_there_when_it_is_wanted(upstream: UpstreamServer, proxy: Proxy):
    proxy.renew(PAGE, page())
    await until(lambda: not proxy._renewals)
    assert (await proxy.fetch(PAGE, page())).value == Page(number=1)
    assert len(upstream.calls) == 1


async def test_all_that_is_fetched_for_one_visitor_shares_one_deadline(upstream: UpstreamServer):
    upstream.hold.clear()
    async with replica(settings_of(upstream, deadline_seconds=0.6)) as proxy:
        patience = proxy.patience()
        start = time.monotonic()
        for number in range(3):
            with pytest.raises(UnavailableError):
                await proxy.fetch(PAGE, page(number), patience=patience)
    assert time.monotonic() - start < 1.7


async def test_states_name_what_is_wrong_and_only_that(upstream: UpstreamServer, proxy: Proxy):
    assert set(proxy.states()) == {
        "offres",
        "marche-du-travail",
        "acces-emploi",
        "infotravail",
        "rome-metiers",
        "la-bonne-boite",
        "evenements",
        "cities",
        "tensions",
        "redis",
    }
    upstream.answer = always(403)
    with pytest.raises(UnavailableError):
        await proxy.fetch(PAGE, page())
    states = proxy.states()
    assert states["offres"].startswith("switched off: no access to what was asked (403); tried again in ")
    assert states["evenements"] == "ok"
