import bz2
from pathlib import Path

import pytest

from services.importer.catalog import find_dataset
from services.importer.dataset import RefusedFileError
from services.importer.locate import find_in_folder
from tests.importer.sources.small_files import read

HEADER = '"commune_id";"rome_id";"nb_offres";"date_extraction"'
PLAIN = "2A004;A1101;4;2021-12-21"


def drop(tmp_path: Path, *rows: str, name: str = "20211221_mv_villes_offre_full.csv.bz2") -> Path:
    path = tmp_path / name
    path.write_bytes(bz2.compress("\n".join([*rows, ""]).encode()))
    return path


def per_commune(tmp_path: Path, *rows: str) -> Path:
    """With enough plain rows for the columns to be told."""
    return drop(tmp_path, HEADER, *rows, *(f"2A004;A{number};4;2021-12-21" for number in range(1200, 1220)))


def of_others(result) -> dict[tuple[str, str], int]:
    return {key: row["offers"] for key, row in result.by("code", "code_rome").items() if key[0] != "2A004"}


def test_offers_per_commune_have_a_quoted_header(tmp_path: Path):
    result = read("offers", per_commune(tmp_path, "01001;A1101;3;2021-12-21"))
    assert result.rows[0] == {"level": "commune", "code": "01001", "code_rome": "A1101", "offers": 3}
    assert result.rejected == []
    assert result.report.vintage == "2021-12-21"


def test_offers_per_bassin_have_no_header_and_five_columns(tmp_path: Path):
    path = drop(
        tmp_path,
        "0101;BASSE TERRE GALANTE;N4201;2;2021-09-29",
        "8401;BOURG EN BRESSE;K1303;9000;2021-09-29",
        name="mobiville_bassin_offre_full_example.bz2",
    )
    result = read("offers", path)
    assert result.rows == [
        {"level": "bassin", "code": "0101", "code_rome": "N4201", "offers": 2},
        {"level": "bassin", "code": "8401", "code_rome": "K1303", "offers": 9000},
    ]


def test_arrondissements_and_merged_communes_are_summed(tmp_path: Path):
    path = per_commune(
        tmp_path,
        *("75101;A1101;3;2021-12-21", "75120;A1101;4;2021-12-21"),
        *("01091;A1101;5;2021-12-21", "01033;A1101;6;2021-12-21"),
    )
    assert of_others(read("offers", path)) == {("75056", "A1101"): 7, ("01033", "A1101"): 11}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (";A1101;3;2021-12-21", "no commune code"),
        ("null;A1101;3;2021-12-21", "no commune code"),
        ("97502;A1101;3;2021-12-21", "overseas collectivity"),
        ("98735;A1101;3;2021-12-21", "overseas collectivity"),
        ("01002;A1101;3;2021-12-21", "unknown commune"),
        ("01001;HORAI;3;2021-12-21", "no ROME code"),
        ("01001;A1101;-3;2021-12-21", "no plausible number of offers"),
        ("01001;A1101;3.5;2021-12-21", "no plausible number of offers"),
        ("01001;A1101;99999999;2021-12-21", "no plausible number of offers"),
        ("01001;A1101;;2021-12-21", "no plausible number of offers"),
        ("01001;A1101;some;2021-12-21", "invalid number"),
    ],
)
def test_a_row_that_cannot_be_used_is_reported(tmp_path: Path, row: str, reason: str):
    result = read("offers", per_commune(tmp_path, row))
    assert of_others(result) == {}
    assert [(line, why) for line, why, _ in result.rejected] == [(2, reason)]


def test_the_same_place_and_occupation_twice_is_a_duplicate(tmp_path: Path):
    result = read("offers", per_commune(tmp_path, "01001;A1101;3;2021-12-21", "01001;A1101;3;2021-12-21"))
    assert of_others(result) == {("01001", "A1101"): 3}
    assert result.rejected == [(3, "duplicate", "01001 A1101")]


def test_bassins_of_a_collectivity_and_of_nowhere_are_rejected(tmp_path: Path):
    rows = [f"84{number};x;A1101;1;2021-09-29" for number in range(10, 30)]
    result = read("offers", drop(tmp_path, "0501;SPM;A1101;1;2021-09-29", ";x;A1101;1;2021-09-29", *rows))
    assert [(line, reason) for line, reason, _ in result.rejected] == [
        (1, "overseas collectivity"),
        (2, "no bassin code"),
    ]


def test_both_forms_can_be_given_together_but_not_one_twice(tmp_path: Path):
    communes = per_commune(tmp_path, "01001;A1101;3;2021-12-21")
    bassins = drop(tmp_path, *["8401;B;A1101;3;2021-12-21"] * 2, name="b.bz2")
    assert {row["level"] for row in read("offers", communes, bassins).rows} == {"commune", "bassin"}
    with pytest.raises(RefusedFileError, match="are both per commune: give one"):
        read("offers", communes, communes)


def test_the_newest_drop_of_a_folder_is_taken(tmp_path: Path):
    for day in ("20211220", "20211222", "20211221"):
        drop(tmp_path, PLAIN, name=f"{day}_mv_villes_offre_full.csv.bz2")
    assert [path.name[:8] for path in find_in_folder(find_dataset("offers"), tmp_path)] == ["20211222"]


@pytest.mark.parametrize("rows", [[], ["a;b;c;d"], ["city;rent", "PARIS;31"], [HEADER, *["x;y;z;t"] * 5]])
def test_a_file_of_something_else_is_refused(tmp_path: Path, rows: list[str]):
    with pytest.raises(RefusedFileError, match="20211221_mv_villes_offre_full"):
        read("offers", drop(tmp_path, *rows))


def test_a_drop_that_is_still_being_written_is_refused(tmp_path: Path):
    path = per_commune(tmp_path, *(f"01001;B{number};3;2021-12-21" for number in range(1000, 9999)))
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(RefusedFileError, match="truncated or damaged"):
        read("offers", path)
