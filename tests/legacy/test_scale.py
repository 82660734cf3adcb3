import math

import pytest

from gateway.legacy.scale import corner_km, hectares, ind_t, tension_bounds, thousands


@pytest.mark.parametrize(("tension", "theirs"), [(5, 1), (4, 2), (1, 5), (3.83, 2.17), (None, None)])
def test_tension_is_turned_round(tension, theirs):
    assert ind_t(tension) == theirs


@pytest.mark.parametrize("tension", [1, 2, 3, 4, 5])
def test_high_opportunity_is_what_the_front_shows_in_green(tension):
    high, low = (tension_bounds(side, known_only=False) for side in "12")
    green = (ind_t(tension) or 6) < 4
    assert (tension >= high["min_tension"]) is green
    assert (tension <= low["max_tension"]) is not green


def test_only_known_tensions_are_kept_when_asked():
    assert tension_bounds(None, known_only=True) == {"min_tension": 1, "max_tension": None}
    assert tension_bounds("2", known_only=True) == {"min_tension": 1, "max_tension": 2}
    assert tension_bounds(None, known_only=False) == {"min_tension": None, "max_tension": None}


def test_people_and_areas():
    assert (thousands(238_246), thousands(None)) == (238.246, None)
    assert (hectares(34.94), hectares(None)) == (3494.0, None)


def test_the_corner_of_a_square_is_farther_near_the_equator():
    assert corner_km(0, 0.5) == pytest.approx(55.6 * math.sqrt(2))
    assert 55.6 < corner_km(60, 0.5) < corner_km(46, 0.5) < 70
    assert corner_km(-21, 0.5) == corner_km(21, 0.5)
