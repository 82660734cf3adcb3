import bz2
import re
import tracemalloc
from pathlib import Path

import pytest

from services.importer.dataset import RefusedFileError
from services.importer.report import Report
from services.importer.tables import Columns, read_table

COLUMNS: Columns = {"code": ("INSEE_C", "INSEE"), "rent": ("loypredm2", "Loyer prédit")}


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.fixture
def report() -> Report:
    return Report()


@pytest.fixture
def read(tmp_path: Path, report: Report):
    def read(content: str | bytes, columns: Columns = COLUMNS, **options):
        return list(read_table(write(tmp_path / "t.csv", content), report, columns=columns, **options))

    return read


@pytest.mark.parametrize(
    "header",
    ["INSEE_C;loypredm2", "insee;LOYER  PREDIT", '"Insee C";"Loyer-prédit"', "\ufeffInsee;loyer_prédit"],
)
def test_columns_are_found_under_any_of_their_names(read, header: str):
    assert read(f"{header}\n01001;9,5\n") == [(2, {"code": "01001", "rent": "9,5"})]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_delimiter_is_found(read, delimiter: str):
    content = f"INSEE{delimiter}loypredm2{delimiter}x\n01001{delimiter}9.5{delimiter}\n"
    assert read(content) == [(2, {"code": "01001", "rent": "9.5"})]


def test_a_comma_in_the_names_of_columns_does_not_fool_the_delimiter(read):
    content = "INSEE;loypredm2;nom, usuel, officiel, ancien\n01001;9;x\n"
    assert read(content) == [(2, {"code": "01001", "rent": "9"})]


def test_a_name_that_changes_every_year_is_found_by_a_pattern(read):
    columns: Columns = {"code": ("CODGEO",), "zone": (re.compile(r"zonage.*en vigueur", re.I),)}
    content = "CODGEO;Zonage ABC en vigueur depuis le 26 juin 2026\n01001;B2\n"
    assert read(content, columns) == [(2, {"code": "01001", "zone": "B2"})]


def test_the_first_known_name_wins(read):
    assert read("INSEE;INSEE_C;loypredm2\nold;new;1\n")[0][1]["code"] == "new"


def test_a_column_that_is_not_required_may_be_absent(read):
    assert read("INSEE\n01001\n", required=("code",)) == [(2, {"code": "01001", "rent": ""})]


def test_missing_columns_are_refused_with_what_was_expected_and_found(read):
    with pytest.raises(RefusedFileError) as refused:
        read("INSEE;prix\n01001;1\n")
    assert str(refused.value) == (
        "t.csv: missing columns: loypredm2 or Loyer prédit. Columns found: INSEE, prix"
    )


def test_a_file_without_header_is_read_with_the_names_given(read):
    rows = read("01001;9\n01002;8\n", header=("insee", "loypredm2"))
    assert rows == [(1, {"code": "01001", "rent": "9"}), (2, {"code": "01002", "rent": "8"})]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252"])
def test_accents_survive_any_encoding(read, encoding: str):
    content = "INSEE;Loyer prédit\n01001;élevé\n".encode(encoding)
    assert read(content)[0][1]["rent"] == "élevé"


def test_cr_lf_without_final_newline_is_read(read):
    assert [row["code"] for _, row in read(b"INSEE;loypredm2\r\n01001;1\r\n01002;2")] == ["01001", "01002"]


def test_blank_rows_are_skipped(read, report: Report):
    assert len(read("\n\nINSEE;loypredm2\n\n01001;1\n;;\n  \n01002;2\n")) == 2
    assert report.rejected == 0


def test_quoted_cells_may_hold_delimiters_quotes_and_newlines(read):
    assert read('INSEE;loypredm2\n01001;"a;""b""\nc"\n') == [(3, {"code": "01001", "rent": 'a;"b"\nc'})]


def test_a_short_row_is_reported_and_the_rest_is_read(read, report: Report):
    rows = read("INSEE;loypredm2\n01001\n01002;2\n")
    assert rows == [(3, {"code": "01002", "rent": "2"})]
    assert report.reasons == {"incomplete row": 1}


def test_a_row_may_lack_cells_that_nobody_reads(read):
    assert len(read("INSEE;loypredm2;a;b\n01001;1\n")) == 1


def test_a_row_with_broken_quotes_is_reported_and_the_rest_is_read(read, report: Report):
    rows = read('INSEE;loypredm2\n01001;"1"2\n01002;2\n')
    assert [row["code"] for _, row in rows] == ["01002"]
    assert report.reasons == {"unreadable row": 1}


def test_a_rejected_row_is_reported_with_file_and_line(tmp_path: Path):
    path = write(tmp_path / "rents.csv", "INSEE;loypredm2\n01001;1\n01002\n")
    with Report(tmp_path / "report.csv") as report:
        assert len(list(read_table(path, report, columns=COLUMNS))) == 1
    lines = (tmp_path / "report.csv").read_text().splitlines()
    assert lines[1] == 'rents.csv,3,incomplete row,"1 cells, 2 needed"'


def test_a_file_cut_in_the_middle_of_a_row_is_refused(read):
    with pytest.raises(RefusedFileError, match=r"t.csv, line 3: the file ends in the middle of a row"):
        read("INSEE;loypredm2\n01001;1\n010")


def test_a_file_cut_inside_quotes_is_refused(read):
    with pytest.raises(RefusedFileError, match="ends inside quotes"):
        read('INSEE;loypredm2\n01001;1\n01002;"2\n')


def test_a_quote_that_never_closes_is_refused(read):
    with pytest.raises(RefusedFileError, match="endless cell"):
        read('INSEE;loypredm2\n01001;"1\n' + "01002;2\n" * 50_000)


def test_a_truncated_archive_is_refused(tmp_path: Path, report: Report):
    content = "INSEE;loypredm2\n" + "".join(f"{code:05};{code * 7919 % 1000}\n" for code in range(50_000))
    path = write(tmp_path / "t.csv.bz2", bz2.compress(content.encode())[:-20])
    with pytest.raises(RefusedFileError, match="truncated or damaged"):
        list(read_table(path, report, columns=COLUMNS))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty file"),
        (b"\n \n", "empty file"),
        (b"INSEE;loypredm2\n01001;\x00\x01\n", "line 2: binary content"),
        (b"%PDF-1.7\n%\xe2\xe3\n", "missing columns"),
        (b"<!DOCTYPE html><html><body>503</body></html>", "missing columns"),
        (b"INSEE;loypredm2\n" + b"x" * 2_000_000, "line 2: endless line"),
        (b"INSEE;loypredm2\r01001;1\r", "lone carriage return"),
    ],
)
def test_what_is_no_table_is_refused(read, content: bytes, reason: str):
    with pytest.raises(RefusedFileError, match=reason):
        read(content)


def test_memory_does_not_grow_with_the_file(tmp_path: Path, report: Report):
    def peak(rows: int) -> int:
        path = write(tmp_path / f"{rows}.csv", "INSEE;loypredm2\n" + "01001;12,5\n" * rows)
        tracemalloc.start()
        assert sum(1 for _ in read_table(path, report, columns=COLUMNS)) == rows
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    assert peak(100_000) < 1.2 * peak(10_000) + 1_500_000
