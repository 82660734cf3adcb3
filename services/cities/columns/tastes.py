"""What people weigh when they choose a town, and how well every town suits each of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import numpy as np

from services.cities.columns.communes import Communes
from services.cities.columns.distance import arcs_km, squared_chords
from services.cities.columns.living import Living
from services.cities.columns.orders import Floats
from services.cities.columns.tension_levels import Levels

FAR_FROM_SEA_KM = 100
FAR_FROM_PLACE_KM = 300
_LOW_M, _HIGH_M = 200, 1_000
_SIZES_LOG = (np.log(100), np.log(200_000))  # people, from a village to a metropolis
_COOL_C, _WARM_C = 8.0, 16.0


class Taste(StrEnum):
    JOBS = "jobs"
    RENT = "rent"
    SEA = "sea"
    MOUNTAIN = "mountain"
    SIZE = "size"
    SERVICES = "services"
    CLIMATE = "climate"
    DISTANCE = "distance"


TWO_WAYS = frozenset({Taste.SIZE, Taste.CLIMATE})  # large or small, warm or cool: both can be wanted


@dataclass(frozen=True, slots=True, eq=False)
class Suiting:
    """One value per town, NaN where unknown: the figure itself, and how well it suits, 0 to 1.

    `earned` are the fits with 0 where unknown; `known` is false when nothing is known of any town.
    """

    values: Floats
    fits: Floats
    earned: Floats
    known: bool

    def turned(self) -> "Suiting":
        """The same for who wants the contrary."""
        return _suit(self.values, 1 - self.fits)


@lru_cache(maxsize=1)
def suit_everybody(communes: Communes, living: Living | None) -> Mapping[Taste, Suiting]:
    """The tastes that depend on nothing else; kept until either changes."""
    rents, population = communes.rent_m2, communes.population
    suitings = {
        Taste.RENT: _suit(rents, _share_above(rents)),
        Taste.SEA: _scaled(communes.sea_distance_km, FAR_FROM_SEA_KM, 0),
        Taste.MOUNTAIN: _scaled(communes.altitude_m, _LOW_M, _HIGH_M),
        Taste.SIZE: _suit(population, _scaled(np.log(population + 1), *_SIZES_LOG).fits),
    }
    if living is not None:
        types = _align(living.types, communes.code_insee)
        codes = [communes.departements.codes[index] for index in communes.traits.departement.tolist()]
        suitings[Taste.SERVICES] = _scaled(types, 0, max(living.known_types, 1))
        suitings[Taste.CLIMATE] = _scaled(_align(living.temperatures, codes), _COOL_C, _WARM_C)
    return suitings


def suit_jobs(communes: Communes, levels: Levels) -> Suiting:
    """Tension of the bassin, 1 (0) to 5 (1); `levels` as in Prospects."""
    suiting = _scaled(np.where(levels > 0, levels.astype(np.float64), np.nan), 1, 5)
    bassins = communes.traits.bassin
    return Suiting(
        suiting.values[bassins],
        suiting.fits[bassins],
        suiting.earned[bassins],
        suiting.known,
    )


def suit_distance(communes: Communes, place: int) -> Suiting:
    """Km from a place as the crow flies: 1 when there, 0 from 300 km on."""
    return _scaled(arcs_km(squared_chords(communes.vectors, communes.vectors[place])), FAR_FROM_PLACE_KM, 0)


def _scaled(values: Floats, worst: float, best: float) -> Suiting:
    return _suit(values, np.clip((values - worst) / (best - worst), 0, 1))


def _suit(values: Floats, fits: Floats) -> Suiting:
    earned = np.nan_to_num(fits)
    return Suiting(values, fits, earned, known=bool((~np.isnan(fits)).any()))


def _share_above(values: Floats) -> Floats:
    """Of the towns with a known value, the share whose value is larger."""
    known = np.sort(values[~np.isnan(values)])
    if not len(known):
        return values
    shares: Floats = 1 - known.searchsorted(values, side="right") / len(known)
    return np.where(np.isnan(values), np.nan, shares)


def _align(known: Mapping[str, float], codes: Sequence[str]) -> Floats:
    return np.array([known.get(code, np.nan) for code in codes], dtype=np.float64)
