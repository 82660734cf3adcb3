"""Delimited files read as a stream, with the tolerance that the vintages of one source ask for.

columns = {"code": ("INSEE_C", "INSEE"), "zone": (re.compile("zonage.*vigueur", re.I),)}
for line, row in read_table(path, report, columns=columns, required=("code",)): ...

`row["code"]` is the stripped text; "" for a column that is neither required nor there.
"""

import csv
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from services.importer.dataset import RefusedFileError
from services.importer.files import MAX_BYTES, decode, open_data
from services.importer.headers import split_cells
from services.importer.report import Report

Columns = Mapping[str, Sequence[str | re.Pattern[str]]]

_DELIMITERS = (";", ",", "\t", "|")
_MAX_LINE_BYTES = 1024 * 1024
_MAX_ROW_BYTES = 4 * 1024 * 1024  # of a row whose quoted cells go over several lines
_UNREADABLE = "unreadable row"
_INCOMPLETE = "incomplete row"


def read_table(  # noqa: PLR0913 - what differs between sources, all optional
    path: Path,
    report: Report,
    *,
    columns: Columns,
    required: Collection[str] | None = None,
    header: Sequence[str] | None = None,
    delimiter: str | None = None,
    encoding: str | None = None,
    member: str = "*.csv",
    max_bytes: int = MAX_BYTES,
) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row with its line number, as our field -> stripped text; blank rows are skipped.

    `columns`: our field -> the names that its column has had, compared without case, accents, spaces
    and punctuation, or regular expressions searched in the name; the first that is there wins.
    `required`: the fields that have to be there (default: all). `header`: names the columns of a file
    that has no header line. `delimiter` and `encoding` are found when None; `member` is the file to
    read in a zip. Rows that cannot be cut into cells go to the report. Memory does not grow with the file.

    RefusedFileError: columns missing, truncated or damaged file, binary content, endless line.
    """
    with open_data(path, member=member, max_bytes=max_bytes) as stream:
        lines = _Lines(stream, path, encoding)
        names, delimiter = _read_header(lines, path, columns, header, delimiter)
        indexes = locate_columns(path, names, columns, columns if required is None else required)
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        yield from _rows(reader, lines, path, report, indexes)


class _Lines:
    """The decoded lines of a stream; remembers how many it gave and whether the last was whole."""

    def __init__(self, stream: BinaryIO, path: Path, encoding: str | None) -> None:
        self._stream = stream
        self._path = path
        self._encoding = encoding
        self.number = 0
        self.ended = True
        self._row_bytes = 0
        self._put_back: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self._put_back:
            return self._put_back.pop()
        data = self._stream.readline(_MAX_LINE_BYTES)
        if not data:
            raise StopIteration
        self.number += 1
        self._row_bytes += len(data)
        if self._row_bytes > _MAX_ROW_BYTES:
            raise RefusedFileError(f"{self._path.name}, line {self.number}: endless row, not a table")
        self.ended = data.endswith(b"\n")
        if not self.ended and len(data) == _MAX_LINE_BYTES:
            raise RefusedFileError(f"{self._path.name}, line {self.number}: endless line, not a table")
        if b"\0" in data:
            raise RefusedFileError(f"{self._path.name}, line {self.number}: binary content, not a table")
        return decode(data, self._encoding)

    def put_back(self, line: str) -> None:
        self._put_back.append(line)

    def end_row(self) -> None:
        """What has been given so far is a row: its end was found."""
        self._row_bytes = 0


def _read_header(
    lines: _Lines, path: Path, columns: Columns, header: Sequence[str] | None, delimiter: str | None
) -> tuple[list[str], str]:
    """The column names and the delimiter: the one that finds most of our columns, then most cells."""
    first = next((line for line in lines if line.strip(" \t\r\n;,|\ufeff")), "")
    if not first:
        raise RefusedFileError(f"{path.name}: empty file")
    if "\r" in first.rstrip("\r\n"):
        raise RefusedFileError(f"{path.name}: lines that end with a lone carriage return; convert the file")
    candidates = [delimiter] if delimiter else _DELIMITERS
    cut = {candidate: split_cells(first, candidate, path) for candidate in candidates}
    if header is not None:
        lines.put_back(first)
        return list(header), max(cut, key=lambda candidate: len(cut[candidate]))
    best = max(cut, key=lambda candidate: (len(find_columns(cut[candidate], columns)), len(cut[candidate])))
    return cut[best], best


def locate_columns(
    path: Path, names: Sequence[str], columns: Columns, required: Collection[str]
) -> dict[str, int | None]:
    """The place of each field's column, None where absent. RefusedFileError without a required one."""
    found = find_columns(names, columns)
    missing = [field for field in columns if field in required and field not in found]
    if missing:
        wanted = "; ".join(" or ".join(_spelled(name) for name in columns[field]) for field in missing)
        raise RefusedFileError(
            f"{path.name}: missing columns: {wanted}. Columns found: {', '.join(names)[:500]}"
        )
    return {field: found.get(field) for field in columns}


def find_columns(names: Sequence[str], columns: Columns) -> dict[str, int]:
    """The place of the first known column of each field that has one."""
    folded = [_fold(name) for name in names]
    places = {
        field: [place for known in aliases for place in _places(known, names, folded)]
        for field, aliases in columns.items()
    }
    return {field: found[0] for field, found in places.items() if found}


def _places(known: str | re.Pattern[str], names: Sequence[str], folded: Sequence[str]) -> list[int]:
    if isinstance(known, re.Pattern):
        return [place for place, name in enumerate(names) if known.search(name)]
    return [place for place, name in enumerate(folded) if name == _fold(known)]


def _spelled(known: str | re.Pattern[str]) -> str:
    return f"/{known.pattern}/" if isinstance(known, re.Pattern) else known


def _fold(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(char for char in plain if char.isalnum())


def _rows(
    reader: Iterator[list[str]], lines: _Lines, path: Path, report: Report, indexes: dict[str, int | None]
) -> Iterator[tuple[int, dict[str, str]]]:
    used = [(field, index) for field, index in indexes.items() if index is not None]
    absent = {field: "" for field, index in indexes.items() if index is None}
    width = max((index for _, index in used), default=-1) + 1
    for line, cells in _cut(reader, lines, path, report):
        if len(cells) >= width:
            if any(map(str.strip, cells)):
                yield line, absent | {field: cells[index].strip() for field, index in used}
        elif not lines.ended:
            raise RefusedFileError(f"{path.name}, line {line}: the file ends in the middle of a row")
        elif any(map(str.strip, cells)):
            report.reject(path.name, line, _INCOMPLETE, f"{len(cells)} cells, {width} needed")


def _cut(
    reader: Iterator[list[str]], lines: _Lines, path: Path, report: Report
) -> Iterator[tuple[int, list[str]]]:
    while True:
        lines.end_row()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "unexpected end" in str(error):
                raise RefusedFileError(f"{path.name}: the file ends inside quotes: truncated") from error
            if "field limit" in str(error):
                raise RefusedFileError(f"{path.name}, line {lines.number}: endless cell ({error})") from error
            report.reject(path.name, lines.number, _UNREADABLE, str(error))
            continue
        yield lines.number, cells
