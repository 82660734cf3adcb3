from pathlib import Path

import pytest

from services.importer.dataset import RefusedFileError
from tests.importer.sources.small_files import read, write


def test_the_header_of_the_shipped_file_and_that_of_the_live_one_are_known(tmp_path: Path):
    shipped = write(tmp_path / "secteurs_bassins.csv", ["code_bassin;secteur", "8401;Commerce"])
    live = write(
        tmp_path / "secteurs_bassins_2.csv", ["code_bassinemploi;nb_de;secteur", "8401;120;Commerce"]
    )
    assert read("hiring-sectors", shipped).rows == [
        {"bassin": "8401", "sector": "Commerce", "job_seekers": None}
    ]
    assert read("hiring-sectors", live).rows[0]["job_seekers"] == 120


def test_overseas_bassins_get_their_zero_back(tmp_path: Path):
    result = read("hiring-sectors", write(tmp_path / "s.csv", ["code_bassin;secteur", "401;Commerce"]))
    assert result.rows[0]["bassin"] == "0401"
    assert result.report.repairs == {"leading zero restored": 1}


def test_a_row_without_bassin_is_rejected(tmp_path: Path):
    result = read("hiring-sectors", write(tmp_path / "s.csv", ["code_bassin;secteur", ";Commerce"]))
    assert result.rejected == [(2, "no bassin code", "")]


def test_commas_in_unquoted_labels_stay_and_double_spaces_go(tmp_path: Path):
    lines = ["code_bassin;secteur", "8401;Transports,  entreposage, poste"]
    result = read("hiring-sectors", write(tmp_path / "s.csv", lines))
    assert result.rows[0]["sector"] == "Transports, entreposage, poste"
    assert result.report.repairs == {"double space in a label": 1}


def test_a_sector_twice_in_a_bassin_is_a_duplicate(tmp_path: Path):
    lines = ["code_bassin;secteur", "401;Commerce", "0401;Commerce", "0402;Commerce"]
    result = read("hiring-sectors", write(tmp_path / "s.csv", lines))
    assert len(result.rows) == 2
    assert result.rejected == [(3, "duplicate", "0401 Commerce")]


@pytest.mark.parametrize("row", ["84A1;12;Commerce", "8401;-12;Commerce", "8401;few;Commerce", "8401;12;"])
def test_a_cell_that_is_none_is_rejected(tmp_path: Path, row: str):
    result = read("hiring-sectors", write(tmp_path / "s.csv", ["code_bassinemploi;nb_de;secteur", row]))
    assert result.rows == []
    assert [line for line, _, _ in result.rejected] == [2]


def test_a_foreign_file_is_refused(tmp_path: Path):
    with pytest.raises(RefusedFileError, match="missing columns: code_bassinemploi or code_bassin"):
        read("hiring-sectors", write(tmp_path / "s.csv", ["a;b", "1;2"]))
