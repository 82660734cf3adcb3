"""What happened to every line of a file: used, repaired or rejected, and why."""

import csv
import re
from collections import Counter
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-][0-9]+([.,][0-9]+)?")


class Report:
    """Counts, and the rejected rows in a CSV file (file, line, reason), written as they come."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        self.accepted = 0
        self.rejected = 0
        self.reasons: Counter[str] = Counter()
        self.repairs: Counter[str] = Counter()
        self.vintage = ""
        self._file: TextIO | None = None

    def accept(self) -> None:
        self.accepted += 1

    def reject(self, file: str, line: int, reason: str, detail: str = "") -> None:
        """Count a row that cannot be used. `reason` is one of few sentences, `detail` the value at fault."""
        self.rejected += 1
        self.reasons[reason] += 1
        if self.path is not None:
            self._append(self.path, [_as_text(file), line, _as_text(reason), _as_text(detail)])

    def repair(self, what: str) -> None:
        """Count a row that was put right, e.g. a leading zero restored."""
        self.repairs[what] += 1

    def _append(self, path: Path, row: list[str | int]) -> None:
        if self._file is None:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = path.open("w", encoding="utf-8", newline="")
            csv.writer(self._file).writerow(["file", "line", "reason", "detail"])
        csv.writer(self._file).writerow(row)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()


def _as_text(cell: str) -> str:
    """With an apostrophe where a spreadsheet would take what a file holds for a formula; numbers are none."""
    return f"'{cell}" if cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell) else cell
