"""Towns around a town, as the crow flies."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from services.cities.columns.cells import Indexes
from services.cities.columns.communes import Communes
from services.cities.columns.distance import Floats, arcs_km, squared_chord_of, squared_chords

_ROUNDING = 1e-12  # of a scalar product, which tells all but the closest calls cheaply


class NearbySort(StrEnum):
    DISTANCE = "distance"
    POPULATION = "population"


@dataclass(frozen=True, slots=True, eq=False)
class Around:
    """Towns in order, and how far each is, km."""

    towns: Indexes
    distances_km: Floats


def find_nearby(communes: Communes, origin: int, radius_km: float, sort: NearbySort) -> Around:
    """Every other town within the radius, in order; none when the position of the town is unknown."""
    here = communes.vectors[origin]
    most = squared_chord_of(radius_km)
    around = np.flatnonzero(communes.vectors @ here >= 1 - most / 2 - _ROUNDING)
    chords = squared_chords(communes.vectors[around], here)
    inside = (chords <= most) & (around != origin)
    towns, distances = around[inside], arcs_km(chords[inside])
    populations = -np.nan_to_num(communes.population[towns], nan=-1)
    keys = (populations, distances) if sort == NearbySort.DISTANCE else (distances, populations)
    order = np.lexsort(keys)
    return Around(towns[order], distances[order])
