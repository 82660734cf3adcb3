import json
from pathlib import Path

import pytest

from services.importer.reference import BUNDLED
from tests.importer.sources.small_files import Read, read, write

HEADER = "code;name;code_region;rent_m2;buy_m2;population;superficie"


def read_original(tmp_path: Path, *rows: str) -> Read:
    return read("departements", write(tmp_path / "departements.csv", [HEADER, *rows]))


def test_bundled_departements_are_101_and_need_no_repair():
    result = read("departements", BUNDLED / "departements.csv")
    assert len(result.rows) == 101
    assert (result.report.rejected, result.report.repairs) == (0, {})


def test_a_row_of_the_original_keeps_its_figures(tmp_path: Path):
    assert read_original(tmp_path, "02;Aisne;32;10;1378;524403;7362").rows == [
        {
            "code": "02",
            "name": "Aisne",
            "region": "32",
            "population": 524_403,
            "area_km2": 7362,
            "rent_m2": 10,
            "price_m2": 1378,
        }
    ]


def test_overseas_codes_1_to_6_become_971_to_976_and_01_stays_ain(tmp_path: Path):
    result = read_original(
        tmp_path,
        "01;Ain;84;13;4106;665391;5762",
        "1;Guadeloupe;971;13;2745;372939;1628",
        "6;Mayotte;;13;1700;299348;376",
    )
    assert [(row["code"], row["name"]) for row in result.rows] == [
        ("01", "Ain"),
        ("971", "Guadeloupe"),
        ("976", "Mayotte"),
    ]
    assert result.report.repairs["official code restored"] == 2


def test_guadeloupe_971_and_martinique_972_are_no_regions(tmp_path: Path):
    rows = ("1;Guadeloupe;971;13;2745;372939;1628", "2;Martinique;972;13;2419;350373;1128")
    result = read_original(tmp_path, *rows)
    assert [row["region"] for row in result.rows] == ["01", "02"]
    assert result.report.repairs["official region restored"] == 2


def test_an_empty_region_is_added(tmp_path: Path):
    result = read_original(tmp_path, "4;La Réunion;;12;2236;868846;2503")
    assert result.rows[0]["region"] == "04"
    assert result.report.repairs["region added"] == 1


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ("06;Alpes-Maritime;93;19;5241;1103555;4299", "Alpes-Maritimes"),
        ("22;Côte-D'Armor;53;12;4047;601354;6878", "Côtes-d'Armor"),
        ("21;Côte-D'Or;27;9;1399;534424;8763", "Côte-d'Or"),
        ("26;Drômes;84;10;1938;524506;6530", "Drôme"),
        ("64;Pyrenees-Atlantiques;75;11;2408;691770;7645", "Pyrénées-Atlantiques"),
    ],
)
def test_misspelled_names_become_the_official_ones(tmp_path: Path, row: str, name: str):
    result = read_original(tmp_path, row)
    assert result.rows[0]["name"] == name
    assert result.report.repairs == {"official name restored": 1}


def test_the_empty_rent_of_paris_is_unknown(tmp_path: Path):
    paris = read_original(tmp_path, "75;Paris;11;;10788;2139907;105").rows[0]
    assert (paris["rent_m2"], paris["price_m2"]) == (None, 10_788)


def test_the_figures_of_places_without_a_market_are_no_figures_of_saone_et_loire(tmp_path: Path):
    result = read_original(tmp_path, "71;Saône-et-Loire;27;16;4588;546577;8575")
    assert (result.rows[0]["rent_m2"], result.rows[0]["price_m2"]) == (None, None)
    assert result.report.repairs == {"placeholder rent and price dropped": 1}


@pytest.mark.parametrize(
    "row",
    [
        "984;Terres australes et antarctiques françaises;;16;4588;0;439672",
        "988;Nouvelle-Calédonie;;16;4588;271407;18575",
        "989;Ile Clipperton;;16;4588;0;2",
        "5;Saint-Pierre-et-Miquelon;;9;1360;5724;242",
        "20;Corse;94;9;1;1;1",
    ],
)
def test_collectivities_and_lands_that_are_no_departements_are_reported(tmp_path: Path, row: str):
    result = read_original(tmp_path, row)
    assert result.rows == []
    assert result.rejected[0][:2] == (2, "not one of the 101 departements")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("02;Aisne;32;ten;1;1;1", "invalid number"),
        ("02;Aisne;32;0;1;1;1", "invalid rent_m2"),
        ("01;Ain;84;1;1;1;1", "duplicate"),
    ],
)
def test_a_row_that_cannot_be_used_is_reported(tmp_path: Path, row: str, reason: str):
    result = read_original(tmp_path, "01;Ain;84;13;4106;665391;5762", row)
    assert [rejected[:2] for rejected in result.rejected] == [(3, reason)]


def test_the_api_gives_names_only_and_the_rest_is_completed(tmp_path: Path):
    bundled = read("departements", BUNDLED / "departements.csv").rows
    path = tmp_path / "departements-geo-api.json"
    path.write_text(
        json.dumps(
            [{"nom": row["name"], "code": row["code"], "codeRegion": row["region"]} for row in bundled]
        ),
        encoding="utf-8",
    )
    result = read("departements", path)
    assert result.rows == bundled
    assert result.report.repairs == {"population or area taken from the bundled file": 101}
