"""One site for all of these tests; each finds the stand-in of France Travail as new."""

from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio

from tests.jobs.stand_ins import france_travail
from tests.legacy.stack import Site, running_site
from tests.sandbox.francetravail.server import FranceTravail


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


@pytest.fixture
def site(_site: Site) -> Site:
    _site.france.reset()
    return _site
