from collections.abc import AsyncIterator

import pytest
from redis import Redis as RedisClient

from tests.jobs.upstream_server import UpstreamServer
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
