"""One stand-in for all of these tests; each test finds it as new. Time only moves when a test moves it."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime

import aiohttp
import pytest
import pytest_asyncio

from sandbox.clock import Clock
from sandbox.wikimedia.places import Places, read_places
from sandbox.wikimedia.settings import WikimediaSettings
from tests.sandbox.wikimedia.client import Client
from tests.sandbox.wikimedia.server import Wikimedia

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


class Ticks:
    """Seconds, as the limits count them."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="session")
def _ticks() -> Ticks:
    return Ticks()


@pytest.fixture
def ticks(_ticks: Ticks) -> Ticks:
    return _ticks


@pytest.fixture(scope="session")
def _running(_ticks: Ticks) -> Iterator[Wikimedia]:
    server = Wikimedia(clock=Clock(wall=NOW.timestamp, ticks=_ticks))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def server(_running: Wikimedia) -> Wikimedia:
    _running.reset()
    return _running


@pytest.fixture(scope="session")
def codes(_running: Wikimedia) -> dict[str, str]:
    """The commune that has it, by oddity."""
    return _running.find_oddities()


@pytest_asyncio.fixture
async def client(server: Wikimedia) -> AsyncIterator[Client]:
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=20)) as session:
        yield Client(session, server.url)


@pytest.fixture(scope="session")
def places() -> Places:
    return read_places(WikimediaSettings().data)
