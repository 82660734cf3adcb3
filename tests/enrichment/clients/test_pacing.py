"""The turns of calls to Wikimedia: the crawl's, and those of visitors who wait."""

import asyncio
import time

import pytest

from services.enrichment.clients.pacing import NoTurnError, Pacer
from tests.waiting import until

FAST = 60_000.0


async def hold(pacer: Pacer, name: str, entered: list[str], leave: asyncio.Event, *, visitor: bool) -> None:
    async with pacer.turn(visitor=visitor):
        entered.append(name)
        await leave.wait()


async def test_the_crawl_is_spread_evenly():
    pacer, begun = Pacer(1200, 3, 80), time.monotonic()
    for _ in range(5):
        async with pacer.turn():
            pass
    assert time.monotonic() - begun >= 4 * 0.05


async def test_the_crawl_leaves_a_place_to_visitors():
    pacer, entered, leave = Pacer(FAST, 3, 80), list[str](), asyncio.Event()
    crawl = [asyncio.create_task(hold(pacer, f"crawl {n}", entered, leave, visitor=False)) for n in range(5)]
    await until(lambda: len(entered) == 2)
    visit = asyncio.create_task(hold(pacer, "visitor", entered, leave, visitor=True))
    await until(lambda: "visitor" in entered)
    assert entered == ["crawl 0", "crawl 1", "visitor"]
    leave.set()
    await asyncio.gather(*crawl, visit)


async def test_no_more_are_under_way_than_wikimedia_allows():
    pacer, entered, leave = Pacer(FAST, 3, 80), list[str](), asyncio.Event()
    visits = [asyncio.create_task(hold(pacer, f"{n}", entered, leave, visitor=True)) for n in range(9)]
    await until(lambda: len(entered) == 3)
    crawl = asyncio.create_task(hold(pacer, "crawl", entered, leave, visitor=False))
    await asyncio.sleep(0)
    assert len(entered) == 3
    leave.set()
    await asyncio.gather(*visits, crawl)
    assert entered[-1] == "crawl"


async def test_a_visitor_goes_before_a_crawl_that_waits_for_its_turn_and_that_waits_longer_for_it():
    pacer = Pacer(120, 3, 80)
    async with pacer.turn():
        pass
    begun, order = time.monotonic(), list[str]()

    async def go(name: str, *, visitor: bool) -> None:
        async with pacer.turn(visitor=visitor):
            order.append(name)

    crawl = asyncio.create_task(go("crawl", visitor=False))
    await asyncio.sleep(0)
    await go("visitor", visitor=True)
    await crawl
    assert order == ["visitor", "crawl"]
    assert time.monotonic() - begun >= 0.9


async def test_the_crawl_waits_until_a_pause_is_over():
    pacer, begun = Pacer(FAST, 3, 80), time.monotonic()
    pacer.pause(0.2)
    async with pacer.turn():
        assert time.monotonic() - begun >= 0.2


async def test_a_pause_does_not_save_up_calls():
    pacer, leave = Pacer(FAST, 1, 80), asyncio.Event()
    entered: list[str] = []
    under_way = asyncio.create_task(hold(pacer, "under way", entered, leave, visitor=True))
    await until(lambda: entered)
    waiting = [asyncio.create_task(hold(pacer, "w", entered, leave, visitor=True)) for _ in range(20)]
    await asyncio.sleep(0)
    pacer.pause(300)
    leave.set()
    outcomes = await asyncio.gather(under_way, *waiting, return_exceptions=True)
    assert entered == ["under way"]
    refused = [one for one in outcomes if isinstance(one, NoTurnError)]
    assert len(refused) == 20
    assert all(290 < one.seconds <= 300 for one in refused)


async def test_a_call_counts_from_when_it_is_sent():
    pacer, entered, leave = Pacer(1, 1, 1), list[str](), asyncio.Event()
    first = asyncio.create_task(hold(pacer, "first", entered, leave, visitor=True))
    await until(lambda: entered)
    impatient = asyncio.create_task(hold(pacer, "impatient", entered, leave, visitor=True))
    await asyncio.sleep(0)
    impatient.cancel()
    leave.set()
    await first
    await hold(pacer, "second", entered, leave, visitor=True)
    with pytest.raises(NoTurnError):
        await hold(pacer, "third", entered, leave, visitor=True)
    assert entered == ["first", "second"]


async def test_visitors_who_have_had_their_minute_are_told_when_to_come_back():
    pacer = Pacer(1, 3, 2)
    for _ in range(3):
        async with pacer.turn(visitor=True):
            pass
    with pytest.raises(NoTurnError) as refused:
        async with pacer.turn(visitor=True):
            pass
    assert 50 < refused.value.seconds <= 60


async def test_what_the_crawl_has_called_is_not_left_to_visitors():
    pacer = Pacer(1, 3, 1)
    async with pacer.turn():
        pass
    async with pacer.turn(visitor=True):
        pass
    with pytest.raises(NoTurnError):
        async with pacer.turn(visitor=True):
            pass


async def test_who_gives_up_waiting_takes_nobodys_place():
    pacer, entered, leave = Pacer(FAST, 1, 80), list[str](), asyncio.Event()
    first = asyncio.create_task(hold(pacer, "first", entered, leave, visitor=True))
    await until(lambda: entered)
    impatient = asyncio.create_task(hold(pacer, "impatient", entered, leave, visitor=True))
    await asyncio.sleep(0)
    impatient.cancel()
    leave.set()
    await first
    await asyncio.wait_for(hold(pacer, "crawl", entered, leave, visitor=False), 5)
    assert entered == ["first", "crawl"]
