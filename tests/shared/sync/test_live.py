import asyncio

import pytest

from shared.broker.contract import Delivery
from shared.errors import UnavailableError
from shared.sync.live import Live, wait_for_first
from tests.waiting import until


class Store:
    """A value with a version, whose reading can be made to fail."""

    def __init__(self) -> None:
        self.version = 1
        self.builds = 0
        self.away = False

    async def get_version(self) -> int:
        if self.away:
            raise ConnectionRefusedError("store is away")
        return self.version

    async def build(self) -> str:
        self.builds += 1
        return f"value {self.version}"


async def test_there_is_no_value_before_the_first_build():
    live = Live("index", Store().get_version, Store().build)
    with pytest.raises(UnavailableError, match="index: not loaded yet"):
        await live.check()


async def test_it_is_rebuilt_only_when_the_version_changes():
    store = Store()
    live = Live("index", store.get_version, store.build)
    assert await live.refresh() is True
    assert await live.refresh() is False
    store.version = 2
    assert await live.refresh() is True
    assert (live.value, store.builds) == ("value 2", 2)


async def test_an_announcement_wakes_it():
    store = Store()
    live = Live("index", store.get_version, store.build, interval=3600)
    async with live.running():
        await until(lambda: store.builds == 1)
        store.version = 2
        await live.on_applied(Delivery("sync.cities.applied", b"", "1", {}, 1))
        await until(lambda: live.value == "value 2", seconds=5)


async def test_what_is_in_use_stays_in_use_during_an_outage_and_is_renewed_after_it():
    store = Store()
    live = Live("index", store.get_version, store.build, interval=0.01)
    async with live.running():
        await until(lambda: store.builds == 1)
        store.away, store.version = True, 2
        live.wake()
        await asyncio.sleep(0)
        assert live.value == "value 1"
        store.away = False
        await until(lambda: live.value == "value 2", seconds=5)


async def test_the_reason_why_there_is_no_value_is_told():
    store = Store()
    store.away = True
    live = Live("index", store.get_version, store.build, interval=0.01)
    async with live.running():
        await until(lambda: "store is away" in _failure(live), seconds=5)


def _failure(live: Live[str]) -> str:
    with pytest.raises(UnavailableError) as caught:
        _ = live.value
    return caught.value.detail


async def test_who_waits_for_the_first_values_goes_on_once_they_are_there():
    slow = asyncio.Event()

    async def build() -> str:
        await slow.wait()
        return "value"

    live = Live("index", Store().get_version, build)
    async with live.running():
        waiting = asyncio.create_task(wait_for_first([live]))
        done, _ = await asyncio.wait([waiting], timeout=0.05)
        assert not done
        slow.set()
        await asyncio.wait_for(waiting, 5)
        assert live.value == "value"


async def test_nobody_waits_for_what_cannot_be_had():
    away, hanging = Store(), Store()
    away.away = True
    never = asyncio.Event()
    lives = [
        Live("away", away.get_version, away.build, interval=3600),
        Live("hanging", never.wait, hanging.build, interval=3600),
    ]
    async with lives[0].running(), lives[1].running(), asyncio.timeout(5):
        await wait_for_first(lives[:1])
        await wait_for_first(lives, seconds=0.05)
