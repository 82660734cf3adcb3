"""How far a place is from the sea: distance to the coast line itself, not to its vertices."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiLineString

EARTH_RADIUS_KM = 6371.0088
# Nobody in France lives farther than 450 km from the sea; beyond, the coast of that place is not in the file.
REACH_KM = 600.0

Floats = NDArray[np.float64]


def load_coastline(path: Path) -> MultiLineString:
    """The line features of a GeoJSON file (WGS84) as one geometry. ValueError when it holds none."""
    document = json.loads(path.read_text(encoding="utf-8"))
    shapes = [shapely.geometry.shape(feature["geometry"]) for feature in document.get("features", [])]
    lines = [line for shape in shapes for line in shapely.get_parts(shape) if line.geom_type == "LineString"]
    if not lines:
        raise ValueError(f"{path} holds no LineString or MultiLineString feature: it is no coast line")
    return MultiLineString(lines)


def sea_distances_km(
    coast: MultiLineString, latitudes: Sequence[float | None], longitudes: Sequence[float | None]
) -> list[float | None]:
    """Great-circle distance (km) from each point (degrees, WGS84) to the nearest point of the coast.

    None where a coordinate is unknown or no coast lies within REACH_KM.
    """
    points = np.column_stack([np.array(longitudes, dtype=np.float64), np.array(latitudes, dtype=np.float64)])
    distances = np.full(len(points), np.nan)
    segments = _segments(coast)
    cells = np.floor(points)
    for cell in np.unique(cells[~np.isnan(cells).any(axis=1)], axis=0):
        inside = (cells == cell).all(axis=1)
        distances[inside] = _distances_around(cell + 0.5, segments, points[inside])
    return [None if np.isnan(distance) else float(distance) for distance in distances]


def _segments(coast: MultiLineString) -> Floats:
    """Shape (n, 2 ends, 2 coordinates), degrees."""
    coordinates, line = shapely.get_coordinates(coast), _line_of_vertex(coast)
    consecutive = line[1:] == line[:-1]
    pairs: Floats = np.stack([coordinates[:-1], coordinates[1:]], axis=1)[consecutive]
    return pairs


def _line_of_vertex(coast: MultiLineString) -> NDArray[np.intp]:
    lines = shapely.get_parts(coast)
    return np.repeat(np.arange(len(lines)), shapely.get_num_coordinates(lines))


def _distances_around(centre: Floats, segments: Floats, points: Floats) -> Floats:
    """Distances (km, NaN beyond reach) of points within about a degree of `centre`.

    The projection keeps distances from `centre`: at 30 km from the coast the error is under a metre.
    """
    projected = _azimuthal_equidistant(centre, segments)
    near = (np.hypot(projected[..., 0], projected[..., 1]) < REACH_KM * 1.5).any(axis=1)
    distances = np.full(len(points), np.nan)
    if not near.any():
        return distances
    tree = shapely.STRtree(shapely.linestrings(projected[near]))
    here = shapely.points(_azimuthal_equidistant(centre, points))
    (found, _), kilometres = tree.query_nearest(here, return_distance=True, all_matches=False)
    distances[found] = np.where(kilometres <= REACH_KM, kilometres, np.nan)
    return distances


def _azimuthal_equidistant(centre: Floats, degrees: Floats) -> Floats:
    """Longitudes and latitudes (last axis) as kilometres east and north of `centre`."""
    longitude, latitude = np.radians(degrees[..., 0] - centre[0]), np.radians(degrees[..., 1])
    origin = np.radians(centre[1])
    east = np.cos(latitude) * np.sin(longitude)
    north = np.cos(origin) * np.sin(latitude) - np.sin(origin) * np.cos(latitude) * np.cos(longitude)
    up = np.sin(origin) * np.sin(latitude) + np.cos(origin) * np.cos(latitude) * np.cos(longitude)
    angle = np.arctan2(np.hypot(east, north), up)
    scale = EARTH_RADIUS_KM / np.sinc(angle / np.pi)
    return np.stack([east * scale, north * scale], axis=-1)
