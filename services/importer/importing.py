"""Importing a dataset: read and check the files whole, publish, wait until the owners have applied it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from uuid import uuid4

import structlog

from services.importer.answers import Answers, ImportFailedError, Waiting, listen_for_answers
from services.importer.dataset import Dataset
from services.importer.locate import Located
from services.importer.progress import OnProgress, Progress
from services.importer.publishing import Publisher, Sync
from services.importer.reading import Reading
from services.importer.reference import Reference
from services.importer.report import Report
from services.importer.settings import ImporterSettings
from services.importer.spool import Spool
from shared.broker.contract import Broker, BrokerError
from shared.events.owners import SyncApplied

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an import: `accepted` rows made of the files, `rejected` lines that could not be used.

    `owners` is empty after a dry run. `report` is the CSV of the rejected lines, None when there are none.
    """

    sync: Sync
    accepted: int
    batches: int
    rejected: int
    reasons: Mapping[str, int]
    repairs: Mapping[str, int]
    report: Path | None
    owners: Mapping[str, SyncApplied]
    seconds: float


@dataclass(frozen=True, slots=True)
class Importer:
    broker: Broker
    answers: Answers
    reference: Reference
    settings: ImporterSettings


async def open_importer(broker: Broker, reference: Reference, settings: ImporterSettings) -> Importer:
    """Listens to the owners on a queue that lives as long as the broker connection."""
    return Importer(broker, await listen_for_answers(broker), reference, settings)


async def import_dataset(
    importer: Importer, dataset: Dataset, located: Located, on_progress: OnProgress
) -> Outcome:
    """Return when every owner has applied the rows.

    RefusedFileError: the files are not what they should be, nothing was sent. ImportFailedError: an
    owner failed, did not answer in time, or the broker was away for too long. Either way the rows in
    use stay what they were.
    """
    begun = monotonic()
    sync_id = uuid4().hex
    with _opened(dataset, located, importer.settings, sync_id) as reading:
        await reading.run(importer.reference, on_progress)
        sync = reading.sync(sync_id)
        waiting = importer.answers.expect(sync_id, dataset.name)
        try:
            owners = await _publish_and_wait(importer, sync, reading.spool, waiting, on_progress)
        finally:
            importer.answers.forget(sync_id)
        outcome = _outcome(sync, reading, owners, monotonic() - begun)
    log.info("dataset_imported", dataset=dataset.name, sync_id=sync_id, rows=outcome.accepted)
    return outcome


async def check_dataset(
    dataset: Dataset,
    located: Located,
    reference: Reference,
    settings: ImporterSettings,
    on_progress: OnProgress,
) -> Outcome:
    """A dry run: read, validate and report; nothing is sent. RefusedFileError as import_dataset."""
    begun = monotonic()
    sync_id = uuid4().hex
    with _opened(dataset, located, settings, sync_id) as reading:
        await reading.run(reference, on_progress)
        return _outcome(reading.sync(sync_id), reading, {}, monotonic() - begun)


@contextmanager
def _opened(
    dataset: Dataset, located: Located, settings: ImporterSettings, sync_id: str
) -> Iterator[Reading]:
    with (
        Report(settings.reports_dir / f"{dataset.name}-{sync_id[:8]}.csv") as report,
        Spool() as spool,
    ):
        yield Reading(dataset, located, report, spool)


async def _publish_and_wait(
    importer: Importer, sync: Sync, spool: Spool, waiting: Waiting, on_progress: OnProgress
) -> Mapping[str, SyncApplied]:
    publisher = Publisher(importer.broker, sync, importer.settings.publish_seconds)
    with _explaining(sync):
        await publisher.publish_all(spool, _Counter(sync.dataset, spool.rows, on_progress))
        on_progress(Progress(sync.dataset, "applying", spool.rows, spool.rows, spool.batches))
        await _wait(publisher, spool, waiting, importer.settings)
    return waiting.applied()


@contextmanager
def _explaining(sync: Sync) -> Iterator[None]:
    try:
        yield
    except BrokerError as error:
        raise ImportFailedError(f"{sync.dataset} could not be published: {error}") from error


async def _wait(publisher: Publisher, spool: Spool, waiting: Waiting, settings: ImporterSettings) -> None:
    """Until every owner has answered; each answer starts the clock again.

    An announcement made while our queue was away (a broker that restarts) is lost: ask again.
    """
    seconds = settings.apply_seconds + spool.rows / 1_000
    deadline = monotonic() + seconds
    while waiting.missing:
        if await waiting.wait_for_one(min(settings.ask_again_seconds, max(deadline - monotonic(), 0))):
            deadline = monotonic() + seconds
        elif monotonic() >= deadline:
            raise ImportFailedError(
                f"{waiting.dataset}: everything was sent, but {' and '.join(waiting.missing)} did not say "
                f"within {seconds:.0f} s that it was applied; see its log and its dead letters"
            )
        else:
            await publisher.publish_completed(spool)


class _Counter:
    """Adds up confirmed batches."""

    def __init__(self, dataset: str, total_rows: int, on_progress: OnProgress) -> None:
        self._dataset = dataset
        self._total_rows = total_rows
        self._on_progress = on_progress
        self._rows = self._batches = self._bytes = 0

    def __call__(self, rows: int, size: int) -> None:
        self._rows += rows
        self._batches += 1
        self._bytes += size
        self._on_progress(
            Progress(self._dataset, "publishing", self._rows, self._total_rows, self._batches, self._bytes)
        )


def _outcome(sync: Sync, reading: Reading, owners: Mapping[str, SyncApplied], seconds: float) -> Outcome:
    report, spool = reading.report, reading.spool
    return Outcome(
        sync=sync,
        accepted=report.accepted,
        batches=spool.batches,
        rejected=report.rejected,
        reasons=dict(report.reasons),
        repairs=dict(report.repairs),
        report=report.path if report.rejected else None,
        owners=owners,
        seconds=seconds,
    )
