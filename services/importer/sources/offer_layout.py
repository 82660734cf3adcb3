"""Which column of an offers drop holds what: its content tells, as one form has no header at all."""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal

from services.importer.dataset import RefusedFileError
from services.importer.files import decode, open_data

Level = Literal["commune", "bassin"]

ROME = re.compile(r"[A-N][0-9]{4}")
_DATE = re.compile(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}.*")
_COMMUNE = re.compile(r"[0-9][0-9AB][0-9]{3}")
_BASSIN = re.compile(r"[0-9]{3,4}")
_NUMBER = re.compile(r"-?[0-9]+")
_SAMPLE_BYTES = 256 * 1024
_SAMPLE_ROWS = 2_000
# most cells, not all: some rows have '', 'null', codes of a former nomenclature
_MOST = 0.7


@dataclass(frozen=True, slots=True)
class Layout:
    """Places of the columns, and the cells of a row."""

    level: Level
    place: int
    code_rome: int
    offers: int
    date: int
    width: int

    @property
    def header(self) -> list[str]:
        """A name for each column, for a file that has none."""
        names = {self.place: "place", self.code_rome: "code_rome", self.offers: "offers", self.date: "date"}
        return [names.get(column, f"other {column}") for column in range(self.width)]


def find_layout(path: Path) -> Layout:
    """From the first rows; RefusedFileError unless they have a place, a ROME code, offers and a date."""
    rows = _sample(path)
    width = len(rows[0])
    columns = [[row[column].strip() for row in rows] for column in range(width)]
    taken: list[int] = []
    try:
        code_rome = _take(columns, ROME, taken)
        date = _take(columns, _DATE, taken)
        level, place = _take_place(columns, taken)
        offers = _take(columns, _NUMBER, taken)
    except LookupError as error:
        raise RefusedFileError(
            f"{path.name}: not a drop of offers, no column holds {error}; a row: {';'.join(rows[-1])[:200]}"
        ) from error
    return Layout(level, place, code_rome, offers, date, width)


def _sample(path: Path) -> list[list[str]]:
    """Rows after the first line, which may be a header, all of the width that most have."""
    with open_data(path, member="*.csv") as stream:
        text = decode(stream.read(_SAMPLE_BYTES))
        whole = not stream.read(1)
    lines = text.splitlines()[1 : None if whole else -1]
    try:
        rows = list(islice(csv.reader(lines, delimiter=";"), _SAMPLE_ROWS))
    except csv.Error as error:
        raise RefusedFileError(f"{path.name}: not a table ({error})") from error
    widths = Counter(map(len, rows)).most_common(1)
    if not widths or widths[0][0] < 4:
        raise RefusedFileError(f"{path.name}: expected rows of place;ROME;offers;date, found {text[:100]!r}")
    return [row for row in rows if len(row) == widths[0][0]]


def _take(columns: Sequence[list[str]], pattern: re.Pattern[str], taken: list[int]) -> int:
    for number, cells in enumerate(columns):
        matching = sum(pattern.fullmatch(cell) is not None for cell in cells)
        if number not in taken and matching >= _MOST * len(cells):
            taken.append(number)
            return number
    raise LookupError(pattern.pattern)


def _take_place(columns: Sequence[list[str]], taken: list[int]) -> tuple[Level, int]:
    try:
        return "commune", _take(columns, _COMMUNE, taken)
    except LookupError:
        return "bassin", _take(columns, _BASSIN, taken)
