"""How alike two towns are: distances over what is known of both."""

from collections.abc import Mapping
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from services.cities.columns.cells import Mask
from services.cities.columns.orders import Floats

Profiles = NDArray[np.float32]

_UNKNOWN_COSTS = 2.0  # as much as two towns drawn at random differ, in squared standard deviations
_WEIGHTS = np.array(
    [4, 1, 1, 1, 1, 1, 1, 1], dtype=np.float32
)  # of the features below: above all, the size of a town


class Likeness(StrEnum):
    SIZE = "size"
    ENVIRONMENT = "environment"
    SEA_DISTANCE = "sea_distance"
    ALTITUDE = "altitude"
    LATITUDE = "latitude"
    RENT = "rent"
    TENSION = "tension"


LABELS: Mapping[Likeness, str] = {
    Likeness.SIZE: "Même classe de taille",
    Likeness.ENVIRONMENT: "Même environnement",
    Likeness.SEA_DISTANCE: "À une distance de la mer comparable",
    Likeness.ALTITUDE: "À une altitude comparable",
    Likeness.LATITUDE: "À une latitude comparable",
    Likeness.RENT: "Loyers comparables",
    Likeness.TENSION: "Métier au moins aussi recherché",
}


def build_profiles(measures: Mapping[str, Floats], environments: Mask) -> Profiles:
    """One row per feature, one column per town, in standard deviations; NaN where unknown.

    An environment more or less counts as much as one standard deviation.
    """
    features = (
        np.log10(measures["population"] + 1),
        np.log1p(measures["sea_distance_km"]),
        measures["altitude_m"],
        np.abs(measures["latitude"]),
        measures["rent_m2"],
    )
    return np.vstack([*map(_standardised, features), environments.T]).astype(np.float32)


def _standardised(feature: Floats) -> Floats:
    known = feature[~np.isnan(feature)]
    spread = float(known.std()) if len(known) else 0.0
    return feature / spread if spread else feature * 0


def unlikeness(profiles: Profiles, origin: int) -> Profiles:
    """How far every town is from one, squared; what is not known of that one is not compared."""
    own = profiles[:, origin]
    compared = ~np.isnan(own)
    squares = profiles[compared]
    squares -= own[compared, np.newaxis]
    squares *= squares
    np.copyto(squares, _UNKNOWN_COSTS, where=np.isnan(squares))
    distances: Profiles = _WEIGHTS[compared] @ squares
    return distances
