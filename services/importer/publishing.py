"""A spooled dataset -> `sync.<dataset>.started`, numbered batches, `completed`."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

import orjson
from tenacity import AsyncRetrying, retry_if_exception_type, stop_after_delay, wait_exponential_jitter

from services.importer.spool import Spool
from shared.broker.contract import Broker, BrokerUnavailableError
from shared.events.importer import Source, Stage, SyncCompleted, SyncStarted, routing_key

CONFIRMS_IN_FLIGHT = 8

# rows and bytes of JSON of a batch that the broker has confirmed
OnBatch = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Sync:
    """One publication of a dataset. A message keeps its id however often it is sent, so owners can tell."""

    dataset: str
    sync_id: str
    started_at: datetime
    source: Source

    def started(self) -> bytes:
        event = SyncStarted(
            dataset=self.dataset, sync_id=self.sync_id, started_at=self.started_at, source=self.source
        )
        return event.model_dump_json().encode()

    def batch(self, sequence: int, rows: bytes) -> bytes:
        """A SyncBatch; `rows` is a JSON array."""
        return orjson.dumps(
            {
                "dataset": self.dataset,
                "sync_id": self.sync_id,
                "started_at": self.started_at,
                "sequence": sequence,
                "rows": orjson.Fragment(rows),
            }
        )

    def completed(self, spool: Spool) -> bytes:
        event = SyncCompleted(
            dataset=self.dataset,
            sync_id=self.sync_id,
            started_at=self.started_at,
            source=self.source,
            batches=spool.batches,
            rows=spool.rows,
        )
        return event.model_dump_json().encode()


@dataclass(frozen=True, slots=True)
class Publisher:
    """Publishes for one sync, waiting out broker outages of up to `outage_seconds`.

    BrokerUnavailableError after that; UnroutableError at once when the owner has never started.
    """

    broker: Broker
    sync: Sync
    outage_seconds: float

    async def publish_all(self, spool: Spool, on_batch: OnBatch) -> None:
        """Return once the broker has confirmed everything; `completed` goes last."""
        await self._publish("started", "started", self.sync.started())
        await self._publish_batches(spool.read(), on_batch)
        await self.publish_completed(spool)

    async def publish_completed(self, spool: Spool) -> None:
        """Also to ask again: owners that have applied this sync repeat their answer."""
        await self._publish("completed", "completed", self.sync.completed(spool))

    async def _publish_batches(self, batches: Iterator[tuple[int, int, bytes]], on_batch: OnBatch) -> None:
        async def publish_some() -> None:
            for sequence, rows, data in batches:
                await self._publish("batch", str(sequence), self.sync.batch(sequence, data))
                on_batch(rows, len(data))

        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(CONFIRMS_IN_FLIGHT):
                    group.create_task(publish_some())
        except ExceptionGroup as failures:
            raise failures.exceptions[0] from None

    async def _publish(self, stage: Stage, name: str, body: bytes) -> None:
        retrying = AsyncRetrying(
            retry=retry_if_exception_type(BrokerUnavailableError),
            stop=stop_after_delay(self.outage_seconds),
            wait=wait_exponential_jitter(multiplier=0.2, max=5, jitter=0.2),
            reraise=True,
        )
        key = routing_key(self.sync.dataset, stage)
        message_id = f"{self.sync.sync_id}/{name}"
        await retrying(self.broker.publish, key, body, message_id=message_id)
