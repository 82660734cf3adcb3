"""`make abuse`: Atheris guides bytes through the readers of files, each for so many seconds.

It counts which branches are reached and keeps what reaches new ones; it stops at anything but a refusal.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import atheris  # in .tools/abuse only

with atheris.instrument_imports(include=["services", "zipfile", "csv", "gzip"]):
    from services.enrichment.introduction import read_introduction, shorten
    from services.importer.bulk import open_cells
    from services.importer.dataset import RefusedFileError
    from services.importer.files import read_json
    from services.importer.plain_text import hidden_text, plain_text
    from services.importer.report import Report
    from services.importer.tables import read_table
    from services.jobs.plain_text import read_html, read_text

PATH = Path(tempfile.mkdtemp()) / "table.csv"


def fuzz_table(data: bytes) -> None:
    PATH.write_bytes(data)
    for _ in read_table(PATH, Report(), columns={"a": ("a",)}, member="*", required=(), max_bytes=1_000_000):
        pass


def fuzz_cells(data: bytes) -> None:
    PATH.write_bytes(data)
    with open_cells(PATH, member="*") as cells:
        cells.read_with(lambda rows: [None for _ in rows].clear(), Report())


def fuzz_json(data: bytes) -> None:
    PATH.write_bytes(data)
    read_json(PATH, max_bytes=1_000_000)


def fuzz_texts(data: bytes) -> None:
    text = data.decode(errors="replace")
    for read in (plain_text, hidden_text, read_html, read_text):
        read(text)
    shorten(read_introduction(text))


TARGETS: dict[str, Callable[[bytes], None]] = {
    "table": fuzz_table,
    "cells": fuzz_cells,
    "json": fuzz_json,
    "texts": fuzz_texts,
}


def main(name: str, seconds: str, corpus: str) -> None:
    target = TARGETS[name]

    def once(data: bytes) -> None:
        try:
            target(data)
        except RefusedFileError:
            return

    limits = [f"-max_total_time={seconds}", "-timeout=10", "-rss_limit_mb=1024", "-max_len=4096"]
    os.environ["PYTHONMALLOC"] = "malloc"
    atheris.Setup(["fuzz", *limits, corpus], once)
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
