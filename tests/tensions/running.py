"""The service running for a test: a real HTTP server, database and broker."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import orjson
from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient, TestServer

from services.tensions.app import create_app
from services.tensions.settings import Settings
from services.tensions.state import INDEX
from shared.broker.contract import Broker, Delivery, Subscription
from shared.broker.memory import MemoryBroker
from shared.events.owners import SyncApplied
from tests.publish import publish_dataset
from tests.tensions.small_world import Rows
from tests.waiting import until


class Tensions:
    """What a test asks and tells the service."""

    def __init__(self, client: TestClient[Any, Any], broker: Broker) -> None:
        self.client = client
        self.broker = broker
        self.applied: dict[str, SyncApplied] = {}

    async def ask(self, path: str, status: int = 200, **options: Any) -> ClientResponse:
        response = await self.client.get(path, **options)
        assert response.status == status, await response.text()
        return response

    async def get(self, path: str, status: int = 200) -> Any:
        return orjson.loads(await (await self.ask(path, status)).read())

    async def publish(self, dataset: str, rows: Rows, **options: Any) -> SyncApplied:
        """Publish as the importer does; return when the service says that it has applied the rows."""
        sync_id = uuid4().hex
        await publish_dataset(self.broker, dataset, rows, sync_id=sync_id, **options)
        await until(lambda: sync_id in self.applied)
        return self.applied[sync_id]

    async def fill(self, datasets: Mapping[str, Rows], **options: Any) -> None:
        """Publish them all; return when memory has them."""
        for dataset, rows in datasets.items():
            await self.publish(dataset, rows, **options)
        await self.client.app[INDEX].refresh()

    async def note(self, delivery: Delivery) -> None:
        event = SyncApplied.model_validate_json(delivery.body)
        self.applied[event.sync_id] = event


@asynccontextmanager
async def running_tensions(database_url: str) -> AsyncIterator[Tensions]:
    broker = MemoryBroker()
    settings = Settings(database_url=database_url, broker_url="memory:")
    async with TestClient(TestServer(create_app(settings, broker=broker))) as client:
        tensions = Tensions(client, broker)
        await broker.subscribe(
            Subscription("test.applied", ("sync.*.applied",), tensions.note, durable=False)
        )
        await client.app[INDEX].refresh()
        yield tensions
        await broker.close()
