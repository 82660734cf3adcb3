"""Facilities of towns beside those of towns of the same size."""

from services.cities.columns.criteria import Size
from services.cities.columns.living import build_living
from services.cities.queries.living import LivingRows

ROWS = LivingRows(
    populations={"35001": 1_000, "35002": 2_000, "35003": 500, "35238": 225_000},
    facilities=[
        ("35001", "sante", 2, 4),
        ("35002", "sante", 1, 2),
        ("35002", None, 1, 1),
        ("35003", "sport", 1, 1),
        ("35238", "sante", 9, 900),
        ("99999", "sante", 1, 1),
    ],
    temperatures={"35": 11.5},
    types=9,
    sources={},
)


def test_types_are_counted_over_all_themes():
    assert build_living(ROWS).types == {"35001": 2, "35002": 2, "35003": 1, "35238": 9, "99999": 1}


def test_medians_are_of_the_towns_of_a_size_those_without_any_included():
    small = build_living(ROWS).sizes[Size.SMALL]
    assert small.towns == 3
    assert small.medians == {"sante": 10.0, "sport": 0.0, None: 0.0}


def test_towns_that_are_none_of_ours_have_no_size():
    sizes = build_living(ROWS).sizes
    assert set(sizes) == {Size.SMALL, Size.METROPOLIS}
    assert sizes[Size.METROPOLIS].medians == {"sante": 40.0}
