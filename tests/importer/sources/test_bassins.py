from pathlib import Path

import pytest

from services.importer.dataset import RefusedFileError
from services.importer.reference import BUNDLED, Reference
from services.importer.sources.bassins import SPLIT_FROM
from tests.importer.sources.small_files import Read, read, write

HEADER = "CODE_COMMUNE_INSEE,REG_CREDOC,REG,DEP,CCOMMUNE,NOMCOM,BE19,NOMBE19"


@pytest.fixture
def lexique(tmp_path: Path, reference: Reference):
    def lexique(*rows: str) -> Read:
        """Rows of code,BE19,NOMBE19 in a file with CRLF and no newline at its end."""
        path = tmp_path / "lexique-bassins.csv"
        lines = []
        for row in rows:
            code, bassin, name = row.split(",")
            lines.append(f"{code},A,84,01,{code},L' Abergement,{bassin},{name}")
        path.write_bytes("\r\n".join([HEADER, *lines]).encode())
        return read("bassins", path, reference=reference)

    return lexique


def test_a_commune_has_its_bassin_and_its_own_departement_and_region(lexique):
    assert lexique("01001,8401,BOURG EN BRESSE").rows == [
        {
            "code_insee": "01001",
            "bassin": "8401",
            "bassin_name": "BOURG EN BRESSE",
            "departement": "01",
            "region": "84",
            "population": 860,
        }
    ]


def test_the_last_row_is_read_though_the_file_has_no_final_newline(lexique):
    result = lexique("01001,8401,BOURG EN BRESSE", "01004,8403,AMBERIEU")
    assert [row["code_insee"] for row in result.rows] == ["01001", "01004"]
    assert result.report.vintage == "2019"


def test_the_unpadded_region_of_the_overseas_rows_is_not_used(lexique):
    assert lexique("97101,0105,BASSIN CENTRE").rows[0]["region"] == "01"


def test_mayotte_is_region_06_though_its_bassin_starts_with_04(lexique):
    mayotte = lexique("97601,0405,MAYOTTE").rows[0]
    assert (mayotte["bassin"], mayotte["departement"], mayotte["region"]) == ("0405", "976", "06")


def test_a_bassin_may_span_two_regions(lexique):
    rows = lexique("35236,5313,REDON", "44007,5313,REDON").rows
    assert {(row["bassin"], row["region"]) for row in rows} == {("5313", "53"), ("5313", "52")}


def test_the_space_after_the_apostrophe_of_commune_names_stays_in_the_file(lexique):
    assert "L' Abergement" not in str(lexique("01001,8401,BOURG EN BRESSE").rows)


def test_of_two_spellings_of_a_bassin_the_most_frequent_is_kept_for_all(lexique):
    result = lexique("34003,7649,Agde-Pézenas", "34199,7649,Agde-Pézenas", "34101,7649,AGDE-PEZENAS")
    assert {row["bassin_name"] for row in result.rows} == {"Agde-Pézenas"}
    assert result.report.repairs == {"bassin spelled in two ways": 1}


def test_leading_zeros_that_a_spreadsheet_took_are_restored(lexique):
    result = lexique("1001,8401,BOURG EN BRESSE", "97101,105,BASSIN CENTRE")
    assert [(row["code_insee"], row["bassin"]) for row in result.rows] == [
        ("01001", "8401"),
        ("97101", "0105"),
    ]
    assert result.report.repairs == {"leading zero restored": 2}


def test_a_merged_commune_counts_for_its_successor(lexique):
    result = lexique("69101,8444,VILLEFRANCHE", "69159,8444,VILLEFRANCHE")
    assert [row["code_insee"] for row in result.rows] == ["69114"]
    assert result.report.repairs["merged commune mapped to its successor"] == 2
    assert result.report.repairs["commune without line of its own given the bassin of its ancestors"] == 1


def test_where_ancestors_disagree_the_seat_wins_over_numbers(lexique):
    result = lexique("19223,7540,BRIVE", "19230,7540,BRIVE", "19248,7541,TULLE")
    assert [(row["code_insee"], row["bassin"]) for row in result.rows] == [("19248", "7541")]
    assert result.report.repairs["merged communes of several bassins"] == 1


def test_where_ancestors_disagree_without_the_seat_the_most_frequent_wins(lexique):
    rows = lexique("01018,8402,OYONNAX", "01091,8401,BOURG", "01126,8402,OYONNAX").rows
    assert [(row["code_insee"], row["bassin"]) for row in rows] == [("01033", "8402")]


def test_where_ancestors_are_even_the_lowest_code_wins(lexique):
    assert lexique("01018,8402,OYONNAX", "01091,8401,BOURG").rows[0]["bassin"] == "8401"


@pytest.mark.parametrize("code", SPLIT_FROM)
def test_a_recreated_commune_takes_the_bassin_of_the_one_that_it_left(lexique, code: str):
    result = lexique(f"{SPLIT_FROM[code]},2817,CAEN")
    assert code in result.by("code_insee")
    assert {row["bassin"] for row in result.rows} == {"2817"}


def test_a_recreated_commune_that_is_listed_keeps_its_own_bassin(lexique):
    result = lexique("14712,2817,CAEN", "14666,2818,BAYEUX")
    assert result.by("code_insee")["14666"]["bassin"] == "2818"


def test_paris_lyon_and_marseille_are_one_commune_each(lexique):
    rows = lexique("75056,1107,T1 Paris", "69123,8428,LYON CENTRE", "13055,9307,MARSEILLE").rows
    assert [row["code_insee"] for row in rows] == ["13055", "69123", "75056"]


def test_an_arrondissement_counts_for_its_city(lexique):
    assert lexique("75101,1107,T1 Paris").rows[0]["code_insee"] == "75056"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("99999,8401,BOURG", "unknown commune"),
        ("null,8401,BOURG", "unknown commune"),
        ("01004,,BOURG", "no bassin"),
        ("01004,8401,", "no bassin"),
        ("01001,8402,BOURG", "duplicate"),
    ],
)
def test_a_row_that_cannot_be_used_is_reported_and_the_rest_is_read(lexique, row: str, reason: str):
    result = lexique("01001,8401,BOURG EN BRESSE", row)
    assert result.rejected[0][:2] == (3, reason)
    assert result.by("code_insee")["01001"]["bassin"] == "8401"


def test_a_bassin_code_that_is_none_is_reported(lexique):
    assert lexique("01001,BOURG,BOURG").rejected[0][:2] == (2, "invalid bassin")


def test_the_sample_covers_every_commune_and_has_no_year(reference: Reference):
    result = read("bassins", BUNDLED / "bassins.csv", reference=reference)
    assert len(result.rows) == 34_875
    assert all(row["bassin"].startswith("X") for row in result.rows)
    assert (result.report.rejected, result.report.repairs, result.report.vintage) == (0, {}, "")


def test_a_file_of_bmo_without_communes_is_refused(tmp_path: Path, reference: Reference):
    path = write(tmp_path / "lexique-bassins-BMO.csv", ["annee;BE25;NOMBE25", "2025;5001;PARIS"])
    with pytest.raises(RefusedFileError, match="missing columns: CODE_COMMUNE_INSEE or code_insee; BE19"):
        read("bassins", path, reference=reference)
