import numpy as np
import pytest

from services.tensions.areas import build_areas
from services.tensions.queries.index import BassinPart

BASSINS = ["5301", "5302", "7549"]
PARTS = [
    BassinPart("5301", "RENNES", "22", "53", 1, 100),
    BassinPart("5301", "RENNES", "35", "53", 3, 300),
    BassinPart("5302", "SAINT-BRIEUC", "22", "53", 2, 100),
]


def test_a_bassin_weighs_as_many_people_as_it_has_in_the_area():
    areas = build_areas("departement", BASSINS, PARTS)
    assert areas.codes == ("22", "35")
    assert areas.weights.tolist() == [[100, 100, 0], [300, 0, 0]]
    assert areas.population.tolist() == [200, 300]


def test_shares_of_a_bassin_add_up_to_one():
    areas = build_areas("departement", BASSINS, PARTS)
    assert areas.shares.tolist() == [[0.25, 1, 0], [0.75, 0, 0]]


def test_where_no_population_is_known_communes_weigh():
    parts = [part._replace(population=None) for part in PARTS]
    areas = build_areas("departement", BASSINS, parts)
    assert areas.weights.tolist() == [[1, 2, 0], [3, 0, 0]]
    assert areas.shares[:, 0].tolist() == [0.25, 0.75]
    assert areas.population.tolist() == [0, 0]


def test_every_bassin_is_an_area_of_its_own():
    areas = build_areas("bassin", BASSINS, PARTS)
    assert areas.names == ("RENNES", "SAINT-BRIEUC", None)
    assert np.array_equal(areas.members, np.eye(3))
    assert areas.weights.diagonal().tolist() == [400, 100, 1]


def test_one_area_of_them():
    region = build_areas("region", BASSINS, PARTS).only("53")
    assert region.weights.tolist() == [[400, 100]]
    assert region.communes.tolist() == [[4, 2]]
    assert [BASSINS[column] for column in region.columns] == ["5301", "5302"]
    with pytest.raises(KeyError):
        region.only("11")


def test_without_communes_there_are_no_departements():
    assert build_areas("departement", BASSINS, []).codes == ()
