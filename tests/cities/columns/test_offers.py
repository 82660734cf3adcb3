import numpy as np

from services.cities.columns.offers import build_offers

RENNES, SAINT_MALO, BREST = range(3)
BASSINS = np.array([0, 1, 2])
OFFERS = build_offers(
    {
        ("commune", "J1102"): {"35238": 40, "99999": 5},
        ("commune", "G1602"): {"35238": 0},
        ("commune", "A1101"): {"99999": 5},
        ("bassin", "J1102"): {"5316": 7, "5315": 90, "9999": 5},
        ("bassin", "G1602"): {"5316": 30},
    },
    {"35238": RENNES, "35288": SAINT_MALO, "29019": BREST},
    {"5315": 0, "5316": 1, "5302": 2},
)


def find(*occupations: str):
    return OFFERS.find(occupations, np.array([RENNES, SAINT_MALO, BREST]), BASSINS)


def test_offers_are_those_of_the_commune_else_of_its_bassin_else_unknown():
    assert find("J1102") == [(40, "commune"), (7, "bassin"), None]


def test_no_offers_is_not_unknown():
    assert find("G1602") == [(0, "commune"), (30, "bassin"), None]


def test_offers_of_several_occupations_add_up_as_far_as_known():
    assert find("J1102", "G1602", "A1101") == [(40, "commune"), (37, "bassin"), None]


def test_an_occupation_without_offers_and_no_occupation_know_nothing():
    assert find("A1101") == find() == [None, None, None]


def test_a_commune_without_a_bassin_has_no_offers_of_one():
    assert OFFERS.find(["J1102"], np.array([BREST]), np.array([3])) == [None]
