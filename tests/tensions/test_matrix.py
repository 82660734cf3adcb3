import numpy as np

from services.tensions.matrix import build_matrix
from services.tensions.queries.index import Cell

MATRIX = build_matrix(
    [
        Cell("J1506", "5301", 2021, 5, 100.0, None),
        Cell("A1101", "5302", 2020, None, None, 7.5),
    ],
    {"5313"},
)


def test_rows_and_columns_are_in_the_order_of_codes():
    assert MATRIX.rome == ("A1101", "J1506")
    assert MATRIX.bassins == ("5301", "5302", "5313")
    assert MATRIX.digits() == ["000", "500"]


def test_unknown_amounts_are_not_zero():
    assert np.isnan(MATRIX.offers).sum() == 5
    assert MATRIX.job_seekers[0, 1] == 7.5


def test_the_year_is_the_latest():
    assert MATRIX.year == 2021
    assert build_matrix([], []).year is None


def test_one_row_of_it_is_a_matrix():
    nurse = MATRIX.only("J1506")
    assert (nurse.rome, nurse.digits()) == (("J1506",), ["500"])
    assert nurse.offers[0, 0] == 100


def test_an_unknown_occupation_has_a_row_that_knows_nothing():
    for code in ("Z9999", None):
        nothing = MATRIX.only(code)
        assert nothing.digits() == ["000"]
        assert np.isnan(nothing.offers).all()
        assert np.isnan(nothing.job_seekers).all()
