"""Rows are unique by key: the first one counts, the others go to the report."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Any, TypeVar

from services.importer.report import Report
from services.importer.values import valid_row
from shared.events.rows import Row

DUPLICATE = "duplicate"

R = TypeVar("R", bound=Row)


def unique_rows(
    model: type[R],
    key: Callable[[R], Hashable],
    records: Iterable[tuple[int, dict[str, Any]]],
    report: Report,
    file: str,
) -> Iterator[R]:
    """The rows of `records` (line, values) that the contract allows, each key once."""
    seen: set[Hashable] = set()
    for line, values in records:
        row = valid_row(model, values, report, file, line)
        if row and is_new(key(row), seen, report, file, line):
            yield row


def is_new(key: Hashable, seen: set[Hashable], report: Report, file: str, line: int) -> bool:
    """Whether the key comes for the first time; it is remembered, and a second one reported."""
    if key in seen:
        report.reject(file, line, DUPLICATE, " ".join(map(str, key)) if isinstance(key, tuple) else str(key))
        return False
    seen.add(key)
    return True
