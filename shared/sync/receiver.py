"""The owner's side of a sync: batches in any order are staged, then swapped in, then announced."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar

import structlog
from pydantic import ValidationError
from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from shared.broker.contract import (
    Broker,
    BrokerUnavailableError,
    Delivery,
    PoisonError,
    Subscription,
    TransientError,
)
from shared.database import is_outage, reading, writing
from shared.events import owners
from shared.events.importer import SyncBatch, SyncBatchHead, SyncCompleted, SyncEvent, SyncStarted
from shared.events.rows import Row
from shared.sync import queries
from shared.sync.staging import stage_rows
from shared.sync.tables import SyncTables, Target

log = structlog.get_logger(__name__)

EventT = TypeVar("EventT", bound=SyncEvent)

# one being checked here while another is being staged there; more only wait for each other in the database,
# which costs MariaDB up to twice the processor time
_AT_ONCE = 3

_UNKNOWN = {"status": "failed", "outcome": {"reason": "this sync is not known"}, "started_at": None}


class Receiver:
    """Takes the syncs of one service's datasets in. Every method may be called twice for the same message."""

    def __init__(
        self,
        owner: str,
        engine: AsyncEngine,
        broker: Broker,
        tables: SyncTables,
        targets: Mapping[str, Target],
    ) -> None:
        self._owner = owner
        self._engine = engine
        self._broker = broker
        self._tables = tables
        self._targets = targets

    def subscription(self) -> Subscription:
        """The queue that receives every message of the owner's datasets."""
        keys = tuple(
            f"sync.{dataset}.{stage}"
            for dataset in self._targets
            for stage in ("started", "batch", "completed")
        )
        return Subscription(
            queue=f"{self._owner}.sync", routing_keys=keys, handler=self.handle, prefetch=_AT_ONCE
        )

    async def handle(self, delivery: Delivery) -> None:
        """Act on one message; raises TransientError when the database or the broker is away."""
        try:
            await self._dispatch(delivery)
        except PoisonError:
            raise
        except BrokerUnavailableError as error:
            raise TransientError(str(error)) from error
        except Exception as error:
            if is_outage(error):
                raise TransientError(str(error)) from error
            raise

    async def _dispatch(self, delivery: Delivery) -> None:
        match delivery.routing_key.rsplit(".", 1)[-1]:
            case "started":
                await self._started(self._parsed(SyncStarted, delivery))
            case "batch":
                await self._batch(delivery)
            case "completed":
                await self._completed(self._parsed(SyncCompleted, delivery))
            case stage:
                raise PoisonError(f"unknown stage {stage}")

    def _parsed(self, model: type[EventT], delivery: Delivery) -> EventT:
        try:
            event = model.model_validate_json(delivery.body)
        except ValidationError as error:
            raise PoisonError(f"not a {model.__name__}: {_first_fault(error)}") from error
        if event.dataset not in self._targets:
            raise PoisonError(f"{self._owner} does not own the dataset {event.dataset[:60]!r}")
        return event

    async def _started(self, event: SyncStarted) -> None:
        async with writing(self._engine) as connection:
            await self._run(connection, event)

    async def _run(self, connection: AsyncConnection, event: SyncEvent) -> dict[str, Any]:
        """The run that the message belongs to, known from whichever of its messages came first."""
        run = await queries.get_run(connection, self._tables, event.sync_id)
        if run is None:
            started_at = event.started_at.astimezone(UTC).replace(tzinfo=None)
            await queries.add_run(connection, self._tables, event.sync_id, event.dataset, started_at)
            run = await queries.get_run(connection, self._tables, event.sync_id, latest=True)
        return run or {"status": "failed"}

    async def _batch(self, delivery: Delivery) -> None:
        event = self._parsed(SyncBatchHead, delivery)
        try:
            await self._stage(_with_rows(self._targets[event.dataset].row, delivery))
        except (ValidationError, IntegrityError, DataError, OverflowError) as error:
            reason = f"batch {event.sequence}: {_first_fault(error)}"
            await self._announce_failure(event.dataset, event.sync_id, reason)
            raise PoisonError(reason) from error
        await self._finish_if_complete(event.dataset, event.sync_id)

    async def _stage(self, event: SyncBatch[Row]) -> None:
        async with writing(self._engine) as connection:
            run = await self._run(connection, event)
            if run["status"] == "staging" and await queries.add_batch(
                connection, self._tables, event.sync_id, event.sequence, len(event.rows)
            ):
                await stage_rows(connection, self._targets[event.dataset], event.sync_id, event.rows)

    async def _completed(self, event: SyncCompleted) -> None:
        source = event.source.model_dump(mode="json")
        expected = {"batches": event.batches, "rows": event.rows, "source": source}
        async with writing(self._engine) as connection:
            await self._run(connection, event)
            await queries.update_run(connection, self._tables, event.sync_id, expected)
        await self._finish_if_complete(event.dataset, event.sync_id)

    async def _finish_if_complete(self, dataset: str, sync_id: str) -> None:
        """Swap once everything is staged. Runs after the commit of what it looks at, so that of two
        messages handled at the same moment at least the later one sees both."""
        async with reading(self._engine) as connection:
            run = await queries.get_run(connection, self._tables, sync_id)
            if run is None or run["batches"] is None:
                return
            staged = await queries.count_staged(connection, self._tables, sync_id)
            in_use = await queries.get_started_at(connection, self._tables, dataset)
        if run["status"] == "staging":
            # a later sync that was applied has dropped what this one had staged: it will never be complete
            superseded = in_use is not None and run["started_at"] < in_use
            if staged[0] < run["batches"] and not superseded:
                return
            run = await self._swap(dataset, sync_id)
        await self._announce(dataset, sync_id, run["status"], run["outcome"])
        if run["started_at"] is not None:
            await self._forget_staged(dataset, run["started_at"])

    async def _swap(self, dataset: str, sync_id: str) -> dict[str, Any]:
        """The run as it ended: by this call, or by a replica that was quicker."""
        async with writing(self._engine) as connection:
            state = await queries.lock_dataset(connection, self._tables, dataset)
            run = await queries.get_run(connection, self._tables, sync_id)
            if run is None or run["status"] != "staging":
                return run or _UNKNOWN
            staged = await queries.count_staged(connection, self._tables, sync_id)
            if reason := _refusal(state, run, staged[1]):
                ended = {"status": "failed", "outcome": {"reason": reason}}
            else:
                outcome = await queries.swap(connection, self._targets[dataset], sync_id)
                await queries.set_dataset(connection, self._tables, dataset, _new_state(state, run, outcome))
                ended = {"status": "applied", "outcome": outcome}
            await queries.update_run(connection, self._tables, sync_id, ended)
        log.info("sync_ended", dataset=dataset, sync_id=sync_id, **ended)
        return {**run, **ended}

    async def _forget_staged(self, dataset: str, until: datetime) -> None:
        """Once it was announced: nobody waits for it, and the next sync does what is left of it."""
        async with writing(self._engine) as connection:
            await queries.forget_staged(connection, self._tables, self._targets[dataset], dataset, until)

    async def _announce(self, dataset: str, sync_id: str, status: str, outcome: Mapping[str, Any]) -> None:
        if status == "applied":
            event = owners.SyncApplied(dataset=dataset, sync_id=sync_id, owner=self._owner, **outcome)
            await self._publish(owners.routing_key(dataset, "applied"), event)
        else:
            await self._announce_failure(dataset, sync_id, outcome["reason"])

    async def _announce_failure(self, dataset: str, sync_id: str, reason: str) -> None:
        event = owners.SyncFailed(dataset=dataset, sync_id=sync_id, owner=self._owner, reason=reason)
        await self._publish(owners.routing_key(dataset, "failed"), event)

    async def _publish(self, key: str, event: owners.SyncApplied | owners.SyncFailed) -> None:
        message_id = f"{event.sync_id}/{event.owner}"
        await self._broker.announce(key, event.model_dump_json().encode(), message_id=message_id)


def _with_rows(row: type[Row], delivery: Delivery) -> SyncBatch[Row]:
    batch: type[SyncBatch[Row]] = SyncBatch[row]  # type: ignore[valid-type]  # known when it arrives
    return batch.model_validate_json(delivery.body)


def _first_fault(error: ValidationError | IntegrityError | DataError | OverflowError) -> str:
    if isinstance(error, IntegrityError):
        return f"a key comes twice: {error.orig}"
    if not isinstance(error, ValidationError):
        return f"a value cannot be kept: {getattr(error, 'orig', error)}"
    fault = error.errors(include_url=False, include_input=False)[0]
    place = fault["loc"][2:] or fault["loc"]  # within the row, when it is in one
    return f"{'.'.join(map(str, place))}: {fault['msg']}"


def _refusal(state: Mapping[str, Any], run: Mapping[str, Any], staged_rows: int) -> str | None:
    """Why the staged rows must not replace those in use."""
    if state["started_at"] is not None and run["started_at"] < state["started_at"]:
        return f"superseded by sync {state['sync_id']}, which was started later"
    if run["rows"] == 0:
        return "no rows: the data in use are kept"
    if staged_rows != run["rows"]:
        return f"{staged_rows} rows arrived, {run['rows']} were announced"
    return None


def _new_state(
    state: Mapping[str, Any], run: Mapping[str, Any], outcome: Mapping[str, int]
) -> dict[str, Any]:
    """The dataset's row after a swap; its version grows when a reader would see a difference."""
    changed = outcome["inserted"] or outcome["updated"] or outcome["deleted"]
    return {
        "version": state["version"] + (1 if changed or state["source"] != run["source"] else 0),
        "sync_id": run["sync_id"],
        "started_at": run["started_at"],
        "applied_at": datetime.now(UTC).replace(tzinfo=None),
        "source": run["source"],
        "rows": outcome["total"],
    }
