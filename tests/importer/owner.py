"""An owner of datasets as the importer sees it: takes batches, answers when it has them all."""

from dataclasses import dataclass, field
from typing import Any

from shared.broker.contract import Broker, Delivery, Subscription
from shared.events.importer import SyncBatch, SyncCompleted, SyncStarted
from shared.events.owners import SyncApplied, SyncFailed, routing_key


@dataclass
class Owner:
    """Keeps everything that arrived, in order; `ignored` completions go unanswered."""

    broker: Broker
    name: str = "cities"
    refuses_with: str = ""
    ignored: int = 0
    message_ids: list[str] = field(default_factory=list)
    started: list[SyncStarted] = field(default_factory=list)
    batches: dict[str, dict[int, list[dict[str, Any]]]] = field(default_factory=dict)
    completed: list[SyncCompleted] = field(default_factory=list)

    async def listen(self, *datasets: str) -> None:
        keys = tuple(f"sync.{one}.{stage}" for one in datasets for stage in ("started", "batch", "completed"))
        await self.broker.subscribe(Subscription(f"{self.name}.sync", keys, self.handle))

    async def handle(self, delivery: Delivery) -> None:
        self.message_ids.append(delivery.message_id)
        if delivery.routing_key.endswith(".started"):
            self.started.append(SyncStarted.model_validate_json(delivery.body))
        elif delivery.routing_key.endswith(".batch"):
            batch = SyncBatch[dict[str, Any]].model_validate_json(delivery.body)
            self.batches.setdefault(batch.sync_id, {})[batch.sequence] = batch.rows
        else:
            self.completed.append(SyncCompleted.model_validate_json(delivery.body))
        for event in {one.sync_id: one for one in self.completed}.values():
            await self._answer_when_whole(event)

    async def _answer_when_whole(self, event: SyncCompleted) -> None:
        if len(self.batches.get(event.sync_id, {})) < event.batches:
            return
        if self.ignored:
            self.ignored -= 1
            return
        common = {"dataset": event.dataset, "sync_id": event.sync_id, "owner": self.name}
        if self.refuses_with:
            body = SyncFailed(**common, reason=self.refuses_with).model_dump_json()
            key = routing_key(event.dataset, "failed")
        else:
            counts = {"inserted": event.rows, "updated": 0, "deleted": 0, "total": event.rows}
            body = SyncApplied(**common, **counts).model_dump_json()
            key = routing_key(event.dataset, "applied")
        await self.broker.announce(key, body.encode(), message_id=f"{event.sync_id}/{self.name}")

    def rows(self, sync_id: str) -> list[dict[str, Any]]:
        """In the order of the batches' numbers, each batch once."""
        batches = self.batches.get(sync_id, {})
        return [row for sequence in sorted(batches) for row in batches[sequence]]
