"""Files of millions of rows as lists of cells: nothing of ours runs per row between csv and the caller."""

import csv
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from operator import itemgetter
from pathlib import Path
from typing import Any, BinaryIO

from services.importer.dataset import RefusedFileError
from services.importer.files import open_data
from services.importer.headers import split_cells
from services.importer.report import Report

_BLOCK_BYTES = 1024 * 1024
_MOST_ROW_BYTES = 4 * 1024 * 1024  # cells in quotes may go over several lines, but not for ever


class BulkCells:
    """The rows of an open file. `line` is the number of the last line read, `truncated` whether the file
    ends without a line end."""

    def __init__(self, stream: BinaryIO, path: Path) -> None:
        self._guard = _Guard(stream, path)
        self._path = path
        self._text = io.TextIOWrapper(
            io.BufferedReader(self._guard, _BLOCK_BYTES), "utf-8-sig", errors="replace", newline="\n"
        )
        first = self._text.readline()
        self._delimiter = max(";,\t", key=first.count)
        self.header = split_cells(first, self._delimiter, path)
        self._reader = csv.reader(self._text, delimiter=self._delimiter, strict=True)
        self._rows = map(itemgetter(0), zip(self._reader, self._guard.rows, strict=False))

    @property
    def line(self) -> int:
        return self._reader.line_num + 1

    @property
    def truncated(self) -> bool:
        return not self._guard.ended

    def read_with(self, use: Callable[[Iterator[list[str]]], None], report: Report) -> None:
        """Let `use` go through the rows; it is called again after a row whose quotes cannot be read."""
        while True:
            try:
                return use(self._rows)
            except csv.Error as error:
                if "unexpected end" in str(error) or "field limit" in str(error):
                    raise RefusedFileError(
                        f"{self._path.name}, line {self.line}: truncated ({error})"
                    ) from error
                report.reject(self._path.name, self.line, "unreadable quotes", str(error))


class _Guard(io.RawIOBase):
    """Passes bytes on; refuses what is no text, has no line ends or no ends of rows, before memory is full.

    `rows` is counted up by whoever takes rows, and here by one for each look at it.
    """

    def __init__(self, stream: BinaryIO, path: Path) -> None:
        self._stream = stream
        self._path = path
        self._since_line_end = 0
        self._since_row = 0
        self._seen_rows = 0
        self.rows = count()
        self.ended = True

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        data = self._stream.read(len(buffer))
        if data:
            self._check(data)
        buffer[: len(data)] = data
        return len(data)

    def _check(self, data: bytes) -> None:
        if b"\0" in data:
            raise RefusedFileError(f"{self._path.name}: binary content, not a table")
        last = data.rfind(b"\n")
        self._since_line_end = len(data) - last - 1 if last >= 0 else self._since_line_end + len(data)
        self.ended = self._since_line_end == 0
        if self._since_line_end > _BLOCK_BYTES:
            raise RefusedFileError(f"{self._path.name}: endless line, not a table")
        seen = next(self.rows)
        self._since_row = 0 if seen > self._seen_rows + 1 else self._since_row + len(data)
        self._seen_rows = seen
        if self._since_row > _MOST_ROW_BYTES:
            raise RefusedFileError(f"{self._path.name}: endless row, not a table")


@contextmanager
def open_cells(path: Path, *, member: str) -> Iterator[BulkCells]:
    """The cells of a UTF-8 file, plain or packed; RefusedFileError, also while reading, when it is none."""
    with open_data(path, member=member) as stream:
        yield BulkCells(stream, path)
