from collections.abc import AsyncIterator

import pytest

from services.jobs.proxy.store.contract import Store
from services.jobs.proxy.store.memory import MemoryStore
from services.jobs.proxy.store.redis import RedisStore


@pytest.fixture(params=["memory", "redis"])
async def store(request: pytest.FixtureRequest) -> AsyncIterator[Store]:
    """An empty store of each kind."""
    if request.param == "memory":
        yield MemoryStore(1024 * 1024)
    else:
        store = RedisStore(request.getfixturevalue("redis_url"), "test:", timeout=5)
        yield store
        await store.close()
