from services.cities.columns.areas import number_areas
from services.cities.columns.tension_levels import best_levels
from tests.cities.town_rows import tensions

OURS = number_areas({}, ["5302", "5315", "5316"])
MATRIX = tensions({"J1102": {"5315": 2, "5302": 4, "1107": 5}, "G1602": {"5315": 5}})


def test_levels_come_in_the_order_of_our_bassins_with_a_zero_for_none():
    assert best_levels(OURS, MATRIX, ["J1102"]).tolist() == [4, 2, 0, 0]


def test_several_occupations_give_the_strongest():
    assert best_levels(OURS, MATRIX, ["J1102", "G1602", "A9999"]).tolist() == [4, 5, 0, 0]


def test_an_unknown_occupation_has_no_tension():
    assert best_levels(OURS, MATRIX, ["A9999"]).tolist() == [0, 0, 0, 0]


def test_new_tensions_and_new_bassins_are_aligned_anew():
    newer = tensions({"J1102": {"5316": 3}})
    assert best_levels(OURS, newer, ["J1102"]).tolist() == [0, 0, 3, 0]
    assert best_levels(number_areas({}, ["5316"]), newer, ["J1102"]).tolist() == [3, 0]


def test_without_any_tension_there_are_zeros():
    assert best_levels(OURS, tensions({}), ["J1102"]).tolist() == [0, 0, 0, 0]
