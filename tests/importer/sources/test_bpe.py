import zipfile
from pathlib import Path

import pytest

from services.importer.dataset import RefusedFileError
from tests.importer.bpe_files import write_bpe
from tests.importer.sources.small_files import read, write

HEADER = "DEPCOM;TYPEQU"
PEOPLE = {"01001": 860, "01091": 400, "2A004": 72_000, "75101": 16_000, "75120": 190_000, "97411": 155_000}


def bpe(tmp_path: Path, *rows: str, header: str = HEADER) -> Path:
    return write(tmp_path / "BPE25.csv", [header, *rows])


def counts(result) -> dict[tuple[str, str], int]:
    return {key: row["total"] for key, row in result.by("code_insee", "typequ").items()}


@pytest.mark.parametrize("vintage", ["2021", "2025"])
@pytest.mark.parametrize("quoted", [True, False])
def test_every_row_of_either_vintage_is_counted_once(tmp_path: Path, vintage, quoted):
    path = write_bpe(tmp_path / "bpe.csv", 5_000, PEOPLE, vintage=vintage, quoted=quoted)
    result = read("equipment", path)
    assert sum(row["total"] for row in result.rows) + result.report.rejected == 5_000
    assert set(result.report.reasons) == {"overseas collectivity"}


def test_the_year_is_in_the_rows_or_in_the_name(tmp_path: Path):
    in_rows = write_bpe(tmp_path / "equipments.csv", 10, PEOPLE, vintage="2021")
    in_name = write_bpe(tmp_path / "BPE25.csv", 10, PEOPLE)
    assert read("equipment", in_rows).report.vintage == "2021"
    assert read("equipment", in_name).report.vintage == "2025"


def test_files_that_are_already_summed_count_what_they_say(tmp_path: Path):
    path = write_bpe(tmp_path / "bpe.csv", 1_000, PEOPLE, vintage="2021-aggregated")
    result = read("equipment", path)
    assert sum(row["total"] for row in result.rows) == 2 * (1_000 - result.report.rejected)


def test_the_zip_of_insee_holds_the_labels_as_well(tmp_path: Path):
    plain = write_bpe(tmp_path / "bpe25.csv", 2_000, PEOPLE)
    packed = write_bpe(tmp_path / "BPE25.zip", 2_000, PEOPLE)
    assert counts(read("equipment", packed)) == counts(read("equipment", plain))


def test_arrondissements_are_summed_into_their_city(tmp_path: Path):
    result = read("equipment", bpe(tmp_path, "75101;A504", "75120;A504", "13208;A504"))
    assert counts(result) == {("75056", "A504"): 2, ("13055", "A504"): 1}
    assert result.report.repairs == {"arrondissement summed into its city": 3}


def test_merged_communes_count_for_their_successor(tmp_path: Path):
    result = read("equipment", bpe(tmp_path, "01091;A504", "01205;A504", "01033;A504"))
    assert counts(result) == {("01033", "A504"): 3}
    assert result.report.repairs == {"merged commune mapped to its successor": 2}


def test_a_lost_leading_zero_is_restored(tmp_path: Path):
    assert counts(read("equipment", bpe(tmp_path, "1001;A504", "01001;A504"))) == {("01001", "A504"): 2}


def test_rows_that_cannot_be_placed_are_reported_with_their_line(tmp_path: Path):
    result = read(
        "equipment", bpe(tmp_path, "01001;A504", "97701;A504", "33999;A504", ";A504", "01001;Z9", "01001")
    )
    assert result.rejected == [
        (3, "overseas collectivity", "97701"),
        (4, "unknown commune", "33999"),
        (5, "no commune code", ""),
        (6, "no equipment type", "Z9"),
        (7, "incomplete row", "1 cells"),
    ]
    assert counts(result) == {("01001", "A504"): 1}


@pytest.mark.parametrize("number", ["", "-3", "1,5", "1000000"])
def test_a_number_that_is_none_is_rejected(tmp_path: Path, number: str):
    path = bpe(tmp_path, "01001;A504;4", f"01001;A504;{number}", header="DEPCOM;TYPEQU;NB_EQUIP")
    result = read("equipment", path)
    assert counts(result) == {("01001", "A504"): 4}
    assert result.rejected == [(3, "no number of equipments", number)]


def test_a_row_with_broken_quotes_does_not_stop_the_rest(tmp_path: Path):
    result = read("equipment", bpe(tmp_path, '"01001";"A504"', '"01001"x;"A504"', '"01001";"A504"'))
    assert counts(result) == {("01001", "A504"): 2}
    assert [(line, reason) for line, reason, _ in result.rejected] == [(3, "unreadable quotes")]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "missing columns: DEPCOM; TYPEQU"),
        (b"city;rent\nPARIS;31\n", "missing columns: DEPCOM; TYPEQU. Columns found: city, rent"),
        (b"DEPCOM;TYPEQU\n01001;A504\n01001", "line 3: the file ends in the middle of a row"),
        (b'DEPCOM;TYPEQU\n01001;A504\n"01001;A504\n01001;A504\n', "truncated"),
        (b"DEPCOM;TYPEQU\n01001;\0\n", "binary content"),
        (b"DEPCOM;TYPEQU\n" + b"x" * 3_000_000, "endless line"),
    ],
)
def test_a_file_that_is_no_bpe_is_refused_whole(tmp_path: Path, content: bytes, why: str):
    path = tmp_path / "BPE25.csv"
    path.write_bytes(content)
    with pytest.raises(RefusedFileError, match=f"BPE25.csv.*{why}"):
        read("equipment", path)


def test_a_truncated_zip_is_refused(tmp_path: Path):
    path = write_bpe(tmp_path / "BPE25.zip", 20_000, PEOPLE)
    path.write_bytes(path.read_bytes()[:-5_000])
    with pytest.raises(RefusedFileError, match="truncated or damaged"):
        read("equipment", path)


def test_a_zip_of_something_else_is_refused(tmp_path: Path):
    path = tmp_path / "BPE25.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "hello")
    with pytest.raises(RefusedFileError, match="expected one file named"):
        read("equipment", path)


def test_a_column_of_made_up_types_is_refused_before_it_fills_the_memory(tmp_path: Path):
    rows = [f"01001;{letter}{number:03}" for letter in "AB" for number in range(300)]
    with pytest.raises(RefusedFileError, match="more than 500 types"):
        read("equipment", bpe(tmp_path, *rows))
