"""Towns that are like another one, and in what."""

import math

import numpy as np

from services.cities.columns.cells import Indexes
from services.cities.columns.communes import Communes
from services.cities.columns.criteria import Size
from services.cities.columns.likeness import Likeness, Profiles, unlikeness
from services.cities.columns.orders import Floats
from services.cities.columns.tension_levels import Levels

_SEA_KM, _ALTITUDE_M, _LATITUDE_DEGREES, _RENT_SHARE = 15, 150, 1.5, 0.1


def find_similar(communes: Communes, origin: int, levels: Levels, limit: int) -> Indexes:
    """The towns most like the origin; those where tension is weaker come after, those of its own bassin last.

    Equally alike, the most populated comes first, then the code.
    """
    distances = unlikeness(communes.profiles, origin)
    farther = distances.max() + 1
    bassins = communes.traits.bassin
    tensions = levels[bassins]
    distances[tensions < tensions[origin]] += farther
    if bassins[origin] < len(communes.bassins):
        distances[bassins == bassins[origin]] += 2 * farther
    distances[origin] = np.inf
    return _nearest(distances, communes.population, limit)


def _nearest(distances: Profiles, population: Floats, limit: int) -> Indexes:
    limit = min(limit, len(distances) - 1)
    farthest = np.partition(distances, limit)[limit] if limit else -np.inf
    candidates = np.flatnonzero(distances <= farthest)
    order = np.lexsort((-np.nan_to_num(population[candidates], nan=-1), distances[candidates]))
    return candidates[order][:limit]


def find_likenesses(communes: Communes, origin: int, town: int, levels: Levels) -> list[Likeness]:
    """In what a town is like the origin, of what is known of both; any town is like itself in all it has."""
    traits = communes.traits
    own, its = int(levels[traits.bassin[origin]]), int(levels[traits.bassin[town]])
    rent = communes.rent_m2[origin]
    alike = {
        Likeness.SIZE: traits.size[origin] == traits.size[town] < len(Size),
        Likeness.ENVIRONMENT: bool((traits.environments[origin] & traits.environments[town]).any()),
        Likeness.SEA_DISTANCE: _close(communes.sea_distance_km, origin, town, _SEA_KM),
        Likeness.ALTITUDE: _close(communes.altitude_m, origin, town, _ALTITUDE_M),
        Likeness.LATITUDE: _close(communes.latitude, origin, town, _LATITUDE_DEGREES),
        Likeness.RENT: _close(communes.rent_m2, origin, town, _RENT_SHARE * rent),
        Likeness.TENSION: 0 < own <= its,
    }
    return [likeness for likeness, holds in alike.items() if holds]


def _close(measure: Floats, origin: int, town: int, most: float) -> bool:
    difference = abs(float(measure[origin]) - float(measure[town]))
    return not math.isnan(difference) and difference <= most
