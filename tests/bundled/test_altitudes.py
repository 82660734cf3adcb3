import pytest
from shapely import box

from bundled.build.altitudes import Place, find_altitudes, fold_name

POLYGONS = {"73227": box(6, 45, 7, 46), "31001": box(1, 43, 2, 44)}
NAMES = {"73227": "Courchevel", "31001": "Saint-Étienne"}
SUCCESSORS = {"73010": "73227"}


def place(name: str, code: str, at: tuple[float, float], altitude: int, population: int = 2_000) -> Place:
    longitude, latitude = at
    return Place(frozenset({fold_name(name)}), code, latitude, longitude, population, altitude)


def altitudes(*places: Place) -> dict[str, int]:
    return find_altitudes(places, NAMES, POLYGONS, SUCCESSORS)


def test_a_place_gives_its_altitude_to_its_commune():
    assert altitudes(place("Courchevel", "73227", (6.5, 45.5), 1_756)) == {"73227": 1_756}


def test_the_place_that_bears_the_name_wins_over_a_larger_one():
    town = place("Courchevel", "73227", (6.5, 45.5), 1_756, population=1_100)
    larger = place("Saint-Bon", "73227", (6.6, 45.5), 1_117, population=1_900)
    assert altitudes(larger, town) == {"73227": 1_756}


def test_a_former_code_counts_for_the_successor():
    assert altitudes(place("Le Bois", "73010", (6.5, 45.5), 500)) == {"73227": 500}


def test_a_place_without_code_counts_where_it_lies_if_the_name_agrees():
    assert altitudes(place("Saint Etienne", "", (1.5, 43.5), 150)) == {"31001": 150}
    assert altitudes(place("Bourg", "", (1.5, 43.5), 150)) == {}


def test_a_place_just_over_the_border_still_counts():
    assert altitudes(place("Courchevel", "73227", (7.005, 45.5), 900)) == {"73227": 900}


@pytest.mark.parametrize("code", ["73227", ""])
def test_a_homonym_elsewhere_gives_nothing(code: str):
    assert altitudes(place("Courchevel", code, (3.0, 48.0), 60)) == {}


def test_names_are_compared_without_accents_and_hyphens():
    assert fold_name("Saint-Étienne-du-Bœuf") == fold_name("SAINT ETIENNE DU BOEUF")
