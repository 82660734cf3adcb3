"""The tension matrix over HTTP, from a stand-in of the tensions service."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from services.cities.clients.copies import Copy
from services.cities.clients.tensions import copy_tensions
from services.cities.columns.matrix import TensionMatrix
from shared.errors import UnavailableError, UpstreamError
from shared.http_client import create_session
from tests.cities.stand_in import MATRIX, Tensions
from tests.waiting import until


@pytest.fixture
async def tensions() -> AsyncIterator[Tensions]:
    stand_in = Tensions()
    async with stand_in.serving():
        yield stand_in


@pytest.fixture
async def client(tensions: Tensions) -> AsyncIterator[Copy[TensionMatrix]]:
    async with create_session("test", seconds=5) as session:
        yield copy_tensions(session, tensions.url)


async def test_the_matrix_gives_levels_by_occupation_and_bassin(client: Copy[TensionMatrix]):
    matrix = await client.get_value()
    assert (matrix.level("J1102", "5302"), matrix.level("J1102", "5315"), matrix.level("G1602", "5316")) == (
        4,
        1,
        2,
    )
    assert matrix.levels.shape == (2, 3)
    assert (matrix.year, matrix.sample) == (2021, True)
    assert matrix.source is not None
    assert matrix.source.producer == "Dares"


async def test_what_the_matrix_does_not_have_is_unknown(client: Copy[TensionMatrix]):
    matrix = await client.get_value()
    assert matrix.level("G1602", "5302") is None
    assert matrix.level("A1101", "5302") is None
    assert matrix.level("G1602", "0101") is None


async def test_the_matrix_is_sent_again_only_when_it_has_changed(
    tensions: Tensions, client: Copy[TensionMatrix]
):
    first = await client.get_version()
    assert await client.get_version() == first
    assert (tensions.asked, tensions.sent) == (2, 1)
    tensions.etag, tensions.matrix = '"2"', MATRIX | {"levels": ["000", "555"]}
    assert await client.get_version() != first
    assert (await client.get_value()).level("J1102", "5315") == 5


async def test_without_an_etag_the_version_in_the_answer_tells(
    tensions: Tensions, client: Copy[TensionMatrix]
):
    tensions.etag = None
    first = await client.get_version()
    assert await client.get_version() == first
    tensions.matrix = MATRIX | {"version": "2"}
    assert await client.get_version() != first


async def test_a_service_that_comes_back_is_asked_again(tensions: Tensions, client: Copy[TensionMatrix]):
    tensions.status = 503
    asking = asyncio.create_task(client.get_version())
    await until(lambda: tensions.asked, every=0.001)
    tensions.status = 200
    await asyncio.wait_for(asking, 10)
    assert tensions.asked == 2


async def test_a_service_that_stays_away_is_said_to_be(tensions: Tensions, client: Copy[TensionMatrix]):
    tensions.status = 500
    with pytest.raises(UnavailableError, match="/internal/tensions/matrix: status 500"):
        await client.get_version()
    assert tensions.asked == 3


async def test_nobody_listening_is_unavailable():
    async with create_session("test", seconds=5) as session:
        with pytest.raises(UnavailableError, match=re.escape("http://127.0.0.1:1/")):
            await copy_tensions(session, "http://127.0.0.1:1").get_version()


async def test_what_was_obtained_stays_when_the_service_fails(
    tensions: Tensions, client: Copy[TensionMatrix]
):
    await client.get_version()
    tensions.status = 404
    with pytest.raises(UpstreamError, match="status 404"):
        await client.get_version()
    assert (await client.get_value()).level("J1102", "5302") == 4


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: "<html>",
        lambda matrix: matrix | {"levels": ["052"]},
        lambda matrix: matrix | {"levels": ["05", "413"]},
        lambda matrix: matrix | {"levels": ["059", "413"]},
        lambda matrix: matrix | {"levels": ["05x", "413"]},
        lambda matrix: matrix | {"levels": ["05é", "413"]},
        lambda matrix: matrix | {"bassins": ["../..", "5315", "5316"]},
        lambda matrix: {key: value for key, value in matrix.items() if key != "rome"},
    ],
)
async def test_an_answer_that_is_no_matrix_is_refused(
    tensions: Tensions, client: Copy[TensionMatrix], spoil: Callable[[dict[str, Any]], Any]
):
    tensions.matrix = spoil(dict(MATRIX))
    with pytest.raises(UpstreamError, match="not a tension matrix"):
        await client.get_version()
    assert tensions.asked == 1


async def test_an_empty_matrix_is_a_matrix(tensions: Tensions, client: Copy[TensionMatrix]):
    tensions.matrix = MATRIX | {"rome": [], "bassins": [], "levels": [], "year": None, "source": None}
    matrix = await client.get_value()
    assert matrix.level("J1102", "5302") is None
