"""Great-circle distances between places given as unit vectors."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

EARTH_RADIUS_KM = 6371.0088


def unit_vectors(latitude: Floats, longitude: Floats) -> Floats:
    """Points of the unit sphere, shape (n, 3), from degrees; NaN stays NaN."""
    phi, theta = np.radians(latitude), np.radians(longitude)
    return np.column_stack([np.cos(phi) * np.cos(theta), np.cos(phi) * np.sin(theta), np.sin(phi)])


def squared_chords(points: Floats, origin: Floats) -> Floats:
    """Squared straight-line distances to the origin, on the unit sphere."""
    towards = points - origin
    squares: Floats = np.einsum("ij,ij->i", towards, towards)
    return squares


def squared_chord_of(km: float) -> float:
    """The squared chord of an arc on the Earth, up to half its circumference."""
    return float((2 * np.sin(km / (2 * EARTH_RADIUS_KM))) ** 2)


def arcs_km(chords: Floats) -> Floats:
    """Great-circle distances of squared chords."""
    return 2 * EARTH_RADIUS_KM * np.arcsin(np.minimum(np.sqrt(chords) / 2, 1))
