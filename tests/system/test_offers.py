"""Several replicas of the offers service count as one for upstream, and as more than one for visitors."""

import asyncio
import itertools
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from redis import Redis as RedisClient

from tests.sandbox.francetravail.server import UNLIMITED
from tests.servers.redis import Redis
from tests.system.offers_stack import FranceTravailProcess, OffersStack, count_fetches, running_offers
from tests.waiting import until

WIDE = {"JOBS_OFFRES__QUOTA_CALLS": "1000"}
FRESH_FOR_A_SECOND = '{"fresh": 1, "revalidate": 1, "stale": 86400, "missing": 1}'


@dataclass(frozen=True)
class Answer:
    status: int
    seconds: float
    headers: dict[str, str]
    content: Any


@pytest.fixture(scope="module")
def _running_upstream(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FranceTravailProcess]:
    server = FranceTravailProcess(tmp_path_factory.mktemp("france"))
    server.start()
    yield server
    server.process.kill()


@pytest.fixture
def upstream(_running_upstream: FranceTravailProcess) -> FranceTravailProcess:
    """The stand-in, as new."""
    _running_upstream.control("POST", "reset")
    return _running_upstream


@pytest.fixture
def empty_redis(redis: Redis) -> Redis:
    with RedisClient.from_url(redis.url) as client:
        client.flushall()
    return redis


@pytest.fixture
async def visitors() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        yield session


async def ask(visitors: aiohttp.ClientSession, stack: OffersStack, **search: str | int) -> Answer:
    begun = time.perf_counter()
    async with visitors.get(f"{stack.url}/api/v1/offers", params=search) as response:
        content = await response.json(content_type=None)
        return Answer(response.status, time.perf_counter() - begun, dict(response.headers), content)


async def test_a_thousand_identical_requests_are_one_call(
    tmp_path: Path, empty_redis: Redis, upstream: FranceTravailProcess, visitors: aiohttp.ClientSession
):
    upstream.switch(latency_ms={"offres": 1000})
    patient = {"JOBS_PROXY__DEADLINE_SECONDS": "20"}  # as the machine may be busy
    async with running_offers(tmp_path, empty_redis, upstream, 3, **patient) as stack:
        answers = await asyncio.gather(
            *(ask(visitors, stack, rome="J1506", city="59350") for _ in range(1000))
        )
        shares = [sum(count_fetches(replica).values()) for replica in stack.replicas]
    assert {answer.status for answer in answers} == {200}
    assert len({answer.content["licence"]["updated_at"] for answer in answers}) == 1
    assert (upstream.calls("offres")["calls"], upstream.calls("oauth")["calls"]) == (1, 1)
    assert sum(shares) == 1000
    assert min(shares) > 200


async def test_a_replica_that_is_killed_under_load_loses_no_request_and_may_come_back(
    tmp_path: Path, empty_redis: Redis, upstream: FranceTravailProcess, visitors: aiohttp.ClientSession
):
    upstream.switch(latency_ms={"offres": 200}, rates={"*": UNLIMITED}, default_rate=UNLIMITED)
    searches = itertools.count()
    answers: list[Answer] = []
    enough = asyncio.Event()

    async def visit(stack: OffersStack) -> None:
        """Every other search is one that nobody asked for before, and waits for upstream."""
        while not enough.is_set():
            number = next(searches)
            page = 1 if number % 2 else 1 + number // 2
            answers.append(await ask(visitors, stack, rome="M1607", per_page=1, page=page))

    async with running_offers(tmp_path, empty_redis, upstream, 3, **WIDE) as stack:
        victim = stack.replicas[0]
        load = asyncio.gather(*(visit(stack) for _ in range(24)))
        await until(lambda: len(answers) > 100)
        victim.process.kill()
        before = len(answers)
        await until(lambda: len(answers) > before + 300)
        await asyncio.to_thread(victim.start)
        await until(lambda: asyncio.to_thread(_serves, victim))
        enough.set()
        await load
    assert {answer.status for answer in answers} == {200}


def _serves(replica: Any) -> bool:
    return sum(count_fetches(replica).values()) > 10


async def test_busy_replicas_together_stay_within_the_quota(
    tmp_path: Path, empty_redis: Redis, upstream: FranceTravailProcess, visitors: aiohttp.ClientSession
):
    quota = {"JOBS_OFFRES__QUOTA_CALLS": "5", "JOBS_PROXY__QUOTA_MARGIN_SECONDS": "0.4"}
    async with running_offers(tmp_path, empty_redis, upstream, 3, **quota) as stack:
        answers = await asyncio.gather(
            *(ask(visitors, stack, rome="M1607", page=page, per_page=1) for page in range(1, 91))
        )
        busy = [sum(count_fetches(replica).values()) for replica in stack.replicas]
    served = [answer for answer in answers if answer.status == 200]
    refused = [answer for answer in answers if answer.status == 503]
    counted = upstream.calls("offres")
    assert min(busy) > 10
    assert len(served) + len(refused) == 90
    assert counted["calls"] == len(served) > 5
    assert counted["max_per_second"] == 5
    assert all(int(answer.headers["Retry-After"]) >= 1 for answer in refused)


@pytest.mark.parametrize("outage", [{"kind": "html", "status": 502}, {"kind": "slow", "seconds": 60}])
async def test_an_outage_leaves_what_is_known_with_its_age_and_a_clear_refusal_of_the_rest(
    tmp_path: Path,
    empty_redis: Redis,
    upstream: FranceTravailProcess,
    visitors: aiohttp.ClientSession,
    outage: dict[str, Any],
):
    soon_old = {**WIDE, "JOBS_LIFETIMES__OFFER_SEARCH": FRESH_FOR_A_SECOND}
    async with running_offers(tmp_path, empty_redis, upstream, 3, **soon_old) as stack:
        known = await ask(visitors, stack, rome="J1506", city="59350")
        upstream.fail_next(api="offres", times=-1, **outage)

        async def stale_ones() -> list[Answer]:
            answer = await ask(visitors, stack, rome="J1506", city="59350")
            return [answer] if answer.content["stale"] else []

        (old,) = await until(stale_ones)
        unknown = await asyncio.gather(
            *(ask(visitors, stack, rome="M1607", page=page) for page in range(1, 31))
        )
    assert known.status == old.status == 200
    assert old.content["items"] == known.content["items"]
    assert old.content["age_seconds"] >= 1
    assert old.headers["Cache-Control"] == "no-store"
    assert {answer.status for answer in unknown} == {503}
    assert all(int(answer.headers["Retry-After"]) >= 1 for answer in unknown)
    assert max(answer.seconds for answer in unknown) < 4  # the deadline is 3 s
