import asyncio
from typing import Any

import pytest

from services.jobs.proxy.flight import Flights, once_everywhere
from services.jobs.proxy.patience import Patience, Urgency
from services.jobs.proxy.store.memory import MemoryStore
from shared.errors import UnavailableError
from tests.waiting import until


class Work:
    """Done when it is told to; counts how often it was begun and cut short."""

    def __init__(self, outcome: Any = "done") -> None:
        self.outcome = outcome
        self.begun = 0
        self.cut_short = 0
        self.finish = asyncio.Event()
        self.patience: Patience | None = None

    async def __call__(self, patience: Patience) -> str:
        self.begun += 1
        self.patience = patience
        try:
            await self.finish.wait()
        except asyncio.CancelledError:
            self.cut_short += 1
            raise
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return str(self.outcome)


async def test_work_is_done_once_for_all_who_wait():
    flights, work = Flights[str](), Work()
    waiting = asyncio.gather(*[flights.join("a", Patience(5), work) for _ in range(100)])
    await until(lambda: work.begun)
    work.finish.set()
    assert await waiting == ["done"] * 100
    assert work.begun == 1


async def test_work_for_other_keys_is_other_work():
    flights, work = Flights[str](), Work()
    work.finish.set()
    await asyncio.gather(*[flights.join(key, Patience(5), work) for key in "abc"])
    assert work.begun == 3


async def test_all_are_told_of_a_failure_and_the_next_tries_again():
    flights, work = Flights[str](), Work(UnavailableError("away"))
    work.finish.set()
    outcomes = await asyncio.gather(
        *[flights.join("a", Patience(5), work) for _ in range(3)], return_exceptions=True
    )
    assert [str(outcome) for outcome in outcomes] == ["away"] * 3
    assert work.begun == 1
    work.outcome = "done"
    assert await flights.join("a", Patience(5), work) == "done"


async def test_who_leaves_lets_the_others_have_the_outcome():
    flights, work = Flights[str](), Work()
    first = asyncio.create_task(flights.join("a", Patience(5), work))
    second = asyncio.create_task(flights.join("a", Patience(5), work))
    await until(lambda: work.begun)
    first.cancel()
    await asyncio.wait([first])
    work.finish.set()
    assert await second == "done"
    assert (work.begun, work.cut_short) == (1, 0)


async def test_work_ends_when_the_last_has_left():
    flights, work = Flights[str](), Work()
    waiting = [asyncio.create_task(flights.join("a", Patience(5), work)) for _ in range(2)]
    await until(lambda: work.begun)
    for waiter in waiting:
        waiter.cancel()
    await until(lambda: work.cut_short == 1)
    work.finish.set()
    assert await flights.join("a", Patience(5), work) == "done"


async def test_each_leaves_at_its_own_deadline():
    flights, work = Flights[str](), Work()
    patient = asyncio.create_task(flights.join("offres:a", Patience(5), work))
    with pytest.raises(UnavailableError, match="offres: no answer before the deadline"):
        await flights.join("offres:a", Patience(0.01), work)
    work.finish.set()
    assert await patient == "done"


async def test_work_becomes_as_patient_and_as_urgent_as_who_joins():
    flights, work = Flights[str](), Work()
    background = asyncio.create_task(flights.join("a", Patience(2, Urgency.BACKGROUND), work))
    visitor = asyncio.create_task(flights.join("a", Patience(5), work))
    await until(lambda: work.begun)
    assert work.patience is not None
    assert work.patience.urgency is Urgency.VISITOR
    assert work.patience.remaining() > 4
    work.finish.set()
    await asyncio.gather(background, visitor)


class Shelf:
    """Where replicas leave the outcome for each other."""

    def __init__(self) -> None:
        self.found: str | None = None
        self.done = 0

    async def look(self) -> str | None:
        return self.found

    async def work(self) -> str:
        self.done += 1
        await asyncio.sleep(0.05)
        self.found = "done"
        return self.found


async def test_one_replica_works_and_the_others_find_its_outcome():
    store, shelf = MemoryStore(1024), Shelf()
    outcomes = await asyncio.gather(
        *[once_everywhere(store, "key", Patience(5), shelf.look, shelf.work) for _ in range(5)]
    )
    assert outcomes == ["done"] * 5
    assert shelf.done == 1


async def test_a_replica_that_dies_at_work_is_replaced():
    store, shelf = MemoryStore(1024), Shelf()
    assert await store.acquire("lock:key", "the dead", 0.2)
    assert await once_everywhere(store, "key", Patience(5), shelf.look, shelf.work) == "done"


async def test_long_work_keeps_its_lock():
    now = [0.0]
    store, shelf = MemoryStore(1024, clock=lambda: now[0]), Shelf()
    working = Work()

    async def work() -> str:
        return await working(Patience(5))

    first = asyncio.create_task(once_everywhere(store, "key", Patience(9), shelf.look, work))
    await until(lambda: working.begun)
    now[0] = 1.4

    async def extended() -> bool:
        return store._locks["lock:key"][1] > 2.5

    await until(extended)
    now[0] = 2.5
    assert not await store.acquire("lock:key", "other", 1)
    working.finish.set()
    assert await first == "done"
    assert await store.acquire("lock:key", "other", 1)


async def test_background_work_becomes_urgent_when_a_visitor_of_another_replica_waits_for_it():
    store, shelf = MemoryStore(1024), Shelf()
    working = Work()
    background = Patience(9, Urgency.BACKGROUND)

    async def work() -> str:
        shelf.found = await working(background)
        return shelf.found

    renewal = asyncio.create_task(once_everywhere(store, "key", background, shelf.look, work))
    await until(lambda: working.begun)
    visitor = asyncio.create_task(once_everywhere(store, "key", Patience(5), shelf.look, shelf.work))
    await until(lambda: background.urgency is Urgency.VISITOR)
    working.finish.set()
    assert [await renewal, await visitor] == ["done", "done"]
    assert shelf.done == 0


async def test_who_waits_for_another_replica_gives_up_at_the_deadline():
    store, shelf = MemoryStore(1024), Shelf()
    await store.acquire("lock:offres:key", "the slow", 60)
    with pytest.raises(UnavailableError, match="offres: another replica still waits for its answer"):
        await once_everywhere(store, "offres:key", Patience(0.1), shelf.look, shelf.work)
    assert shelf.done == 0
