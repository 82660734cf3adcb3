"""One stand-in for all of these tests, whose time stands still; each test finds it as new.

Nothing moves unless a test moves it: tokens do not age, buckets do not fill.
"""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime

import aiohttp
import pytest
import pytest_asyncio

from sandbox.clock import Clock
from tests.sandbox.francetravail.client import Client
from tests.sandbox.francetravail.server import FranceTravail

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def _running() -> Iterator[FranceTravail]:
    server = FranceTravail(clock=Clock(wall=NOW.timestamp, ticks=lambda: 0.0))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def server(_running: FranceTravail) -> FranceTravail:
    _running.reset()
    return _running


@pytest_asyncio.fixture
async def client(server: FranceTravail) -> AsyncIterator[Client]:
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=20)) as session:
        yield Client(session, server.url)
