"""One site for all of these tests; each finds the stand-in of France Travail as new."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio

from tests.jobs.stand_ins import france_travail
from tests.legacy.stack import Site, running_site
from tests.sandbox.francetravail.server import FranceTravail
from tests.servers.gateway import Gateway


@pytest.fixture(scope="session")
def _france(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FranceTravail]:
    server = france_travail(tmp_path_factory.mktemp("france"))
    server.start()
    yield server
    server.stop()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def _site(_france: FranceTravail, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Site]:
    async with running_site(tmp_path_factory.mktemp("legacy"), _france) as running:
        yield running


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def gateway(_site: Site, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Gateway]:
    """The real one in front of the real services; a visitor may ask five times, then once a second."""
    addresses = {f"{name.upper()}_ADDRESS": url.removeprefix("http://") for name, url in _site.urls.items()}
    home = tmp_path_factory.mktemp("gateway")
    running = Gateway(home, **addresses, API_RATE="1r/s", API_BURST="5")
    await asyncio.to_thread(running.start)
    yield running
    running.kill()


@pytest.fixture
def site(_site: Site) -> Site:
    _site.france.reset()
    return _site
