import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.importer.report import Report
from services.importer.values import code_insee, decimal, departement, integer, valid_row
from shared.events.rows import Price


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12,5", 12.5),
        ("12.5", 12.5),
        ("1 234,5", 1234.5),
        ("1\u202f234", 1234.0),
        ("1\u00a0234", 1234.0),
        ("-0,75", -0.75),
        (",5", 0.5),
        ("1e3", 1000.0),
    ],
)
def test_french_and_english_decimals_are_read(text: str, value: float):
    assert decimal(text) == value


@pytest.mark.parametrize("text", ["", " ", "NA", "n/a", "s", "*", "null", "NaN", "-", "ND"])
def test_what_producers_write_for_no_figure_is_none(text: str):
    assert decimal(text) is None
    assert integer(text) is None


@pytest.mark.parametrize("text", ["abc", "12,5 €", "1.234,5", "inf", "1/2", "0x10", "1_000", "1e999"])
def test_what_is_no_number_is_an_error_that_shows_it(text: str):
    with pytest.raises(ValueError, match="not a number"):
        decimal(text)


def test_a_whole_number_may_be_written_with_decimals():
    assert integer("1 234,0") == 1234
    with pytest.raises(ValueError, match="not a whole number: '2,5'"):
        integer("2,5")


@given(st.floats(allow_nan=False, allow_infinity=False, width=32))
def test_any_number_written_with_a_comma_is_read_back(number: float):
    assert decimal(f"{number:.6f}".replace(".", ",")) == pytest.approx(number, abs=1e-6)


@pytest.mark.parametrize(
    ("text", "code"),
    [("1001", "01001"), ("01001", "01001"), ("2a004", "2A004"), (" 97101 ", "97101")],
)
def test_commune_codes_get_their_leading_zero_back(text: str, code: str):
    assert code_insee(text) == code


@pytest.mark.parametrize("text", ["", "null", "Lyon", "123456", "2C001", "75056-1", "00000", "99132"])
def test_what_is_no_commune_code_is_none(text: str):
    assert code_insee(text) is None


def test_departements_get_their_leading_zero_back():
    assert [departement(text) for text in ("1", "01", "2a", "971", "75", "", "100")] == [
        "01",
        "01",
        "2A",
        "971",
        "75",
        None,
        None,
    ]


def test_departements_numbered_1_to_6_are_overseas_where_the_file_says_so():
    assert [departement(text, overseas_digits=True) for text in ("1", "6", "01", "06")] == [
        "971",
        "976",
        "01",
        "06",
    ]


def test_values_that_the_contract_refuses_are_reported_with_field_and_value():
    report = Report()
    assert valid_row(Price, {"code_insee": "01001", "price_m2": -3, "sales": 1}, report, "f.csv", 4) is None
    assert report.reasons == {"invalid price_m2": 1}
