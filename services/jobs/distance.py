"""Distances between points of the earth."""

from math import asin, cos, radians, sin, sqrt

_EARTH_RADIUS_KM = 6371.0


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """As the crow flies; points are (latitude, longitude) in degrees."""
    lat, lon, other_lat, other_lon = map(radians, (*one, *other))
    chord = sin((other_lat - lat) / 2) ** 2 + cos(lat) * cos(other_lat) * sin((other_lon - lon) / 2) ** 2
    return 2 * _EARTH_RADIUS_KM * asin(sqrt(chord))
