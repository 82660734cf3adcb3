from pathlib import Path

import pytest

from services.importer.bulk import open_cells
from services.importer.dataset import RefusedFileError
from services.importer.report import Report


def cells_of(path: Path, content: bytes, report: Report | None = None) -> list[list[str]]:
    path.write_bytes(content)
    found: list[list[str]] = []
    with open_cells(path, member="*") as cells:
        cells.read_with(found.extend, report or Report())
    return found


@pytest.mark.parametrize(
    "content", [b"a;b\n1;2\n", b"\xef\xbb\xbfa;b\r\n1;2\r\n", b'"a";"b"\n"1";"2"', b"a,b\n1,2\n"]
)
def test_line_ends_quotes_delimiters_and_marks_make_no_difference(tmp_path: Path, content: bytes):
    path = tmp_path / "x.csv"
    assert cells_of(path, content) == [["1", "2"]]
    with open_cells(path, member="*") as cells:
        assert cells.header == ["a", "b"]


def test_reading_goes_on_after_broken_quotes(tmp_path: Path):
    report = Report()
    assert cells_of(tmp_path / "x.csv", b'a;b\n1;2\n"1"x;2\n3;4\n', report) == [["1", "2"], ["3", "4"]]
    assert report.reasons == {"unreadable quotes": 1}


def test_lines_are_numbered_from_the_header(tmp_path: Path):
    path = tmp_path / "x.csv"
    path.write_bytes(b"a;b\n1;2\n3;4\n")
    with open_cells(path, member="*") as cells:
        seen: list[tuple[int, str]] = []
        cells.read_with(lambda rows: seen.extend((cells.line, row[0]) for row in rows), Report())
    assert seen == [(2, "1"), (3, "3")]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b'a;b\n1;2\n"3;4\n5;6\n', "truncated"),
        (b'a;b\n1;"' + b"x" * 200_000 + b'"\n', "field larger than field limit"),
        (b"a;b\n1;\0\n", "binary content"),
        (b"a;b\n" + b"1" * 3_000_000, "endless line"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, content: bytes, why: str):
    with pytest.raises(RefusedFileError, match=f"x.csv.*{why}"):
        cells_of(tmp_path / "x.csv", content)
