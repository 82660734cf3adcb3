import pytest

from services.tensions.tension import WORDING, nearest_level


def test_the_highest_level_is_the_strongest_tension():
    assert WORDING[max(WORDING)] == "très forte"
    assert WORDING[min(WORDING)] == "très faible"


@pytest.mark.parametrize(
    ("mean", "level"), [(None, None), (1.0, 1), (1.49, 1), (1.5, 2), (2.5, 3), (3.5, 4), (4.49, 4), (5.0, 5)]
)
def test_the_level_nearest_to_a_mean_is_the_higher_one_half_way(mean, level):
    assert nearest_level(mean) == level
