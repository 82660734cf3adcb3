"""Publishing a dataset as the importer does, for the tests of its owners."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from shared.broker.contract import Broker
from shared.events.importer import Source, SyncBatch, SyncCompleted, SyncStarted, routing_key
from shared.events.rows import Row

SOURCE = Source(
    title="Source for tests",
    producer="Nobody",
    licence="Licence Ouverte 2.0",
    url="https://example.org/data",
    vintage="2021",
    file="rows.csv",
)


def sync_messages(
    dataset: str,
    rows: Sequence[Row | dict[str, Any]],
    *,
    source: Source = SOURCE,
    sync_id: str | None = None,
    started_at: datetime | None = None,
    rows_per_batch: int = 500,
) -> list[tuple[str, bytes, str]]:
    """Routing key, body and message id of every message, in the importer's order."""
    plain = [row.model_dump(mode="json") if isinstance(row, Row) else row for row in rows]
    sync_id = sync_id or uuid4().hex
    common: dict[str, Any] = {
        "dataset": dataset,
        "sync_id": sync_id,
        "started_at": started_at or datetime.now(UTC),
    }
    batches = [plain[start : start + rows_per_batch] for start in range(0, len(plain), rows_per_batch)]
    events = [
        ("started", SyncStarted(**common, source=source)),
        *(
            ("batch", SyncBatch(**common, sequence=number, rows=batch))
            for number, batch in enumerate(batches)
        ),
        ("completed", SyncCompleted(**common, source=source, batches=len(batches), rows=len(plain))),
    ]
    return [
        (routing_key(dataset, stage), event.model_dump_json().encode(), f"{sync_id}/{number}")  # type: ignore[arg-type]
        for number, (stage, event) in enumerate(events)
    ]


async def publish_dataset(
    broker: Broker, dataset: str, rows: Sequence[Row | dict[str, Any]], **options: Any
) -> None:
    """Publish the rows as one sync."""
    for key, body, message_id in sync_messages(dataset, rows, **options):
        await broker.publish(key, body, message_id=message_id)
