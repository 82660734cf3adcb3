"""What the stand-in knows of France: read once per folder and seed, never changed."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from sandbox.francetravail.geography import Geography, read_geography
from sandbox.francetravail.occupations import Occupations, read_occupations
from sandbox.francetravail.offers.slots import Slots, lay_out_slots


@dataclass(frozen=True)
class World:
    """`slots` is where and for whom offers can appear."""

    seed: int
    folder: Path
    geography: Geography
    occupations: Occupations
    slots: Slots

    @cached_property
    def population(self) -> int:
        """People of the whole country."""
        return int(self.geography.population.sum())


@lru_cache(maxsize=2)
def read_world(folder: Path, seed: int, offers: int) -> World:
    """The world with about `offers` active offers."""
    geography = read_geography(folder)
    occupations = read_occupations(folder, seed)
    slots = lay_out_slots(seed, offers, geography, occupations)
    return World(seed, folder, geography, occupations, slots)
