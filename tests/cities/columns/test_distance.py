import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.cities.columns.distance import (
    EARTH_RADIUS_KM,
    arcs_km,
    squared_chord_of,
    squared_chords,
    unit_vectors,
)

latitudes = st.floats(-90, 90)
longitudes = st.floats(-180, 180)


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    points = unit_vectors(np.array([one[0], other[0]]), np.array([one[1], other[1]]))
    return float(arcs_km(squared_chords(points, points[0]))[1])


def haversine_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    (phi, lam), (other_phi, other_lam) = [tuple(map(math.radians, place)) for place in (one, other)]
    half = math.sin((other_phi - phi) / 2) ** 2
    half += math.cos(phi) * math.cos(other_phi) * math.sin((other_lam - lam) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1, math.sqrt(half)))


def test_paris_is_392_km_from_lyon():
    assert distance_km((48.8566, 2.3522), (45.7640, 4.8357)) == pytest.approx(391.5, abs=1)


@given(latitudes, longitudes, latitudes, longitudes)
def test_distances_are_those_of_the_haversine_formula(lat, lon, other_lat, other_lon):
    one, other = (lat, lon), (other_lat, other_lon)
    assert distance_km(one, other) == pytest.approx(haversine_km(one, other), abs=0.2, rel=1e-6)


@given(st.floats(0, 1_000))
def test_an_arc_and_its_chord_say_the_same(km):
    assert float(arcs_km(np.array([squared_chord_of(km)]))[0]) == pytest.approx(km, abs=1e-6)


def test_an_unknown_place_is_at_no_known_distance():
    points = unit_vectors(np.array([48.0, np.nan]), np.array([2.0, 2.0]))
    assert np.isnan(squared_chords(points, points[0])).tolist() == [False, True]
