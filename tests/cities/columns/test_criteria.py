import pytest

from services.cities.columns.criteria import ENVIRONMENTS, SIZES, Environment, Size, environments_of, size_of


@pytest.mark.parametrize(
    ("sea", "altitude", "people", "expected"),
    [
        (30.0, 10.0, 500, {"sea"}),
        (30.01, 10.0, 500, {"countryside"}),
        (30.01, 599.9, 20_000, {"countryside"}),
        (30.01, 10.0, 20_001, set()),
        (200.0, 600.0, 500, {"mountain"}),
        (12.0, 900.0, 500, {"sea", "mountain"}),
        (0.0, 0.0, 0, {"sea"}),
    ],
)
def test_environments_follow_their_definitions(sea, altitude, people, expected):
    assert set(environments_of(sea_distance_km=sea, altitude_m=altitude, population=people)) == expected


@pytest.mark.parametrize(
    ("sea", "altitude", "people", "expected"),
    [
        (None, 10.0, 500, set()),
        (100.0, None, 500, set()),
        (100.0, 10.0, None, set()),
        (None, 700.0, 500, {"mountain"}),
        (10.0, None, None, {"sea"}),
    ],
)
def test_what_is_unknown_matches_no_criterion_that_needs_it(sea, altitude, people, expected):
    assert set(environments_of(sea_distance_km=sea, altitude_m=altitude, population=people)) == expected


@pytest.mark.parametrize(
    ("people", "size"),
    [
        (0, Size.SMALL),
        (20_000, Size.SMALL),
        (20_001, Size.MEDIUM),
        (50_000, Size.MEDIUM),
        (50_001, Size.LARGE),
        (200_000, Size.LARGE),
        (200_001, Size.METROPOLIS),
        (None, None),
    ],
)
def test_size_classes_include_their_upper_limit(people, size):
    assert size_of(people) is size


def test_every_criterion_is_worded():
    assert set(ENVIRONMENTS) == set(Environment)
    assert set(SIZES) == set(Size)
