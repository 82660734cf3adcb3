from shapely import MultiLineString, box

from bundled.build.communes import add_sea_distances, build_commune_rows, find_centres
from bundled.build.decoupage import Commune, Unit
from bundled.build.regions import build_departement_rows

CITY: Commune = {
    "code": "75056",
    "nom": "Paris",
    "zone": "metro",
    "type": "commune-actuelle",
    "departement": "75",
    "region": "11",
    "population": 100,
    "codesPostaux": ["75116", "75001"],
}
ARRONDISSEMENT: Commune = {**CITY, "code": "75101", "commune": "75056", "population": 40}
POLYGONS = {"75056": box(2, 48, 3, 49), "75101": box(2, 48, 2.5, 49)}


def test_rows_carry_what_is_known_and_nothing_else():
    city, arrondissement = build_commune_rows(
        [ARRONDISSEMENT, CITY], POLYGONS, {"75056": 42}, {"75020": "75056", "75010": "75056"}
    )
    assert (city.kind, city.parent, city.altitude_m) == ("commune", None, 42)
    assert (city.postal_codes, city.former_codes) == ("75001 75116", "75010 75020")
    assert (city.latitude, city.longitude, city.sea_distance_km) == (48.5, 2.5, None)
    assert (arrondissement.kind, arrondissement.parent) == ("arrondissement", "75056")
    assert (arrondissement.altitude_m, arrondissement.former_codes) == (None, "")


def test_the_centre_of_a_bent_commune_lies_inside():
    bent = box(0, 0, 10, 10) - box(1, 1, 10, 10)
    assert bent.contains(find_centres({"01001": bent})["01001"])


def test_the_distance_to_the_sea_is_added():
    rows = build_commune_rows([CITY], POLYGONS, {}, {})
    [row] = add_sea_distances(rows, MultiLineString([[(2.5, 49.0), (2.5, 49.4)]]))
    assert row.sea_distance_km == 55.6


def test_sums_do_not_count_arrondissements_twice():
    rows = build_commune_rows([CITY, ARRONDISSEMENT], POLYGONS, {}, {})
    departement: Unit = {"code": "75", "nom": "Paris", "zone": "metro", "region": "11"}
    [row] = build_departement_rows([departement], rows)
    assert (row.population, row.area_km2) == (100, rows[0].area_km2)
