import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from services.jobs.proxy.store.contract import Quota
from services.jobs.proxy.store.fallback import FallbackStore
from services.jobs.proxy.store.memory import MemoryStore
from services.jobs.proxy.store.redis import RedisStore
from tests.servers.redis import Redis
from tests.waiting import until

TIMEOUT = 0.2
PATIENCE = 0.6
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
    store = FallbackStore(shared, MemoryStore(1024), timeout=TIMEOUT, share=0.25, patience=PATIENCE)
    yield store
    await store.close()


async def works(store: FallbackStore) -> bool:
    await store.put("town", b"Lille", 60)
    return await store.get("town") == b"Lille"


async def back(store: FallbackStore) -> bool:
    return await works(store) and store.state == "ok"


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
    await until(lambda: back(store), seconds=5)


async def test_locks_taken_alone_are_let_go_after_redis_came_back(server: Redis, store: FallbackStore):
    server.pause()
    assert await store.acquire("door", "ann", 60)
    server.resume()
    await store.release("door", "ann")
    server.pause()
    assert await store.acquire("door", "bob", 60)


async def turns(store: FallbackStore, count: int = 9) -> int:
    """How many of so many who ask get one."""
    asked = [await store.take_turn(QUOTA, uuid4().hex, urgency=0, patience=60) for _ in range(count)]
    return sum(turn.granted for turn in asked)


async def test_alone_a_replica_allows_itself_its_share_after_a_while_without_turns(
    server: Redis, store: FallbackStore
):
    assert await turns(store) == 8
    server.pause()
    start = time.monotonic()
    assert await until(lambda: turns(store), seconds=3) == 2
    assert time.monotonic() - start > PATIENCE


async def test_when_redis_is_back_there_are_no_turns_for_one_period(server: Redis, store: FallbackStore):
    server.pause()
    await until(lambda: turns(store), seconds=3)
    server.resume()
    await until(lambda: back(store), seconds=3)
    start = time.monotonic()
    assert await until(lambda: turns(store), seconds=3) == 8
    assert time.monotonic() - start > 0.4


async def test_who_has_no_turn_for_lack_of_redis_comes_back_until_the_deadline(
    server: Redis, store: FallbackStore
):
    server.pause()
    for patience, hopeless in ((2.0, False), (0.1, True)):
        turn = await store.take_turn(QUOTA, "ann", urgency=0, patience=patience)
        assert (turn.granted, turn.wait, turn.hopeless) == (False, 0.25, hopeless)


async def test_a_share_of_less_than_one_call_is_one_call_in_a_longer_period(
    server: Redis, store: FallbackStore
):
    server.pause()
    await works(store)
    store._changed_at = float("-inf")
    rome = Quota("rome", calls=1, seconds=60)
    assert (await store.take_turn(rome, "ann", urgency=0, patience=600)).granted
    assert 239 < (await store.take_turn(rome, "bob", urgency=0, patience=600)).wait <= 240


async def test_pauses_hold_with_and_without_redis(server: Redis, store: FallbackStore):
    await store.slow_down(QUOTA, pause=60, calls=None, seconds=60)
    assert (await store.take_turn(QUOTA, "ann", urgency=0, patience=1)).hopeless
    server.pause()

    async def still_paused() -> bool:
        return (await store.take_turn(QUOTA, "bob", urgency=0, patience=600)).wait > 50

    await until(still_paused, seconds=2)
