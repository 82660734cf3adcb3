import asyncio
import json
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from services.importer.publishing import CONFIRMS_IN_FLIGHT, Publisher, Sync
from services.importer.spool import Spool
from shared.broker.contract import BrokerUnavailableError, UnroutableError
from shared.broker.memory import MemoryBroker
from shared.events.importer import ROWS_PER_BATCH, Source, SyncBatch, SyncCompleted, SyncStarted
from shared.events.rows import SocialHousing

SOURCE = Source(
    title="RPLS", producer="SDES", licence="LO", url="https://example.org", vintage="2021", file="f"
)
SYNC = Sync("social-housing", "5f", datetime(2026, 11, 23, 12, tzinfo=UTC), SOURCE)


class Wire(MemoryBroker):
    """A broker that takes its time, fails as told, and remembers what it confirmed."""

    def __init__(self, failures: int = 0, error: type[Exception] = BrokerUnavailableError) -> None:
        super().__init__()
        self.failures = failures
        self.error = error
        self.tried: list[str] = []
        self.sent: list[tuple[str, str, bytes]] = []
        self.in_flight = self.most_in_flight = 0

    async def publish(self, routing_key: str, body: bytes, *, message_id: str, **_: object) -> None:
        self.tried.append(message_id)
        self.in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self.in_flight)
        await asyncio.sleep(0)
        self.in_flight -= 1
        if self.failures:
            self.failures -= 1
            raise self.error("away")
        self.sent.append((routing_key, message_id, body))


@pytest.fixture
def spool() -> Iterator[Spool]:
    with Spool() as spool:
        for number in range(30 * ROWS_PER_BATCH + 5):
            spool.add(SocialHousing(code_insee=f"{number % 90_000 + 1_000:05}", dwellings=number))
        spool.flush()
        yield spool


async def publish(wire: Wire, spool: Spool, outage_seconds: float = 5) -> list[tuple[int, int]]:
    confirmed: list[tuple[int, int]] = []
    await Publisher(wire, SYNC, outage_seconds).publish_all(spool, lambda *batch: confirmed.append(batch))
    return confirmed


async def test_started_goes_first_and_completed_last(spool: Spool):
    wire = Wire()
    await publish(wire, spool)
    keys = [key for key, _, _ in wire.sent]
    assert keys[0] == "sync.social-housing.started"
    assert keys[-1] == "sync.social-housing.completed"
    assert set(keys[1:-1]) == {"sync.social-housing.batch"}


async def test_the_messages_are_what_the_contract_says(spool: Spool):
    wire = Wire()
    await publish(wire, spool)
    bodies = {message_id: body for _, message_id, body in wire.sent}
    assert SyncStarted.model_validate_json(bodies["5f/started"]).source == SOURCE
    last = SyncBatch[dict[str, object]].model_validate_json(bodies["5f/30"])
    assert (last.sequence, last.started_at, len(last.rows)) == (30, SYNC.started_at, 5)
    completed = SyncCompleted.model_validate_json(bodies["5f/completed"])
    assert (completed.batches, completed.rows) == (31, 60_005)


async def test_every_batch_is_sent_once_under_its_number(spool: Spool):
    wire = Wire()
    await publish(wire, spool)
    batches = {message_id: json.loads(body) for key, message_id, body in wire.sent if key.endswith("batch")}
    assert sorted(batches) == sorted(f"5f/{number}" for number in range(31))
    dwellings = [row["dwellings"] for number in range(31) for row in batches[f"5f/{number}"]["rows"]]
    assert dwellings == list(range(60_005))


async def test_few_confirms_are_waited_for_at_once(spool: Spool):
    wire = Wire()
    await publish(wire, spool)
    assert wire.most_in_flight == CONFIRMS_IN_FLIGHT


async def test_progress_counts_confirmed_rows(spool: Spool):
    assert sum(rows for rows, _ in await publish(Wire(), spool)) == spool.rows


async def test_what_a_broker_did_not_take_is_sent_again_under_the_same_id(spool: Spool):
    wire = Wire(failures=3)
    await publish(wire, spool)
    assert len(wire.tried) == len(wire.sent) + 3
    assert set(wire.tried) == {message_id for _, message_id, _ in wire.sent}


async def test_an_outage_that_lasts_is_an_error_and_nothing_is_completed(spool: Spool):
    wire = Wire(failures=1_000_000)
    with pytest.raises(BrokerUnavailableError):
        await publish(wire, spool, outage_seconds=0.3)
    assert wire.sent == []


async def test_an_owner_that_never_started_is_an_error_at_once(spool: Spool):
    wire = Wire(failures=1, error=UnroutableError)
    with pytest.raises(UnroutableError):
        await publish(wire, spool)
    assert wire.tried == ["5f/started"]


async def test_one_batch_that_fails_stops_the_others(spool: Spool):
    wire = Wire()
    await wire.publish("sync.social-housing.started", b"", message_id="x")
    wire.failures, wire.error = CONFIRMS_IN_FLIGHT, UnroutableError
    publisher = Publisher(wire, SYNC, outage_seconds=5)
    with pytest.raises(UnroutableError):
        await publisher._publish_batches(spool.read(), lambda *_: None)
    assert len(wire.tried) <= 2 * CONFIRMS_IN_FLIGHT + 1
