import pytest

from services.importer.places import (
    OnePerCommune,
    arrondissements_by_city,
    bassin_code,
    city_of,
    current_commune,
)
from services.importer.report import Report
from tests.importer.sources.small_files import REFERENCE


@pytest.mark.parametrize(
    ("text", "code"),
    [("01001", "01001"), ("1001", "01001"), (" 2a004 ", "2A004"), ("01091", "01033"), ("75101", "75101")],
)
def test_a_code_gives_the_commune_of_today(text: str, code: str):
    assert current_commune(text, REFERENCE, Report(), "f", 1) == code


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        *((text, "no commune code") for text in ("", "null", "NA", "PARIS", "123456")),
        *((code, "overseas collectivity") for code in ("97502", "97701", "97801", "98735", "98818")),
        ("01002", "unknown commune"),
    ],
)
def test_a_code_of_no_commune_is_rejected(text: str, reason: str):
    report = Report()
    assert current_commune(text, REFERENCE, report, "f", 1) is None
    assert report.reasons == {reason: 1}


@pytest.mark.parametrize(("text", "code"), [("401", "0401"), ("8401", "8401"), ("X012", "X012")])
def test_a_bassin_has_four_characters(text: str, code: str):
    assert bassin_code(text, Report(), "f", 1) == code


@pytest.mark.parametrize("text", ["", "0", "84012", "84A1", "Lyon"])
def test_a_bassin_that_is_none_is_rejected(text: str):
    report = Report()
    assert bassin_code(text, report, "f", 1) is None
    assert report.reasons == {"no bassin code": 1}


def test_what_is_counted_in_an_arrondissement_counts_for_its_city():
    assert city_of("75101", REFERENCE, Report()) == "75056"
    assert city_of("01001", REFERENCE, Report()) == "01001"


def test_the_three_cities_have_their_arrondissements():
    assert arrondissements_by_city(REFERENCE) == {"13055": ["13201", "13208"], "75056": ["75101", "75120"]}


def test_a_commune_has_its_own_value_whatever_the_order_of_the_file():
    values = OnePerCommune[str](Report(), "f")
    values.add("01033", "01091", 1, "of a merged one")
    values.add("01033", "01033", 2, "its own")
    assert values.settle(lambda merged: merged[0]) == {"01033": "its own"}


def test_merged_values_are_combined_once_all_are_there():
    values = OnePerCommune[str](Report(), "f")
    values.add("01033", "01091", 1, "a")
    values.add("01033", "1205", 2, "b")
    assert values.settle(" and ".join) == {"01033": "a and b"}
