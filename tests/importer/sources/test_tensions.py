from pathlib import Path

import pytest

from services.importer.dataset import RefusedFileError
from tests.importer.sources.small_files import read, write

HEADER = (
    "annee;ROME;cbassin;oee;defm_abc;ind_tension_d;ind_int_emb_d;ind_main_oeuvre_d;ind_dur_empl_d;"
    "ind_cond_travail_d;ind_mismatch_geo_d;ind_specif_form_empl_d"
)


def tensions(tmp_path: Path, *rows: str):
    return read("tensions", write(tmp_path / "cities-tension-utf8.csv", [HEADER, *rows]))


def test_five_is_the_strongest_tension_and_figures_have_a_decimal_comma(tmp_path: Path):
    result = tensions(tmp_path, "2021;A1101;0203;16,61538462;28,25;5;5;1;5;4;4;3")
    assert result.rows == [
        {
            "code_rome": "A1101",
            "bassin": "0203",
            "year": 2021,
            "tension": 5,
            "offers": 16.61538462,
            "job_seekers": 28.25,
            "hiring_intensity": 5,
            "labour_shortage": 1,
            "job_precariousness": 5,
            "working_conditions": 4,
            "geographic_mismatch": 4,
            "training_specificity": 3,
        }
    ]
    assert result.report.vintage == "2021"


def test_an_empty_index_is_unknown(tmp_path: Path):
    [row] = tensions(tmp_path, "2021;M1301;8401;16;28;5;5;1;5;4;4;").rows
    assert row["training_specificity"] is None


def test_a_bassin_that_no_list_has_is_kept(tmp_path: Path):
    assert tensions(tmp_path, "2021;A1101;7549;16;28;5;5;1;5;4;4;3").rows[0]["bassin"] == "7549"


def test_a_lost_zero_is_restored(tmp_path: Path):
    result = tensions(tmp_path, "2021;A1101;203;16;28;5;5;1;5;4;4;3")
    assert result.rows[0]["bassin"] == "0203"
    assert result.report.repairs == {"leading zero restored": 1}


def test_an_occupation_twice_in_a_bassin_is_a_duplicate(tmp_path: Path):
    row = "2021;A1101;0203;16;28;5;5;1;5;4;4;3"
    assert tensions(tmp_path, row, row).rejected == [(3, "duplicate", "A1101 0203")]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("2021;A1101;0203;16;28;6;5;1;5;4;4;3", "invalid tension"),
        ("2021;A1101;0203;16;28;2,5;5;1;5;4;4;3", "invalid tension"),
        ("2021;A1101;0203;-1;28;5;5;1;5;4;4;3", "invalid offers"),
        ("2021;A1101;0203;x;28;5;5;1;5;4;4;3", "invalid number"),
        ("2021;Z9;0203;16;28;5;5;1;5;4;4;3", "invalid code_rome"),
        ("2021;A1101;;16;28;5;5;1;5;4;4;3", "no bassin code"),
        (";A1101;0203;16;28;5;5;1;5;4;4;3", "invalid year"),
    ],
)
def test_a_cell_that_is_none_is_reported(tmp_path: Path, row: str, reason: str):
    result = tensions(tmp_path, row)
    assert result.rows == []
    assert [(line, why) for line, why, _ in result.rejected] == [(2, reason)]


def test_a_file_without_the_indices_is_refused(tmp_path: Path):
    with pytest.raises(RefusedFileError, match="missing columns: ind_tension_d or tension; ind_int_emb_d"):
        read(
            "tensions", write(tmp_path / "t.csv", ["annee;ROME;cbassin;oee;defm_abc", "2021;A1101;0203;1;2"])
        )
