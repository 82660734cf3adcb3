from pathlib import Path

import pytest

from services.importer.dataset import RefusedFileError
from tests.importer.sources.small_files import read, write

OF_2018 = (
    "id_zone;INSEE;LIBGEO;DEP;REG;EPCI;TYPPRED;loypredm2;lwr.IPm2;upr.IPm2;R2adj;NBobs_maille;NBobs_commune"
)
SINCE_2022 = (
    '"id_zone";"INSEE_C";"LIBGEO";"EPCI";"DEP";"REG";"loypredm2";"lwr.IPm2";"upr.IPm2";"TYPPRED";"nbobs_com"'
)


def of_2018(tmp_path: Path, *rows: str, name: str = "indicateurs-loyers-appartements.csv") -> Path:
    """Rows of code;level;rent;low;high."""
    lines = []
    for row in rows:
        code, *rest = row.split(";")
        lines.append(f"2362;{code};Clémenciat;1;84;200069193;{';'.join(rest)};0,7;701;2")
    return write(tmp_path / name, [OF_2018, *lines], encoding="latin-1")


def test_the_file_of_2018_is_latin_1_with_decimal_commas_and_lost_zeros(tmp_path: Path):
    result = read("rents", of_2018(tmp_path, "1001;maille;9,372335348;7,409663525;11,85487972"))
    assert result.rows == [
        {
            "code_insee": "01001",
            "dwelling": "apartment",
            "rent_m2": 9.372335348,
            "rent_m2_low": 7.409663525,
            "rent_m2_high": 11.85487972,
            "level": "maille",
        }
    ]
    assert result.report.repairs == {"leading zero restored": 1}
    assert result.report.vintage == "2018"


def test_since_2022_the_code_is_in_insee_c_and_quoted(tmp_path: Path):
    row = '"1456";"2A004";"Ajaccio";"240100883";"2A";"94";"12,5";"10,1";"14,9";"commune";"2156"'
    result = read(
        "rents", write(tmp_path / "pred-app-mef-dhup-2025.csv", [SINCE_2022, row], encoding="latin-1")
    )
    assert [(row["code_insee"], row["rent_m2"], row["level"]) for row in result.rows] == [
        ("2A004", 12.5, "commune")
    ]
    assert result.report.vintage == "2025"


@pytest.mark.parametrize(
    ("name", "dwelling"),
    [
        ("pred-app-mef-dhup.csv", "apartment"),
        ("pred-app12-mef-dhup.csv", "apartment_1_2_rooms"),
        ("pred-app3-mef-dhup.csv", "apartment_3_rooms_up"),
        ("pred-mai-mef-dhup.csv", "house"),
        ("indicateurs-loyers-maisons.csv", "house"),
    ],
)
def test_the_name_of_the_file_tells_the_dwelling(tmp_path: Path, name: str, dwelling: str):
    assert read("rents", of_2018(tmp_path, "01001;epci;9;8;10", name=name)).rows[0]["dwelling"] == dwelling


def test_a_name_that_tells_no_dwelling_is_refused(tmp_path: Path):
    with pytest.raises(RefusedFileError, match=r"loyers\.csv: the name does not tell the kind of dwelling"):
        read("rents", of_2018(tmp_path, "01001;epci;9;8;10", name="loyers.csv"))


def test_two_vintages_of_one_dwelling_are_refused(tmp_path: Path):
    old = of_2018(tmp_path, "01001;epci;9;8;10", name="pred-app-mef-2024.csv")
    new = of_2018(tmp_path, "01001;epci;9;8;10", name="pred-app-mef-2025.csv")
    with pytest.raises(RefusedFileError, match="are both about apartment: give one"):
        read("rents", old, new)


def test_a_city_given_by_arrondissement_gets_their_mean_weighted_by_population(tmp_path: Path):
    result = read("rents", of_2018(tmp_path, "13201;commune;10;8;12", "13208;maille;16;14;18"))
    marseille = result.by("code_insee")["13055"]
    assert (marseille["rent_m2"], marseille["rent_m2_low"]) == (pytest.approx(14.0), pytest.approx(12.0))
    assert marseille["level"] == "maille"
    assert set(result.by("code_insee")) == {"13055", "13201", "13208"}
    assert result.report.repairs == {
        "rent of a city: mean of its arrondissements, weighted by their population": 1
    }


def test_a_city_that_has_its_own_rent_keeps_it(tmp_path: Path):
    result = read("rents", of_2018(tmp_path, "75056;commune;30;20;40", "75101;commune;35;30;40"))
    assert result.by("code_insee")["75056"]["rent_m2"] == 30


def test_merged_communes_give_their_mean_to_their_successor(tmp_path: Path):
    result = read("rents", of_2018(tmp_path, "01091;commune;8;7;9", "01205;epci;10;9;11"))
    assert result.rows[0]["code_insee"] == "01033"
    assert (result.rows[0]["rent_m2"], result.rows[0]["level"]) == (9.0, "epci")


def test_a_merged_commune_yields_to_the_figure_of_its_successor(tmp_path: Path):
    result = read("rents", of_2018(tmp_path, "01091;commune;8;7;9", "01033;commune;10;9;11"))
    assert [row["rent_m2"] for row in result.rows] == [10.0]
    assert result.rejected == [(2, "merged into a commune that has its own figure", "01091")]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("01001;maille;dear;8;10", "invalid number"),
        ("01001;maille;NA;8;10", "invalid rent_m2"),
        ("01001;maille;-9;8;10", "invalid rent_m2"),
        ("01001;maille;9372335348;8;10", "more than 100 euros per m2"),
        ("01001;region;9;8;10", "invalid level"),
        ("97701;maille;9;8;10", "overseas collectivity"),
        ("01002;maille;9;8;10", "unknown commune"),
        (";maille;9;8;10", "no commune code"),
    ],
)
def test_a_row_that_cannot_be_used_is_reported(tmp_path: Path, row: str, reason: str):
    result = read("rents", of_2018(tmp_path, row, "2A004;maille;9;8;10"))
    assert [row["code_insee"] for row in result.rows] == ["2A004"]
    assert [(line, why) for line, why, _ in result.rejected] == [(2, reason)]


def test_the_same_commune_twice_is_a_duplicate(tmp_path: Path):
    result = read("rents", of_2018(tmp_path, "1001;maille;9;8;10", "01001;maille;11;8;12"))
    assert [row["rent_m2"] for row in result.rows] == [9.0]
    assert result.rejected == [(3, "duplicate", "01001")]


def test_a_foreign_file_is_refused(tmp_path: Path):
    path = write(tmp_path / "pred-app-mef.csv", ["city;rent", "PARIS;31"])
    with pytest.raises(RefusedFileError, match="missing columns: INSEE_C or INSEE; TYPPRED"):
        read("rents", path)
