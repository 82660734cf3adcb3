from pathlib import Path

import pytest

from services.importer.dataset import RefusedFileError
from tests.importer.sources.small_files import read, write

TABLE = (
    "C;Électricité, électronique *;",
    '"  * (FAP C) Les ""rédacteurs"" sont classés ici ; par défaut.";;',
    "C1Z;Ouvriers qualifiés de l'électricité;",
    "L5Z92;372c;K2101",
    ";372d;K2102",
    ";;M1502",
    ";;",
    ";;",
    "A1Z00;111b;",
    ";121b;",
    ";;",
    "J4Z40;655a;N4401",
    ";;N4403",
    "  * (PCS 655a) Une note.;;",
)


def table(tmp_path: Path, lines=TABLE) -> Path:
    return write(tmp_path / "table-correspondance-pcs-rome.csv", lines, end="\r\n")


def test_every_pcs_of_a_family_goes_with_every_rome_code_of_it(tmp_path: Path):
    pairs = {
        (row["code_rome"], row["pcs"]) for row in read("pcs", table(tmp_path)).rows if row["fap"] == "L5Z92"
    }
    assert pairs == {(rome, pcs) for rome in ("K2101", "K2102", "M1502") for pcs in ("372c", "372d")}


def test_family_and_codes_carry_forward_until_the_next_family(tmp_path: Path):
    rows = read("pcs", table(tmp_path)).by("code_rome", "pcs")
    assert rows["N4403", "655a"]["fap"] == "J4Z40"


def test_titles_notes_and_blank_lines_are_passed_over(tmp_path: Path):
    result = read("pcs", table(tmp_path))
    assert {row["fap"] for row in result.rows} == {"L5Z92", "J4Z40"}
    assert result.rejected == [(9, "family without ROME code", "A1Z00")]


def test_a_code_that_is_none_is_rejected_and_the_family_goes_on(tmp_path: Path):
    result = read("pcs", table(tmp_path, ["J4Z40;655a;N4401", ";65;N4403", ";655b;N99"]))
    assert len(result.rows) == 4
    assert result.rejected == [
        (2, "neither a PCS nor a ROME code", "65"),
        (3, "neither a PCS nor a ROME code", "N99"),
    ]


def test_a_misspelled_family_is_rejected(tmp_path: Path):
    result = read("pcs", table(tmp_path, ["J4Z40;655a;N4401", "J4Z4;655b;N4403"]))
    assert result.rejected == [(2, "not a professional family", "J4Z4")]


def test_a_file_that_starts_with_codes_of_no_family_is_refused(tmp_path: Path):
    with pytest.raises(RefusedFileError, match="line 1: expected a family"):
        read("pcs", table(tmp_path, [";655a;N4401"]))


def test_a_table_with_a_header_has_one_triple_per_line(tmp_path: Path):
    path = write(tmp_path / "pcs.csv", ["code_rome,pcs,fap", "A1101,691a,A0Z43"])
    assert read("pcs", path).rows == [{"code_rome": "A1101", "pcs": "691a", "fap": "A0Z43"}]
