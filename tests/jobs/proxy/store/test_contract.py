"""What both stores promise."""

import asyncio
import time
from functools import partial
from uuid import uuid4

from services.jobs.proxy.store.contract import Quota, Store, Turn
from tests.waiting import until

VISITOR, BULK, BACKGROUND = 0, 1, 2
THREE = Quota("offres", calls=3, seconds=60)


async def take(
    store: Store, quota: Quota, waiter: str = "", *, urgency: int = VISITOR, patience: float = 300
) -> Turn:
    return await store.take_turn(quota, waiter or uuid4().hex, urgency=urgency, patience=patience)


async def test_a_value_is_kept_until_it_expires(store: Store):
    assert await store.get("town") is None
    await store.put("town", b"Lille", 30)
    await store.put("village", b"Ennevelin", 0.05)
    assert await store.get("town") == b"Lille"
    await until(lambda: gone(store, "village"))
    await store.put("town", b"Roubaix", 30)
    assert await store.get("town") == b"Roubaix"


async def gone(store: Store, key: str) -> bool:
    return await store.get(key) is None


async def test_one_at_a_time_holds_a_lock(store: Store):
    assert await store.acquire("door", "ann", 30)
    assert not await store.acquire("door", "bob", 30)
    await store.release("door", "bob")
    assert not await store.acquire("door", "bob", 30)
    await store.release("door", "ann")
    assert await store.acquire("door", "bob", 30)


async def test_a_lock_is_lost_when_it_is_not_extended(store: Store):
    assert await store.acquire("door", "ann", 0.05)
    assert await store.extend("door", "ann", 30)
    assert not await store.extend("door", "bob", 30)
    assert await store.acquire("gate", "ann", 0.05)
    await until(lambda: store.acquire("gate", "bob", 30))
    assert not await store.extend("gate", "ann", 30)
    assert not await store.acquire("door", "bob", 30)


async def test_turns_are_granted_up_to_the_quota_then_wait_for_the_period_to_pass(store: Store):
    assert [(await take(store, THREE)).granted for _ in range(3)] == [True, True, True]
    fourth = await take(store, THREE)
    assert not fourth.granted
    assert 59 < fourth.wait <= 60


async def test_one_api_does_not_wait_for_another(store: Store):
    for _ in range(3):
        await take(store, THREE)
    assert (await take(store, Quota("evenements", 1, 60))).granted


async def served(store: Store, quota: Quota, waiter: str) -> bool:
    return (await take(store, quota, waiter)).granted


async def test_a_turn_comes_free_one_period_after_it_was_granted(store: Store):
    quota = Quota("offres", 2, 0.15)
    start = time.monotonic()
    for waiter in range(6):
        await until(partial(served, store, quota, str(waiter)), every=0.005)
    assert 0.3 <= time.monotonic() - start < 10


async def test_who_waits_is_served_in_the_order_of_arrival(store: Store):
    quota = Quota("offres", 1, 0.1)
    await take(store, quota)
    assert not (await take(store, quota, "first")).granted
    assert not (await take(store, quota, "second")).granted
    await asyncio.sleep((await take(store, quota, "first")).wait)
    assert not (await take(store, quota, "second")).granted
    assert not (await take(store, quota, "newcomer")).granted
    assert (await take(store, quota, "first")).granted


async def test_the_wait_counts_those_ahead(store: Store):
    quota = Quota("offres", 2, 10)
    waits = [(await take(store, quota)).wait for _ in range(8)]
    assert waits[:2] == [0, 0]
    assert [round(wait) for wait in waits[2:]] == [10, 10, 20, 20, 30, 30]


async def test_a_case_is_hopeless_at_once_and_is_not_in_the_way(store: Store):
    quota = Quota("offres", 1, 10)
    await take(store, quota)
    hopeless = await take(store, quota, patience=3)
    assert (hopeless.granted, hopeless.hopeless) == (False, True)
    assert 9 < hopeless.wait <= 10
    assert 9 < (await take(store, quota)).wait <= 10


async def test_who_leaves_makes_room(store: Store):
    quota = Quota("offres", 1, 10)
    await take(store, quota)
    await take(store, quota, "ann")
    assert (await take(store, quota, "bob")).wait > 10
    await store.leave(quota, "ann")
    assert (await take(store, quota, "bob")).wait <= 10


async def test_who_does_not_come_back_is_forgotten(store: Store):
    quota = Quota("offres", 1, 0.05)
    await take(store, quota)
    assert not (await take(store, quota, "lost")).granted
    await until(lambda: served(store, quota, "patient"), seconds=3)


async def test_visitors_pass_before_the_others(store: Store):
    quota = Quota("offres", 1, 10)
    await take(store, quota)
    assert (await take(store, quota, "renewal", urgency=BACKGROUND)).wait < 11
    assert (await take(store, quota, "visitor")).wait < 11
    assert (await take(store, quota, "counts", urgency=BULK)).wait > 11
    assert (await take(store, quota, "renewal", urgency=BACKGROUND)).wait > 21


async def test_who_becomes_urgent_passes_before_the_others(store: Store):
    quota = Quota("offres", 1, 10)
    await take(store, quota)
    await take(store, quota, "ann", urgency=BACKGROUND)
    assert (await take(store, quota, "bob", urgency=BACKGROUND)).wait > 11
    assert (await take(store, quota, "bob", urgency=VISITOR)).wait < 11


async def test_some_turns_are_kept_for_visitors(store: Store):
    quota = Quota("offres", 3, 60, spare=1)
    assert (await take(store, quota, urgency=BACKGROUND)).granted
    assert (await take(store, quota, urgency=BACKGROUND)).granted
    assert not (await take(store, quota, urgency=BACKGROUND)).granted
    assert (await take(store, quota)).granted


async def test_a_pause_holds_for_all(store: Store):
    await store.slow_down(THREE, pause=20, calls=None, seconds=60)
    await store.slow_down(THREE, pause=5, calls=None, seconds=60)
    assert 19 < (await take(store, THREE)).wait <= 20
    assert (await take(store, THREE, patience=3)).hopeless


async def test_a_pause_ends(store: Store):
    await store.slow_down(THREE, pause=0.05, calls=None, seconds=60)
    turn = await take(store, THREE, "ann")
    assert not turn.granted
    await asyncio.sleep(turn.wait)
    assert (await take(store, THREE, "ann")).granted


async def test_fewer_turns_are_given_for_a_while(store: Store):
    await store.slow_down(THREE, pause=0, calls=1, seconds=60)
    assert (await take(store, THREE)).granted
    assert not (await take(store, THREE)).granted
    await store.slow_down(THREE, pause=0, calls=1, seconds=0.001)
    await until(lambda: served(store, THREE, "patient"))


async def test_a_thousand_at_once_get_no_more_than_the_quota(store: Store):
    turns = await asyncio.gather(*[take(store, THREE) for _ in range(1000)])
    assert sum(turn.granted for turn in turns) == 3
