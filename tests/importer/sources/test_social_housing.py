from pathlib import Path

import pytest

from services.importer.dataset import RefusedFileError
from tests.importer.sources.small_files import read, write

NAMED = "REG,LIBREG,DEPCOM_ARM,LIBCOM,nb_ls"


def named(tmp_path: Path, *rows: str) -> Path:
    return write(tmp_path / "rpls-2024.csv", [NAMED, *(f"84,ARA,{row}" for row in rows)])


def test_the_file_of_2021_has_its_total_in_the_16th_column(tmp_path: Path):
    header = ",".join(["REG", "DEP", "COM", *(f"x{number}" for number in range(4, 16)), "ensemble", "y"])
    row = ",".join(["84", "01", "1001", *("7" for _ in range(4, 16)), "42", "9"])
    result = read("social-housing", write(tmp_path / "rpls-2021.csv", [header, row]))
    assert result.rows == [{"code_insee": "01001", "dwellings": 42}]
    assert result.report.vintage == "2021"


def test_newer_files_name_their_total(tmp_path: Path):
    assert read("social-housing", named(tmp_path, "01001,Abergement,42")).rows[0]["dwellings"] == 42


def test_a_newer_file_without_a_known_total_is_refused(tmp_path: Path):
    with pytest.raises(RefusedFileError, match="missing columns: nb_ls"):
        read("social-housing", write(tmp_path / "rpls-2024.csv", ["DEPCOM,autre", "01001,42"]))


def test_arrondissements_and_merged_communes_are_summed(tmp_path: Path):
    path = named(
        tmp_path, "75101,Paris 1er,100", "75120,Paris 20e,200", "01091,Châtillon,3", "01033,Valserhône,5"
    )
    dwellings = {
        code: row["dwellings"] for code, row in read("social-housing", path).by("code_insee").items()
    }
    assert dwellings == {"75056": 300, "01033": 8}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("01001,x,s", "no total"),
        ("01001,x,-1", "invalid dwellings"),
        ("01001,x,many", "invalid number"),
        ("97701,x,5", "overseas collectivity"),
    ],
)
def test_a_row_that_cannot_be_used_is_reported(tmp_path: Path, row: str, reason: str):
    result = read("social-housing", named(tmp_path, row))
    assert result.rows == []
    assert [(line, why) for line, why, _ in result.rejected] == [(2, reason)]


def test_a_commune_that_comes_twice_is_counted_once(tmp_path: Path):
    result = read("social-housing", named(tmp_path, "01001,x,5", "01001,x,5"))
    assert result.rows[0]["dwellings"] == 5
    assert result.rejected == [(3, "duplicate", "01001")]


def test_waiting_times_are_found_by_the_name_of_the_former_region(tmp_path: Path):
    text = (
        '[{"comment": "généré manuellement depuis un XLS", "socialHousingDelay": 14, "name": "alsace"},'
        ' {"socialHousingDelay": 19, "name": "provence alpes cote d\'azur"},'
        ' {"socialHousingDelay": 11, "name": "reunion"}]'
    )
    result = read("social-housing-delays", write(tmp_path / "regions-social-housing.json", [text]))
    assert {row["former_region"]: row["months"] for row in result.rows} == {"42": 14, "93": 19, "04": 11}


def test_an_unknown_region_is_rejected_with_its_rank(tmp_path: Path):
    text = '[{"socialHousingDelay": 14, "name": "alsace"}, {"socialHousingDelay": 1, "name": "Grand Est"}]'
    result = read("social-housing-delays", write(tmp_path / "x.json", [text]))
    assert result.rejected == [(2, "no region of before 2015 has this name", "grand est")]


@pytest.mark.parametrize("text", ["[]", '[{"name": "alsace"}]', "{}", "nonsense"])
def test_a_list_of_something_else_is_refused(tmp_path: Path, text: str):
    with pytest.raises(RefusedFileError, match=r"x\.json"):
        read("social-housing-delays", write(tmp_path / "x.json", [text]))
