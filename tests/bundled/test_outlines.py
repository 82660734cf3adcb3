import numpy as np
import pytest
import shapely
from shapely import Polygon, box

from bundled.build.outlines import dissolve, simplify

COMMUNES = {"a": box(0, 0, 1, 1), "b": box(1, 0, 2, 1), "c": box(2, 0, 3, 1)}
DEPARTEMENTS = {"a": "01", "b": "01", "c": "02"}


def test_communes_are_dissolved_into_their_group():
    shapes = dissolve(COMMUNES, DEPARTEMENTS)
    assert shapes["01"].equals(box(0, 0, 2, 1))
    assert shapes["02"].equals(box(2, 0, 3, 1))


def test_a_crack_between_neighbours_is_closed():
    cracked = {"a": Polygon([(0, 0), (2, 0), (1.999, 0.5), (2, 1), (0, 1)]), "c": COMMUNES["c"]}
    shapes = dissolve(cracked, DEPARTEMENTS)
    assert shapely.coverage_is_valid(np.array(list(shapes.values())))
    assert shapely.union_all(list(shapes.values())).equals(box(0, 0, 3, 1))


def test_an_islet_is_left_out_and_an_island_kept():
    islet, island = box(0, 5, 0.001, 5.001), box(0, 7, 0.1, 7.1)
    shapes = dissolve(COMMUNES | {"a": shapely.union_all([COMMUNES["a"], islet, island])}, DEPARTEMENTS)
    assert shapes["01"].covers(island)
    assert not shapes["01"].intersects(islet)


def test_a_shared_border_is_simplified_once_for_both_sides():
    wiggle = [(1 + 0.01 * (step % 2), step / 10) for step in range(11)]
    west = Polygon([(0, 0), *wiggle, (0, 1)])
    east = Polygon([(2, 0), *wiggle, (2, 1)])
    simple = simplify({"01": west, "02": east}, 0.05)
    assert shapely.coverage_is_valid(np.array(list(simple.values())))
    assert shapely.get_num_coordinates(simple["01"]) < shapely.get_num_coordinates(west)


def test_outlines_that_overlap_are_refused():
    with pytest.raises(ValueError, match="overlap"):
        simplify({"01": box(0, 0, 2, 2), "02": box(1, 1, 3, 3)}, 0.001)
