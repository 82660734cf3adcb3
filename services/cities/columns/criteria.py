"""The criteria that people choose towns by: what is around, how many people live there, the rent."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

SEA_MAX_KM = 30
MOUNTAIN_MIN_M = 600
COUNTRYSIDE_MAX_PEOPLE = 20_000
OPPORTUNITY_MIN_TENSION = 4
RENT_CEILINGS_M2 = (8, 10, 12, 15, 20, 25)  # euros per m2 and month, from what villages ask to Paris


class Environment(StrEnum):
    SEA = "sea"
    MOUNTAIN = "mountain"
    COUNTRYSIDE = "countryside"


class Size(StrEnum):
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"
    METROPOLIS = "metropolis"


@dataclass(frozen=True, slots=True)
class Wording:
    """How a criterion is said to people, and what exactly it means."""

    label: str
    definition: str


ENVIRONMENTS: Mapping[Environment, Wording] = {
    Environment.SEA: Wording("Mer", "À 30 km ou moins du trait de côte"),
    Environment.MOUNTAIN: Wording("Montagne", "Altitude moyenne de 600 m ou plus"),
    Environment.COUNTRYSIDE: Wording(
        "Campagne", "À plus de 30 km de la mer, 20 000 habitants au plus, à moins de 600 m d’altitude"
    ),
}

SIZES: Mapping[Size, Wording] = {
    Size.SMALL: Wording("Petite ville", "Jusqu’à 20 000 habitants"),
    Size.MEDIUM: Wording("Ville moyenne", "De 20 001 à 50 000 habitants"),
    Size.LARGE: Wording("Grande ville", "De 50 001 à 200 000 habitants"),
    Size.METROPOLIS: Wording("Métropole", "Plus de 200 000 habitants"),
}

_SIZES = tuple(Size)
_UP_TO = (20_000, 50_000, 200_000)  # people, of all sizes but the last


def environments_of(
    *, sea_distance_km: float | None, altitude_m: float | None, population: int | None
) -> tuple[Environment, ...]:
    """The environments of a commune, in their order; what is unknown matches nothing that needs it."""
    found = []
    if sea_distance_km is not None and sea_distance_km <= SEA_MAX_KM:
        found.append(Environment.SEA)
    if altitude_m is not None and altitude_m >= MOUNTAIN_MIN_M:
        found.append(Environment.MOUNTAIN)
    if sea_distance_km is None or altitude_m is None or population is None:
        return tuple(found)
    if not found and population <= COUNTRYSIDE_MAX_PEOPLE:
        found.append(Environment.COUNTRYSIDE)
    return tuple(found)


def size_of(population: int | None) -> Size | None:
    """The size class of a commune; None when its population is unknown."""
    if population is None:
        return None
    return _SIZES[bisect_left(_UP_TO, population)]
