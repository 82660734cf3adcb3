"""Files made to crash, to hang or to fill the memory are refused or read, in a process of little of both."""

import bz2
import csv
import gzip
import io
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from services.importer.plain_text import hidden_text, plain_text
from services.importer.report import Report
from tests.abuse.deadline import cpu_seconds

TABLE = b"a;b\n" + b"1;2\n" * 2
HUGE = (b"1;" + b"2" * 100_000 + b"\n") * 80


def zipped(content: bytes, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method, compresslevel=1) as archive:
        archive.writestr("table.csv", content)
    return stream.getvalue()


def with_name(name: bytes) -> bytes:
    """A zip whose directory says that this name is UTF-8."""
    archive = bytearray(zipped(TABLE))
    entry = archive.rfind(b"PK\x01\x02")
    archive[entry + 8 : entry + 10] = struct.pack("<H", 0x800)
    archive[entry + 46 : entry + 46 + len(name)] = name
    return bytes(archive)


# what is asked of each: that it is refused, or read
HOSTILE: dict[str, tuple[bytes, str]] = {
    "bomb.zip": (zipped(HUGE), "refused"),
    "bomb.gz": (gzip.compress(HUGE, 1), "refused"),
    "bomb.bz2": (bz2.compress(HUGE, 1), "refused"),
    "bomb-in-bzip2.zip": (zipped(HUGE, zipfile.ZIP_BZIP2), "refused"),
    "lzma.zip": (zipped(TABLE, zipfile.ZIP_LZMA), "refused"),
    "name-that-is-no-text.zip": (with_name(b"\xff"), "refused"),
    "zip-in-zip.zip": (zipped(zipped(HUGE)), "refused"),
    "long-header.csv": (b"a" * 200_000 + b";b\n1;2\n", "refused"),
    "long-line.csv": (TABLE + b"1" * 3_000_000, "refused"),
    "long-cell.csv": (TABLE + b'"' + b"1" * 200_000 + b'";2\n', "refused"),
    "long-row.csv": (TABLE + b'"1";"' + b'\n";"' * 2_000_000, "refused"),
    "long-row.cells": (TABLE + b'"1";"' + b'\n";"' * 2_000_000, "refused"),
    "unclosed.csv": (TABLE + b'"1;2\n' * 3, "refused"),
    "many-cells.csv": (TABLE + b";" * 1_000_000 + b"\n", "read"),
    "nul.csv": (TABLE + b"1;\0\n", "refused"),
    "utf-16.csv": ("a;b\n1;2\n".encode("utf-16"), "refused"),
    "utf-7.csv": (TABLE + "é;ï\n".encode("utf-7"), "read"),
    "latin.csv": (TABLE + b"\xe9;\x81\n", "read"),
    "half-a-letter.csv": (TABLE + b"1;\xc3", "read"),
    "deep.json": (b"[" * 5_000_000, "refused"),
    "half.json": (b'{"a": "', "refused"),
    "surrogate.json": (b'"\\ud800"', "refused"),
    "huge-number.json": (b"9" * 1_000_000, "refused"),
}


def test_no_hostile_file_does_more_than_be_refused(tmp_path: Path):
    for name, (content, _) in HOSTILE.items():
        (tmp_path / name).write_bytes(content)
    command = [sys.executable, "-m", "tests.abuse.victim", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    lines = [line.split() for line in done.stdout.splitlines()]
    assert {name: outcome for name, outcome, _ in lines} == {name: how for name, (_, how) in HOSTILE.items()}
    slow = [line for line in lines if float(line[2]) > 10]
    assert slow == []


@pytest.mark.parametrize("formula", ["=1+1", "+1+A1", "-1+A1", "@SUM(1)", "\t=1", "\r=1"])
def test_a_formula_is_a_text_in_the_report(tmp_path: Path, formula: str):
    with Report(tmp_path / "report.csv") as report:
        report.reject("x.csv", 2, "no date", formula)
    with (tmp_path / "report.csv").open(newline="", encoding="utf-8") as file:
        assert list(csv.reader(file))[1] == ["x.csv", "2", "no date", f"'{formula}"]


@pytest.mark.parametrize(
    "html",
    [
        '<a style="display:none">' * 10_000,
        "<a " + "display:none " * 5_000,
        "<a " + "display" + " " * 200_000 + ":none>",
        "".join(f"<a{number} display:none>" for number in range(2_000)),
        "<" * 200_000,
        "< " * 100_000,
        "&lt;" * 50_000,
    ],
    ids=lambda html: html[:12],
)
def test_no_markup_takes_long_to_be_read(html: str):
    assert cpu_seconds(lambda: (plain_text(html), hidden_text(html))) < 5
