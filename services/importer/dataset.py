"""What the importer knows of a dataset: where it comes from and how its files become rows."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from services.importer.reference import Reference
from services.importer.report import Report
from shared.events.rows import Row


class RefusedFileError(Exception):
    """The file is not what it should be; nothing of it is used. `str()` names file, expectation, finding."""


@dataclass(frozen=True, slots=True)
class Download:
    """An official address, and the name that its content is kept under."""

    url: str
    filename: str


Reader = Callable[[Sequence[Path], Report, Reference], Iterator[Row]]


@dataclass(frozen=True, slots=True)
class Dataset:
    """One dataset. `read` yields valid rows, unique by key, and puts everything else in the report.

    `patterns` are the file names (globs, tried in order; the first that matches anything wins) under
    which the dataset is looked for in a directory; with `newest_only` the last by name is taken,
    otherwise every match. `bundled` is its file in bundled/, None where no open package carries it.
    `proxied` is its path in the offers proxy, asked instead of the downloads when its address is set.
    Fewer rows than `minimum_rows` means a truncated or foreign file: it is refused.
    """

    name: str
    title: str
    producer: str
    licence: str
    page: str
    read: Reader
    minimum_rows: int
    aliases: tuple[str, ...] = ()
    downloads: tuple[Download, ...] = ()
    proxied: Download | None = None
    patterns: tuple[str, ...] = ()
    newest_only: bool = True
    bundled: str | None = None
    bundled_sample: bool = False
