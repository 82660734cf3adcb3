from collections.abc import AsyncIterator

import pytest

from shared.broker.connect import connect
from shared.broker.contract import Broker


@pytest.fixture(params=["memory", "rabbitmq"])
def broker_url(request: pytest.FixtureRequest) -> str:
    """An empty broker of each kind."""
    return "memory:" if request.param == "memory" else str(request.getfixturevalue("amqp_url"))


@pytest.fixture
async def broker(broker_url: str) -> AsyncIterator[Broker]:
    broker = connect(broker_url, name="test")
    yield broker
    await broker.close()
