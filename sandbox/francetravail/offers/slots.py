"""Where offers appear: half a million slots (a place, an occupation, a rhythm) laid out from the seed.

Every slot holds one offer at a time: the n-th appears at `phase + (n - 1) * life`, is withdrawn some time
before the next appears, and follows from the seed, the slot and n. So the whole market is a few columns of
numbers, at any time, and an ad is written only when somebody reads it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sandbox.francetravail.geography import Geography
from sandbox.francetravail.occupations import Occupations
from sandbox.hashing import derive_salt, hash_columns, take_share

LIVE_SHARE = 0.85
_CONCENTRATION = 1.05  # offers per head grow with the size of the town
_RURAL_PEOPLE, _METROPOLIS_PEOPLE = 5_000, 50_000
_COAST_KM = 12
_SHORTEST_DAYS, _LONGEST_DAYS = 14, 60
_DAY = 86_400

Positions = NDArray[np.int32]


@dataclass(frozen=True)
class Slots:
    """Columns with one entry per slot, ordered by occupation; `life` and `phase` are seconds."""

    occupation: NDArray[np.int16]
    place: NDArray[np.int32]
    life: NDArray[np.int32]
    phase: NDArray[np.int32]
    occupation_bounds: NDArray[np.int64]
    by_departement: Positions
    departement_bounds: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.occupation)

    def of_occupations(self, occupations: tuple[int, ...]) -> Positions:
        """The slots of these occupations, in order."""
        bounds = self.occupation_bounds
        ranges = [np.arange(bounds[one], bounds[one + 1], dtype=np.int32) for one in sorted(occupations)]
        return np.concatenate(ranges) if ranges else np.empty(0, dtype=np.int32)

    def of_departements(self, departements: list[int]) -> Positions:
        """The slots that lie in these departements."""
        bounds = self.departement_bounds
        parts = [self.by_departement[bounds[one] : bounds[one + 1]] for one in departements]
        return np.concatenate(parts) if parts else np.empty(0, dtype=np.int32)


def lay_out_slots(seed: int, offers: int, geography: Geography, occupations: Occupations) -> Slots:
    """About offers / LIVE_SHARE slots, by population and by how often each occupation is wanted."""
    place = _spread(seed, round(offers / LIVE_SHARE), geography)
    rank = np.arange(len(place)) - np.searchsorted(place, place)
    occupation = _choose_occupations(seed, place, rank, geography, occupations)
    order = np.argsort(occupation, kind="stable")
    occupation, place, rank = occupation[order], place[order], rank[order]
    rhythm = hash_columns(derive_salt(seed, "rhythm"), place, occupation, rank)
    days = _SHORTEST_DAYS + take_share(rhythm) * (_LONGEST_DAYS - _SHORTEST_DAYS)
    life = (days * _DAY).astype(np.int32)
    moment = take_share(hash_columns(derive_salt(seed, "phase"), rhythm.view(np.int64)))
    departement = geography.departement[place]
    by_departement = np.argsort(departement, kind="stable").astype(np.int32)
    return Slots(
        occupation=occupation,
        place=place,
        life=life,
        phase=(moment * life).astype(np.int32),
        occupation_bounds=np.searchsorted(occupation, np.arange(len(occupations.rows) + 1)),
        by_departement=by_departement,
        departement_bounds=np.searchsorted(
            departement[by_departement], np.arange(len(geography.departements) + 1)
        ),
    )


def _spread(seed: int, size: int, geography: Geography) -> NDArray[np.int32]:
    """The place of each slot, ascending."""
    weights = geography.population.astype(np.float64) ** _CONCENTRATION
    expected = size * weights / weights.sum()
    positions = np.arange(len(weights), dtype=np.int32)
    rounding = take_share(hash_columns(derive_salt(seed, "spread"), positions))
    return np.repeat(positions, np.floor(expected + rounding).astype(np.int64))


def _choose_occupations(
    seed: int,
    place: NDArray[np.int32],
    rank: NDArray[np.int64],
    geography: Geography,
    occupations: Occupations,
) -> NDArray[np.int16]:
    chances = take_share(hash_columns(derive_salt(seed, "occupation"), place, rank))
    people = geography.population
    size = (people >= _RURAL_PEOPLE).astype(np.int8) + (people >= _METROPOLIS_PEOPLE)
    landscape = (size * 2 + (geography.sea_distance_km < _COAST_KM))[place]
    chosen = np.empty(len(place), dtype=np.int16)
    for kind in range(6):
        here = landscape == kind
        cumulative = np.cumsum(_weights(occupations, size=kind // 2, coast=bool(kind % 2)))
        chosen[here] = np.searchsorted(cumulative, chances[here] * cumulative[-1], side="right")
    return chosen


def _weights(occupations: Occupations, *, size: int, coast: bool) -> NDArray[np.float64]:
    factors = {
        "anywhere": 1.0,
        "rural": (3.0, 0.8, 0.1)[size],
        "town": (0.4, 0.9, 1.3)[size],
        "coast": 3.0 if coast else 0.0,
    }
    return np.array([one.weight * factors[one.family.landscape] for one in occupations.rows])
