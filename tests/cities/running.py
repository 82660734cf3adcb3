"""The service running for a test: a real HTTP server, database and broker."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import orjson
from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient, TestServer

from services.cities.app import create_app
from services.cities.settings import Settings
from services.cities.state import ATLAS, COMMUNES, HELPS, LIVING, OUTLINES, PHOTOS, SUGGESTIONS, TENSIONS
from shared.broker.contract import Delivery, Subscription
from shared.broker.memory import MemoryBroker
from shared.events.owners import SyncApplied
from tests.cities.france import Rows
from tests.cities.stand_in import Enrichment, Tensions
from tests.publish import publish_dataset
from tests.waiting import until


class Cities:
    """What a test asks and tells the service."""

    def __init__(
        self,
        client: TestClient[Any, Any],
        broker: MemoryBroker,
        tensions: Tensions,
        enrichment: Enrichment,
    ) -> None:
        self.client = client
        self.app = client.app
        self.broker = broker
        self.tensions = tensions
        self.enrichment = enrichment
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

    async def fill(self, datasets: Mapping[str, Rows]) -> None:
        """Publish them all; return when memory has them."""
        await asyncio.gather(*(self.publish(dataset, rows) for dataset, rows in datasets.items()))
        await self.refresh()

    async def refresh(self) -> None:
        """Bring memory up to date."""
        for key in (COMMUNES, ATLAS, OUTLINES, HELPS, SUGGESTIONS, LIVING):
            await self.app[key].refresh()
        if self.tensions.status == 200:
            await self.app[TENSIONS].refresh()
        if self.enrichment.status == 200:
            await self.app[PHOTOS].refresh()

    async def note(self, delivery: Delivery) -> None:
        applied = SyncApplied.model_validate_json(delivery.body)
        self.applied[applied.sync_id] = applied


@asynccontextmanager
async def running_cities(database_url: str, *, tensions_status: int = 200) -> AsyncIterator[Cities]:
    broker, tensions, enrichment = MemoryBroker(), Tensions(), Enrichment()
    tensions.status = tensions_status
    async with tensions.serving(), enrichment.serving():
        settings = Settings(
            database_url=database_url,
            broker_url="memory:",
            tensions_url=tensions.url,
            enrichment_url=enrichment.url,
            portrait_seconds=1,  # as the machine may be busy
            refresh_seconds=600,  # what changes in memory within a test was announced
        )
        server = TestServer(create_app(settings, broker=broker))
        async with TestClient(server) as client:
            cities = Cities(client, broker, tensions, enrichment)
            subscription = Subscription("test.applied", ("sync.*.applied",), cities.note, durable=False)
            await broker.subscribe(subscription)
            await cities.refresh()
            yield cities
            await broker.close()
