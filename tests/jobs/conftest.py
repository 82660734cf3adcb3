from collections.abc import AsyncIterator, Iterator

import pytest
from redis import Redis as RedisClient

from services.jobs.proxy.opening import open_proxy
from services.jobs.visits import Visit, begin_visit
from tests.jobs.service import Jobs
from tests.jobs.stand_ins import Cities, france_travail, settings_for
from tests.jobs.upstream_server import UpstreamServer
from tests.sandbox.francetravail.server import FranceTravail
from tests.servers.redis import Redis


@pytest.fixture
def redis_url(redis: Redis) -> str:
    """The address of an empty Redis."""
    with RedisClient.from_url(redis.url) as client:
        client.flushall()
    return redis.url


@pytest.fixture
async def upstream() -> AsyncIterator[UpstreamServer]:
    """An upstream and its token endpoint, over HTTP."""
    async with UpstreamServer() as server:
        yield server


@pytest.fixture(scope="session")
def _running_france_travail(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FranceTravail]:
    server = france_travail(tmp_path_factory.mktemp("france"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def france(_running_france_travail: FranceTravail) -> FranceTravail:
    """The stand-in of France Travail, as new, without limits."""
    _running_france_travail.reset()
    # whatever we ask that the real one would silently ignore is a mistake of ours
    _running_france_travail.switch(unknown_params="reject")
    return _running_france_travail


@pytest.fixture
async def cities() -> AsyncIterator[Cities]:
    """The services of ours that are asked."""
    async with Cities() as server:
        yield server


@pytest.fixture
async def visit(france: FranceTravail, cities: Cities) -> AsyncIterator[Visit]:
    """What clients fetch through; it waits longer than a visitor would."""
    settings = settings_for(france, cities, proxy={"deadline_seconds": 20})
    async with open_proxy(settings) as proxy:
        yield begin_visit(proxy)


@pytest.fixture
async def jobs(france: FranceTravail, cities: Cities) -> AsyncIterator[Jobs]:
    """The service."""
    async with Jobs(settings_for(france, cities)) as service:
        yield service
