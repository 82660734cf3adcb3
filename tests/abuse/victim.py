"""A process of little memory and time, in which hostile files are read: python -m tests.abuse.victim FOLDER.

Prints `<file> refused|read <seconds of CPU>` for each; whatever else a reader does ends the process.
"""

import resource
import sys
import time
from pathlib import Path

from services.importer.bulk import open_cells
from services.importer.dataset import RefusedFileError
from services.importer.files import read_json
from services.importer.headers import first_line
from services.importer.report import Report
from services.importer.tables import read_table

MEMORY_BYTES = 256 * 1024 * 1024  # more than it has at its start
CPU_SECONDS = 60
MAX_BYTES = 4 * 1024 * 1024  # of a file once unpacked


def _as_table(path: Path) -> None:
    for _ in read_table(path, Report(), columns={"a": ("a",), "b": ("b",)}, member="*", max_bytes=MAX_BYTES):
        pass


def _as_cells(path: Path) -> None:
    with open_cells(path, member="*") as cells:
        cells.read_with(lambda rows: [None for _ in rows].clear(), Report())


def _as_first_line(path: Path) -> None:
    first_line(path, member="*")


READERS = {"json": (read_json,), "cells": (_as_cells,)}


def read(path: Path) -> str:
    """Once with each reader that its ending asks for."""
    for reader in READERS.get(path.suffix[1:], (_as_table, _as_first_line)):
        try:
            reader(path)
        except RefusedFileError:
            return "refused"
    return "read"


def main(folder: Path) -> None:
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + MEMORY_BYTES,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS,) * 2)
    for path in sorted(folder.iterdir()):
        begun = time.process_time()
        outcome = read(path)
        sys.stdout.write(f"{path.name} {outcome} {time.process_time() - begun:.2f}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
