import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from services.jobs.proxy.store.contract import Quota
from services.jobs.proxy.store.fallback import FallbackStore
from services.jobs.proxy.store.memory import MemoryStore
from services.jobs.proxy.store.redis import RedisStore
from tests.servers.redis import Redis
from tests.waiting import until

TIMEOUT = 0.2
QUOTA = Quota("offres", calls=8, seconds=0.5)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Redis]:
    """A Redis of its own, to be stopped and paused."""
    server = Redis(tmp_path)
    server.start()
    yield server
    server.resume() if server._process._process else None
    server.kill9()


@pytest.fixture
async def store(server: Redis) -> AsyncIterator[FallbackStore]:
    shared = RedisStore(server.url, "test:", timeout=TIMEOUT)
    store = FallbackStore(shared, MemoryStore(1024), timeout=TIMEOUT, share=0.25)
    yield store
    await store.close()


async def works(store: FallbackStore) -> bool:
    await store.put("town", b"Lille", 60)
    return await store.get("town") == b"Lille"


async def test_redis_is_used_while_it_answers(server: Redis, store: FallbackStore):
    await store.put("town", b"Lille", 60)
    other = RedisStore(server.url, "test:", timeout=1)
    assert await other.get("town") == b"Lille"
    assert store.state == "ok"
    await other.close()


@pytest.mark.parametrize("failure", ["stop", "pause"])
async def test_without_redis_calls_are_answered_in_bounded_time_and_it_shows(
    server: Redis, store: FallbackStore, failure: str
):
    getattr(server, failure)()
    start = time.monotonic()
    assert await works(store)
    assert time.monotonic() - start < 5 * TIMEOUT
    assert store.state.startswith("away, each replica is on its own: ")


async def test_a_redis_that_hangs_holds_up_one_call_a_second(server: Redis, store: FallbackStore):
    server.pause()
    await works(store)
    start = time.monotonic()
    assert all(await asyncio.gather(*[works(store) for _ in range(200)]))
    assert time.monotonic() - start < 3 * TIMEOUT


async def test_redis_is_used_again_once_it_is_back(server: Redis, store: FallbackStore):
    server.stop()
    await works(store)
    server.start()

    async def back() -> bool:
        await works(store)
        return store.state == "ok"

    await until(back, seconds=5)


async def test_locks_taken_alone_are_let_go_after_redis_came_back(server: Redis, store: FallbackStore):
    server.pause()
    assert await store.acquire("door", "ann", 60)
    server.resume()
    await store.release("door", "ann")
    server.pause()
    assert await store.acquire("door", "bob", 60)


async def test_alone_a_replica_allows_itself_its_share_after_one_period_without_turns(
    server: Redis, store: FallbackStore
):
    granted = [await store.take_turn(QUOTA, f"before-{n}", urgency=0, patience=60) for n in range(9)]
    assert sum(turn.granted for turn in granted) == 8
    server.pause()
    first = await store.take_turn(QUOTA, "first", urgency=0, patience=60)
    assert not first.granted
    assert 0.2 < first.wait <= 0.5
    await asyncio.sleep(first.wait)
    granted = [await store.take_turn(QUOTA, f"after-{n}", urgency=0, patience=60) for n in range(9)]
    assert sum(turn.granted for turn in granted) == 2


async def test_a_share_of_less_than_one_call_is_one_call_in_a_longer_period(
    server: Redis, store: FallbackStore
):
    server.pause()
    alone = await store.take_turn(Quota("rome", 1, 60), "ann", urgency=0, patience=600)
    assert 239 < alone.wait <= 240


async def test_pauses_hold_with_and_without_redis(server: Redis, store: FallbackStore):
    await store.slow_down(QUOTA, pause=60, calls=None, seconds=60)
    assert (await store.take_turn(QUOTA, "ann", urgency=0, patience=1)).hopeless
    server.pause()

    async def still_paused() -> bool:
        return (await store.take_turn(QUOTA, "bob", urgency=0, patience=600)).wait > 50

    await until(still_paused, seconds=2)
