from pathlib import Path

import pytest

from tests.importer.sources.small_files import read, write

OF_2019 = "ID;INSEE_COM;INSEE_DEP;INSEE_REG;CODE_EPCI;NOM_COM_M;POPULATION;Nb_Ventes;PrixMoyen_M2"
OF_FIVE_YEARS = (
    "code_geo,libelle_geo,code_parent,nb_ventes_whole_appartement,moy_prix_m2_whole_appartement,"
    "nb_ventes_whole_apt_maison,moy_prix_m2_whole_apt_maison,med_prix_m2_whole_apt_maison,echelle_geo"
)


def of_2019(tmp_path: Path, *rows: str) -> Path:
    """Rows of code;sales;price."""
    lines = []
    for row in rows:
        code, figures = row.split(";", 1)
        lines.append(f"COMMUNE_1;{code};1;84;2000;SOMEWHERE;300;{figures}")
    return write(tmp_path / "dvf-communes-2019.csv", [OF_2019, *lines])


def test_a_lost_zero_is_restored_and_no_sale_is_no_price(tmp_path: Path):
    result = read("prices", of_2019(tmp_path, "1001;12;1421", "2A004;NA;NA"))
    assert result.rows == [{"code_insee": "01001", "price_m2": 1421.0, "sales": 12}]
    assert result.rejected == [(3, "no sale, so no price", "")]
    assert result.report.vintage == "2019"


def test_the_statistics_of_five_years_are_read_for_communes_flats_and_houses_together(tmp_path: Path):
    lines = [
        OF_FIVE_YEARS,
        "nation,,,1,1,100,3000,2900,nation",
        "01,Ain,84,1,1,50,2500,2400,departement",
        "1001,L'Abergement,200069193,5,2800,9,2100,2050,commune",
        "01001000AB,section,01001,1,1,1,1,1,section",
    ]
    result = read("prices", write(tmp_path / "stats_whole_period.csv", lines))
    assert result.rows == [{"code_insee": "01001", "price_m2": 2100.0, "sales": 9}]
    assert result.rejected == []


def test_a_city_sold_by_arrondissement_gets_their_mean_weighted_by_sales(tmp_path: Path):
    result = read("prices", of_2019(tmp_path, "75101;10;12000", "75120;30;8000"))
    assert result.by("code_insee")["75056"] == {"code_insee": "75056", "price_m2": 9000.0, "sales": 40}
    assert result.report.repairs == {
        "price of a city: mean of its arrondissements, weighted by their sales": 1
    }


def test_merged_communes_are_weighted_by_their_sales(tmp_path: Path):
    result = read("prices", of_2019(tmp_path, "01033;10;2000", "01091;30;1000", "01205;NA;NA"))
    assert result.rows == [{"code_insee": "01033", "price_m2": 1250.0, "sales": 40}]


def test_where_no_deed_is_published_the_price_stays_unknown(tmp_path: Path):
    """Alsace, Moselle and Mayotte: no row, or a row without figures."""
    result = read("prices", of_2019(tmp_path, "93048;NA;NA", "93070;8;6000"))
    assert [row["code_insee"] for row in result.rows] == ["93070"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("01001;4;cheap", "invalid number"),
        ("01001;4;-5", "invalid price_m2"),
        ("01001;4.5;1000", "invalid sales"),
        ("01001;4;1421000", "more than 100,000 euros per m2"),
    ],
)
def test_a_figure_that_is_none_is_reported(tmp_path: Path, row: str, reason: str):
    result = read("prices", of_2019(tmp_path, row))
    assert result.rows == []
    assert [(line, why) for line, why, _ in result.rejected] == [(2, reason)]


def test_the_same_commune_twice_is_a_duplicate_not_a_mean(tmp_path: Path):
    result = read("prices", of_2019(tmp_path, "1001;4;1000", "01001;4;3000"))
    assert result.rows[0]["price_m2"] == 1000.0
    assert result.rejected == [(3, "duplicate", "01001")]
