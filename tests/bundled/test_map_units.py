import pytest
from shapely import box

from bundled.build.map_units import MapUnit, assemble_communes, find_areas_km2, find_arrondissement_polygons

WEST, EAST, NORTH = box(0, 0, 1, 1), box(1, 0, 2, 1), box(0, 1, 2, 2)


def test_a_commune_consists_of_those_that_merged_into_it():
    units = [MapUnit("1", "93066", "COM", "\\N", WEST), MapUnit("2", "93059", "COM", "\\N", EAST)]
    [polygon] = assemble_communes(units, {"93066"}, {"93059": "93066"}).values()
    assert polygon.equals(box(0, 0, 2, 1))


def test_a_commune_that_separated_takes_its_territory_with_it():
    units = [
        MapUnit("1", "15141", "COM", "\\N", box(0, 0, 2, 1)),
        MapUnit("2", "15141", "COMD", "1", WEST),
        MapUnit("3", "15031", "COMD", "1", EAST),
    ]
    polygons = assemble_communes(units, {"15141", "15031"}, {})
    assert polygons["15141"].equals(WEST)
    assert polygons["15031"].equals(EAST)


def test_a_commune_that_still_has_its_parts_stays_whole():
    whole = box(0, 0, 2, 2)
    units = [MapUnit("1", "50129", "COM", "\\N", whole), MapUnit("2", "50173", "COMD", "1", NORTH)]
    assert assemble_communes(units, {"50129"}, {"50173": "50129"}) == {"50129": whole}


def test_arrondissements_are_apart():
    units = [MapUnit("1", "75056", "COM", "\\N", WEST), MapUnit("2", "75101", "ARM", "1", EAST)]
    assert find_arrondissement_polygons(units) == {"75101": EAST}


@pytest.mark.parametrize(("south", "square_kilometres"), [(0, 12_308.8), (45, 8_686.9), (-46, 8_686.9)])
def test_areas_are_those_on_the_ellipsoid(south: int, square_kilometres: float):
    areas = find_areas_km2({"one": box(2, south, 3, south + 1)})
    assert areas["one"] == pytest.approx(square_kilometres, rel=1e-4)
