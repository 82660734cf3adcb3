import json
import math
from pathlib import Path

import numpy as np
import pytest
from shapely import MultiLineString

from services.importer.coast import EARTH_RADIUS_KM, load_coastline, sea_distances_km

MERIDIAN = MultiLineString([[(0.0, 44.0), (0.0, 46.0)]])
ONE_DEGREE_KM = math.radians(1) * EARTH_RADIUS_KM


def great_circle_km(latitude: float, longitude: float, lines: MultiLineString) -> float:
    """Brute force: the nearest of many points along the lines."""
    along = np.concatenate(
        [
            [line.interpolate(step, normalized=True).coords[0] for step in np.linspace(0, 1, 20_001)]
            for line in lines.geoms
        ]
    )
    x, y = np.radians(along).T
    origin_x, origin_y = np.radians([longitude, latitude])
    haversine = (
        np.sin((y - origin_y) / 2) ** 2 + np.cos(y) * np.cos(origin_y) * np.sin((x - origin_x) / 2) ** 2
    )
    return float(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(haversine)).min())


def test_distance_is_to_the_line_not_to_its_vertices():
    [distance] = sea_distances_km(MERIDIAN, [45.0], [0.5])
    assert distance == pytest.approx(0.5 * ONE_DEGREE_KM * math.cos(math.radians(45)), rel=1e-3)


@pytest.mark.parametrize(
    ("latitude", "longitude"), [(48.85, 2.35), (43.01, -0.99), (50.9, 4.99), (44.0, 0.01)]
)
def test_distance_is_that_of_the_great_circle(latitude: float, longitude: float):
    # Short segments, as in real coast lines: a long straight one is no great circle.
    steps = [(x, 47 + math.sin(x)) for x in np.linspace(-3, 6, 400)]
    coast = MultiLineString([steps])
    [distance] = sea_distances_km(coast, [latitude], [longitude])
    assert distance == pytest.approx(great_circle_km(latitude, longitude, coast), rel=1e-3, abs=0.02)


def test_many_points_are_answered_in_their_order_and_unknown_ones_stay_unknown():
    distances = sea_distances_km(MERIDIAN, [45.0, None, 47.0, 45.0], [1.0, 2.0, 0.0, None])
    assert distances[1] is None
    assert distances[3] is None
    assert distances[2] == pytest.approx(ONE_DEGREE_KM, rel=1e-3)


def test_a_place_whose_coast_is_not_in_the_file_has_no_distance():
    tahiti = (-17.6, -149.5)
    assert sea_distances_km(MERIDIAN, [tahiti[0], -45.0], [tahiti[1], 180.0]) == [None, None]


def test_no_points_no_distances():
    assert sea_distances_km(MERIDIAN, [], []) == []


def test_a_coast_line_is_read_from_its_line_features(tmp_path: Path):
    path = write_feature(
        tmp_path, {"type": "MultiLineString", "coordinates": [[[0, 40], [0, 50]], [[1, 1], [2, 2]]]}
    )
    assert load_coastline(path).equals(MultiLineString([[(0, 40), (0, 50)], [(1, 1), (2, 2)]]))


def test_a_file_without_lines_is_refused(tmp_path: Path):
    path = write_feature(tmp_path, {"type": "Point", "coordinates": [0, 40]})
    with pytest.raises(ValueError, match="coast line"):
        load_coastline(path)


def write_feature(folder: Path, geometry: dict[str, object]) -> Path:
    path = folder / "coast.geojson"
    feature = {"type": "Feature", "properties": {}, "geometry": geometry}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    return path
