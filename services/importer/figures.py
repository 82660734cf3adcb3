"""The figures of a row, and the year that they are of."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from services.importer.report import Report
from services.importer.values import decimal

_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")


def read_figures(
    cells: Mapping[str, str], fields: Iterable[str], report: Report, file: str, line: int
) -> dict[str, float | None] | None:
    """The decimal numbers of these fields, None where unknown. None instead: one is no number, reported."""
    try:
        return {field: decimal(cells[field]) for field in fields}
    except ValueError as error:
        report.reject(file, line, "invalid number", str(error))
        return None


def year_in(text: str | Path) -> str:
    """The last year of this century in a file name or a column name, "" when it has none."""
    found = _YEAR.findall(text.name if isinstance(text, Path) else text)
    return found[-1] if found else ""
