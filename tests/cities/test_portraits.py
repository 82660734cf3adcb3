"""Portraits kept for sheets, and the patience that sheets have."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from services.cities.clients.enrichment import PortraitClient
from services.cities.portraits import UNAVAILABLE, Portraits, Shown
from shared.http_client import create_session
from tests.cities.stand_in import Enrichment
from tests.waiting import until


class Clock:
    """Seconds that pass when a test says so."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
async def enrichment() -> AsyncIterator[Enrichment]:
    stand_in = Enrichment()
    for code in ("35238", "29019", "75056"):
        stand_in.add("communes", code, f"Texte de {code}.")
    async with stand_in.serving():
        yield stand_in


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def portraits(enrichment: Enrichment, clock: Clock) -> AsyncIterator[Portraits]:
    async with create_session("test", seconds=5) as session:
        client = PortraitClient(session, enrichment.url, seconds=0.5)
        yield Portraits(client, most=2, seconds=300, clock=clock)


def text(shown: Shown) -> str | None:
    return shown.portrait.text if shown.portrait else shown.missing


async def test_a_portrait_is_asked_for_once(portraits: Portraits, enrichment: Enrichment):
    found = [await portraits.find("communes", "35238") for _ in range(3)]
    assert {text(shown) for shown in found} == {"Texte de 35238."}
    assert len(enrichment.asked) == 1


async def test_a_crowd_at_once_is_one_call(portraits: Portraits, enrichment: Enrichment):
    enrichment.delay = 0.05
    found = await asyncio.gather(*(portraits.find("communes", "35238") for _ in range(50)))
    assert {text(shown) for shown in found} == {"Texte de 35238."}
    assert len(enrichment.asked) == 1


async def test_a_change_that_is_announced_is_asked_for(portraits: Portraits, enrichment: Enrichment):
    await portraits.find("communes", "35238")
    enrichment.add("communes", "35238", "Autre texte.")
    portraits.forget("communes", ["35238", "29019"])
    assert text(await portraits.find("communes", "35238")) == "Autre texte."


async def test_what_was_on_its_way_when_the_change_was_announced_is_not_kept(
    portraits: Portraits, enrichment: Enrichment
):
    enrichment.delay = 0.1
    early = asyncio.create_task(portraits.find("communes", "35238"))
    await until(lambda: enrichment.asked, every=0.001)
    portraits.forget("communes", ["35238"])
    await early
    enrichment.add("communes", "35238", "Autre texte.")
    assert text(await portraits.find("communes", "35238")) == "Autre texte."


async def test_an_announcement_that_was_missed_costs_minutes(
    portraits: Portraits, enrichment: Enrichment, clock: Clock
):
    await portraits.find("communes", "35238")
    enrichment.add("communes", "35238", "Autre texte.")
    clock.now += 299
    assert text(await portraits.find("communes", "35238")) == "Texte de 35238."
    clock.now += 1
    assert text(await portraits.find("communes", "35238")) == "Autre texte."


async def test_the_least_recently_shown_is_dropped(portraits: Portraits, enrichment: Enrichment):
    for code in ("35238", "29019", "35238", "75056", "35238", "29019"):
        await portraits.find("communes", code)
    assert [path.rsplit("/", 1)[1] for path in enrichment.asked] == ["35238", "29019", "75056", "29019"]


async def test_a_service_that_fails_is_left_alone_longer_and_longer(
    portraits: Portraits, enrichment: Enrichment, clock: Clock
):
    enrichment.status = 503
    for _ in range(20):
        shown = await portraits.find("communes", "35238")
        assert (shown.known, shown.missing) == (False, UNAVAILABLE)
    assert len(enrichment.asked) == 1
    clock.now += 1
    await portraits.find("communes", "35238")
    clock.now += 1
    await portraits.find("communes", "35238")
    assert len(enrichment.asked) == 2
    assert "2 failures" in portraits.state


async def test_a_service_that_comes_back_is_found_out_within_seconds(
    portraits: Portraits, enrichment: Enrichment, clock: Clock
):
    enrichment.status = 500
    for _ in range(2000):
        clock.now += 31
        await portraits.find("communes", "35238")
        if len(enrichment.asked) == 12:
            break
    enrichment.status = 200
    clock.now += 30
    assert text(await portraits.find("communes", "35238")) == "Texte de 35238."
    assert text(await portraits.find("communes", "29019")) == "Texte de 29019."


async def test_while_a_call_tells_whether_it_is_back_the_others_do_not_wait(
    portraits: Portraits, enrichment: Enrichment, clock: Clock
):
    enrichment.status = 500
    await portraits.find("communes", "35238")
    clock.now += 1
    enrichment.delay = 0.3
    probing = asyncio.create_task(portraits.find("communes", "35238"))
    await until(lambda: len(enrichment.asked) == 2, every=0.001)
    assert not (await portraits.find("communes", "29019")).known
    assert not probing.done()
    await probing


async def test_what_was_obtained_is_shown_while_the_service_fails(
    portraits: Portraits, enrichment: Enrichment, clock: Clock
):
    await portraits.find("communes", "35238")
    enrichment.status = 503
    clock.now += 86_400
    shown = await portraits.find("communes", "35238")
    assert (text(shown), shown.known) == ("Texte de 35238.", True)


async def test_a_place_without_a_portrait_says_why(portraits: Portraits):
    shown = await portraits.find("communes", "65258")
    assert (shown.portrait, shown.missing, shown.known) == (None, "Pas encore cherché.", True)
