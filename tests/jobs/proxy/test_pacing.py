"""The quota, as the upstream counts it."""

import asyncio
import time

import pytest
from redis import Redis as RedisClient

from services.jobs.proxy.failures import NoTurnError
from services.jobs.proxy.pacing import Pacer
from services.jobs.proxy.patience import Patience, Urgency
from services.jobs.proxy.resources import Answer
from services.jobs.proxy.store.contract import Quota, Store
from services.jobs.proxy.store.memory import MemoryStore
from shared.errors import ServiceError, UnavailableError
from tests.jobs.proxy.replicas import PAGE, page, replicas, settings_of
from tests.jobs.upstream_server import UpstreamServer, always, count_calls, in_turn
from tests.waiting import until

FIVE = {"quota_calls": 5, "quota_seconds": 0.5}


async def test_three_replicas_together_never_exceed_the_quota(upstream: UpstreamServer, redis_url: str):
    settings = settings_of(upstream, redis_url, offres=FIVE, quota_margin_seconds=1)
    start = time.monotonic()
    async with replicas(3, settings) as proxies:
        outcomes = await asyncio.gather(
            *[proxies[n % 3].fetch(PAGE, page(n)) for n in range(60)], return_exceptions=True
        )
    served = [outcome for outcome in outcomes if not isinstance(outcome, Exception)]
    assert upstream.most_in(0.5) == 5
    assert len(served) == len(upstream.calls) >= 10
    assert all(isinstance(outcome, UnavailableError) for outcome in outcomes if outcome not in served)
    assert time.monotonic() - start < 8


async def test_who_has_no_turn_before_the_deadline_is_told_at_once_when_to_come_back(
    upstream: UpstreamServer,
):
    upstream.hold.clear()
    async with replicas(1, settings_of(upstream, offres={"quota_calls": 1, "quota_seconds": 40})) as (proxy,):
        first = asyncio.create_task(proxy.fetch(PAGE, page(1)))
        await until(lambda: upstream.under_way)
        start = time.monotonic()
        with pytest.raises(UnavailableError, match="offres: all the calls we are allowed are taken") as told:
            await proxy.fetch(PAGE, page(2))
        assert time.monotonic() - start < 5
        assert 38 < int(told.value.headers["Retry-After"]) <= 41
        upstream.hold.set()
        await first


async def test_waiting_callers_are_served_in_order(upstream: UpstreamServer):
    offres = {"quota_calls": 1, "quota_seconds": 0.05}
    async with replicas(1, settings_of(upstream, offres=offres, quota_margin_seconds=0)) as (proxy,):
        await proxy.fetch(PAGE, page(0))  # the token is there
        requests = []
        for number in range(1, 15):
            requests.append(asyncio.create_task(proxy.fetch(PAGE, page(number))))
            await asyncio.sleep(0)
        await asyncio.gather(*requests)
    assert [call.query for call in upstream.calls] == [f"page={number}" for number in range(15)]


@pytest.fixture
def store() -> Store:
    return MemoryStore(1024)


def pacer(store: Store, calls: int = 1, seconds: float = 0.1) -> Pacer:
    return Pacer("offres", Quota("offres", calls, seconds), store)


async def test_a_visitor_passes_before_a_renewal_that_came_first(store: Store):
    served = []

    async def wait(name: str, urgency: Urgency) -> None:
        await pacer(store).wait_turn(Patience(5, urgency))
        served.append(name)

    await wait("first", Urgency.VISITOR)
    renewal = asyncio.create_task(wait("renewal", Urgency.BACKGROUND))
    await asyncio.sleep(0)
    await asyncio.gather(wait("visitor", Urgency.VISITOR), renewal)
    assert served == ["first", "visitor", "renewal"]


async def test_a_renewal_that_a_visitor_joins_becomes_urgent(store: Store):
    quota = pacer(store, seconds=0.6)
    await quota.wait_turn(Patience(5))
    others = [asyncio.create_task(quota.wait_turn(Patience(9, Urgency.BACKGROUND))) for _ in range(3)]
    await asyncio.sleep(0)
    joined = Patience(9, Urgency.BACKGROUND)
    waiting = asyncio.create_task(quota.wait_turn(joined))
    await asyncio.sleep(0)
    joined.join(Patience(2))
    await waiting
    assert not any(other.done() for other in others)
    for other in others:
        other.cancel()
    await asyncio.wait(others)


async def test_who_is_cancelled_leaves_the_queue(store: Store):
    quota = pacer(store, seconds=10)
    await quota.wait_turn(Patience(5))
    waiting = asyncio.create_task(quota.wait_turn(Patience(60)))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.wait([waiting])
    with pytest.raises(NoTurnError) as told:
        await quota.wait_turn(Patience(1))
    assert told.value.headers["Retry-After"] == "10"


async def test_a_429_holds_all_replicas_for_as_long_as_it_says(upstream: UpstreamServer, redis_url: str):
    upstream.answer = in_turn(always(429, "", "text/plain", Retry_After="1"), count_calls(upstream))
    async with replicas(2, settings_of(upstream, redis_url)) as (first, second):
        asked = asyncio.create_task(first.fetch(PAGE, page(1)))
        with RedisClient.from_url(redis_url) as redis:
            await until(lambda: any(redis.hexists(key, "paused_until") for key in redis.keys("*:state")))
        await asyncio.gather(asked, second.fetch(PAGE, page(2)))
    assert len(upstream.calls) == 3
    assert min(call.at for call in upstream.calls[1:]) - upstream.calls[0].at >= 1


async def test_after_a_pause_there_are_half_as_many_turns_for_a_moment(store: Store):
    quota = pacer(store, calls=8, seconds=60)
    await quota.pause(0.05)
    await quota.wait_turn(Patience(5))
    assert await turns(store, 8) == 3


async def test_a_429_that_says_nothing_holds_for_a_second(upstream: UpstreamServer):
    upstream.answer = in_turn(always(429), count_calls(upstream))
    async with replicas(1, settings_of(upstream)) as (proxy,):
        await proxy.fetch(PAGE, page())
    assert 1 <= upstream.calls[1].at - upstream.calls[0].at < 5


async def test_a_long_429_is_told_at_once_to_whoever_comes_next(upstream: UpstreamServer):
    upstream.answer = always(429, Retry_After="60")
    async with replicas(1, settings_of(upstream)) as (proxy,):
        start = time.monotonic()
        for number in range(5):
            with pytest.raises(ServiceError) as told:
                await proxy.fetch(PAGE, page(number))
            assert 58 < int(told.value.headers["Retry-After"]) <= 60
        assert time.monotonic() - start < 10
        assert proxy.states()["offres"] == "ok"
    assert len(upstream.calls) == 1


def limits(remaining: int, rate: int, burst: int) -> Answer:
    names = {"remaining": remaining, "replenish-rate": rate, "burst-capacity": burst}
    headers = {f"x-ratelimit-{name}-clientidlimiter": str(value) for name, value in names.items()}
    return Answer(200, headers, b"")


async def turns(store: Store, calls: int) -> int:
    """How many there are at once."""
    quota = Quota("offres", calls, 60)
    taken = [await store.take_turn(quota, str(n), urgency=0, patience=0) for n in range(calls)]
    return sum(turn.granted for turn in taken)


@pytest.mark.parametrize(("rate", "burst", "left"), [(100, 100, 9), (3, 9, 9), (4, 2, 2), (50, 1, 1)])
async def test_an_upstream_that_announces_less_gets_less(store: Store, rate: int, burst: int, left: int):
    await pacer(store, calls=9, seconds=60).heed(limits(5, rate, burst))
    assert await turns(store, 9) == left


async def test_an_upstream_with_nothing_left_gets_a_moment(store: Store):
    quota = pacer(store, calls=9)
    await quota.heed(limits(0, 2, 10))
    start = time.monotonic()
    await quota.wait_turn(Patience(5))
    assert 0.45 < time.monotonic() - start < 4


async def test_headers_that_mean_nothing_change_nothing(store: Store):
    answer = Answer(
        200,
        {"x-ratelimit-replenish-rate-clientidlimiter": "-1", "x-ratelimit-remaining-clientidlimiter": "?"},
        b"",
    )
    await pacer(store, calls=9, seconds=60).heed(answer)
    assert await turns(store, 9) == 9
