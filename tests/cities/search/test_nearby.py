import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.cities.columns.communes import Communes, build_communes
from services.cities.search.nearby import NearbySort, find_nearby
from tests.cities.columns.test_distance import haversine_km
from tests.cities.town_rows import index_rows, town

RENNES, SAINT_MALO, FOUGERES, NOWHERE = "35238", "35288", "35115", "35001"
TOWNS = build_communes(
    index_rows(
        [
            town(RENNES, latitude=48.11, longitude=-1.68, population=225_000),
            town(SAINT_MALO, latitude=48.64, longitude=-2.0, population=47_000),
            town(FOUGERES, latitude=48.35, longitude=-1.2, population=20_000),
            town(NOWHERE, population=900_000),
        ]
    )
)


def nearby(communes: Communes, code: str, km: float, sort: NearbySort = NearbySort.DISTANCE) -> list[str]:
    around = find_nearby(communes, communes.position[code], km, sort)
    return [communes.code_insee[town] for town in around.towns]


def test_the_nearest_come_first_without_the_town_itself():
    assert nearby(TOWNS, RENNES, 100) == [FOUGERES, SAINT_MALO]


def test_the_most_populated_come_first_on_request():
    assert nearby(TOWNS, RENNES, 100, NearbySort.POPULATION) == [SAINT_MALO, FOUGERES]


def test_what_is_beyond_the_radius_is_left_out():
    assert nearby(TOWNS, RENNES, 50) == [FOUGERES]


def test_a_town_of_unknown_position_has_no_neighbours_and_is_nobodys():
    assert nearby(TOWNS, NOWHERE, 100) == []


def test_distances_are_given():
    around = find_nearby(TOWNS, TOWNS.position[RENNES], 100, NearbySort.DISTANCE)
    assert around.distances_km.tolist() == pytest.approx([44.6, 63.5], abs=0.3)


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(47, 49), st.floats(-3, 0), st.none() | st.integers(0, 9)), min_size=1, max_size=30
    ),
    st.floats(1, 100),
)
def test_neighbours_are_those_found_one_by_one(places, km):
    rows = [
        town(f"35{number:03}", latitude=lat, longitude=lon, population=people)
        for number, (lat, lon, people) in enumerate(places)
    ]
    origin = rows[0]["latitude"], rows[0]["longitude"]
    far = {row["code_insee"]: haversine_km(origin, (row["latitude"], row["longitude"])) for row in rows}
    inside = {code for code, distance in far.items() if distance <= km} - {"35000"}
    on_the_edge = {code for code, distance in far.items() if math.isclose(distance, km, abs_tol=1e-3)}
    communes = build_communes(index_rows(rows))
    found = nearby(communes, "35000", km)
    assert set(found) - on_the_edge == inside - on_the_edge
    distances = [far[code] for code in found]
    assert distances == pytest.approx(sorted(distances), abs=1e-3)
