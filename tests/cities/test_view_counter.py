"""Readings are stored together, each once, and whoever reported one is told whether it was."""

import asyncio
from collections import Counter
from collections.abc import Mapping

import pytest

from services.cities.view_counter import ViewCounter
from tests.waiting import until


class Shelf:
    """Stores one batch after the other, each when `let` says so."""

    def __init__(self) -> None:
        self.views: Counter[str] = Counter()
        self.batches: list[dict[str, int]] = []
        self.free = asyncio.Semaphore(0)
        self.broken = False

    async def store(self, readings: Mapping[str, int]) -> dict[str, int]:
        self.batches.append(dict(readings))
        await self.free.acquire()
        if self.broken:
            raise ConnectionError("the disk is away")
        self.views.update(readings)
        return {slug: self.views[slug] for slug in readings}


async def test_what_comes_while_another_is_stored_is_stored_together():
    shelf = Shelf()
    counter = ViewCounter(shelf.store)
    first = asyncio.create_task(counter.add("visale"))
    await until(lambda: shelf.batches == [{"visale": 1}])
    more = [asyncio.create_task(counter.add(slug)) for slug in ["visale", "agepi", "visale"]]
    shelf.free.release()
    assert await first == 1
    shelf.free.release()
    assert await asyncio.gather(*more) == [3, 1, 3]
    assert shelf.batches == [{"visale": 1}, {"visale": 2, "agepi": 1}]


async def test_what_was_not_stored_is_told_to_those_who_wait_and_to_nobody_else():
    shelf = Shelf()
    counter = ViewCounter(shelf.store)
    lost = asyncio.create_task(counter.add("visale"))
    await until(lambda: shelf.batches)
    kept = asyncio.create_task(counter.add("visale"))
    shelf.broken = True
    shelf.free.release()
    with pytest.raises(ConnectionError):
        await lost
    shelf.broken = False
    shelf.free.release()
    assert await kept == 1


async def test_who_goes_away_is_counted_all_the_same_and_takes_nobody_along():
    shelf = Shelf()
    counter = ViewCounter(shelf.store)
    leaving, staying = (asyncio.create_task(counter.add("visale")) for _ in range(2))
    await until(lambda: shelf.batches)
    leaving.cancel()
    shelf.free.release()
    assert await staying == 2
    assert shelf.views["visale"] == 2
