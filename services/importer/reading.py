"""The files of a dataset -> a spool of valid rows and a report of the others."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime

from services.importer.dataset import Dataset, RefusedFileError
from services.importer.locate import Located
from services.importer.progress import OnProgress, Progress
from services.importer.publishing import Sync
from services.importer.reference import Reference
from services.importer.report import Report
from services.importer.spool import Spool
from shared.events.importer import Source


@dataclass(frozen=True, slots=True)
class Reading:
    """Files being read."""

    dataset: Dataset
    located: Located
    report: Report
    spool: Spool

    async def run(self, reference: Reference, on_progress: OnProgress) -> None:
        """Read everything, in a thread, so that whoever shares the event loop is served meanwhile.

        RefusedFileError when a file is not what it should be, or gives too few rows.
        """
        await asyncio.to_thread(self._read, reference, on_progress)
        if self.spool.rows < self.dataset.minimum_rows:
            raise RefusedFileError(self._too_few())

    def _read(self, reference: Reference, on_progress: OnProgress) -> None:
        name, spool = self.dataset.name, self.spool
        for row in self.dataset.read(self.located.files, self.report, reference):
            self.report.accept()
            if spool.add(row):
                on_progress(Progress(name, "reading", rows=spool.rows, batches=spool.batches))
        spool.flush()
        on_progress(Progress(name, "reading", spool.rows, spool.rows, spool.batches))

    def _too_few(self) -> str:
        message = (
            f"{self.located.names}: {self.spool.rows:,} usable rows where {self.dataset.name} has at least "
            f"{self.dataset.minimum_rows:,}: truncated, or another file"
        )
        if self.report.rejected:
            reasons = (f"{reason} ({count:,})" for reason, count in self.report.reasons.most_common(3))
            message += f"; {self.report.rejected:,} rows rejected: {', '.join(reasons)}"
        return message

    def sync(self, sync_id: str) -> Sync:
        """What is published of it; the vintage is known once it has been read."""
        dataset, sample = self.dataset, self.located.sample
        source = Source(
            title=f"{dataset.title} (échantillon)" if sample else dataset.title,
            producer="Mobiville" if sample else dataset.producer,  # nobody else answers for invented figures
            licence="MIT" if sample else dataset.licence,
            url=self.located.url,
            vintage=self.report.vintage,
            file=self.located.names,
            sample=sample,
        )
        return Sync(self.dataset.name, sync_id, datetime.now(UTC), source)
