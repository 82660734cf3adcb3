"""Portraits and photos over HTTP, from a stand-in of the enrichment service."""

import time
from collections.abc import AsyncIterator

import pytest

from services.cities.clients.enrichment import NoPortrait, PortraitClient, copy_photos
from services.cities.schemas.portrait import Portrait
from shared.errors import UnavailableError, UpstreamError
from shared.http_client import create_session
from tests.cities.stand_in import Enrichment


@pytest.fixture
async def enrichment() -> AsyncIterator[Enrichment]:
    stand_in = Enrichment()
    stand_in.add("communes", "35238", "Rennes est une commune.")
    async with stand_in.serving():
        yield stand_in


@pytest.fixture
async def client(enrichment: Enrichment) -> AsyncIterator[PortraitClient]:
    async with create_session("test", seconds=5) as session:
        yield PortraitClient(session, enrichment.url, seconds=0.3)


async def test_a_portrait_is_read_whole(client: PortraitClient):
    portrait = await client.get_portrait("communes", "35238")
    assert isinstance(portrait, Portrait)
    assert (portrait.text, portrait.page.licence) == ("Rennes est une commune.", "CC BY-SA 4.0")
    assert portrait.image is not None
    assert portrait.image.author == "Jeanne D."


async def test_a_place_without_a_portrait_has_the_reason(client: PortraitClient):
    assert await client.get_portrait("regions", "53") == NoPortrait("Pas encore cherché.")


async def test_a_slow_service_is_waited_for_no_longer_than_was_agreed(
    client: PortraitClient, enrichment: Enrichment
):
    enrichment.delay = 30
    begun = time.monotonic()
    with pytest.raises(UnavailableError, match="TimeoutError"):
        await client.get_portrait("communes", "35238")
    assert 0.3 <= time.monotonic() - begun < 3


async def test_a_failing_service_is_unavailable_and_is_not_asked_twice(
    client: PortraitClient, enrichment: Enrichment
):
    enrichment.status = 502
    with pytest.raises(UnavailableError, match="status 502"):
        await client.get_portrait("communes", "35238")
    assert len(enrichment.asked) == 1


@pytest.mark.parametrize("status", [400, 404, 302])
async def test_an_answer_of_somebody_else_is_no_reason(
    client: PortraitClient, enrichment: Enrichment, status: int
):
    enrichment.status = status
    with pytest.raises(UpstreamError):
        await client.get_portrait("communes", "35238")


async def test_a_portrait_that_lacks_its_credit_is_refused(client: PortraitClient, enrichment: Enrichment):
    del enrichment.portraits["communes", "35238"]["page"]
    with pytest.raises(UpstreamError, match="no portrait"):
        await client.get_portrait("communes", "35238")


async def test_photos_are_those_of_communes_and_have_a_version(enrichment: Enrichment):
    enrichment.add("regions", "53")
    async with create_session("test", seconds=5) as session:
        copy = copy_photos(session, enrichment.url)
        first = await copy.get_version()
        assert list((await copy.get_value()).members) == ["35238"]
        assert await copy.get_version() == first
        enrichment.add("communes", "29019")
        assert await copy.get_version() != first
        assert len(await copy.get_value()) == 2
