"""The valid rows of a file as numbered batches on disk: counted before anything of them is sent."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import orjson

from shared.events.importer import ROWS_PER_BATCH
from shared.events.rows import Row

BATCH_BYTES = 512 * 1024
_MEMORY_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class _Place:
    offset: int
    length: int
    rows: int


class Spool:
    """Batches of at most ROWS_PER_BATCH rows and BATCH_BYTES of JSON (a larger row has one to itself).

    Whatever the number of rows, about as much memory as one batch and a few megabytes.
    """

    def __init__(self) -> None:
        self.rows = 0
        self._file = tempfile.SpooledTemporaryFile(max_size=_MEMORY_BYTES)  # noqa: SIM115 - closed by __exit__
        self._places: list[_Place] = []
        self._pending: list[bytes] = []
        self._pending_bytes = 0

    @property
    def batches(self) -> int:
        return len(self._places)

    def add(self, row: Row) -> bool:
        """Add a row; whether that closed a batch."""
        data = orjson.dumps(row.model_dump())
        full = bool(self._pending) and self._pending_bytes + len(data) > BATCH_BYTES
        if full:
            self.flush()
        self._pending.append(data)
        self._pending_bytes += len(data) + 1
        self.rows += 1
        if len(self._pending) == ROWS_PER_BATCH:
            self.flush()
            return True
        return full

    def flush(self) -> None:
        """Close the batch that is being filled."""
        if not self._pending:
            return
        data = b"[" + b",".join(self._pending) + b"]"
        self._places.append(_Place(self._file.tell(), len(data), len(self._pending)))
        self._file.write(data)
        self._pending, self._pending_bytes = [], 0

    def read(self) -> Iterator[tuple[int, int, bytes]]:
        """Sequence, rows and JSON array of each batch."""
        for sequence, place in enumerate(self._places):
            self._file.seek(place.offset)
            yield sequence, place.rows, self._file.read(place.length)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None
    ) -> None:
        self._file.close()
