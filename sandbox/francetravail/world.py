"""What the stand-in knows of France: read once per folder and seed, never changed."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from sandbox.francetravail.geography import Geography, read_geography
from sandbox.francetravail.occupations import Occupations, read_occupations
from sandbox.francetravail.offers.slots import Slots, lay_out_slots
from sandbox.francetravail.statistics.territories import Territories, read_territories
from sandbox.tables import read_rows


@dataclass(frozen=True, eq=False)
class World:
    """`slots` is where and for whom offers can appear. Equal only to itself, so that it can key caches."""

    seed: int
    folder: Path
    geography: Geography
    occupations: Occupations
    slots: Slots

    @cached_property
    def territories(self) -> Territories:
        return read_territories(self.folder, self.geography)

    @cached_property
    def pcs(self) -> dict[str, str]:
        """The professions (PCS), each with the label of an occupation that is part of it."""
        rows = reversed(read_rows(self.folder / "pcs.csv"))
        labels = {one.code: one.label for one in self.occupations.rows}
        return {row["pcs"]: labels[row["code_rome"]] for row in rows if row["code_rome"] in labels}

    @cached_property
    def fap(self) -> dict[str, list[str]]:
        """The professional families (FAP) of each occupation that is known to have some."""
        found: dict[str, list[str]] = {}
        for row in read_rows(self.folder / "pcs.csv"):
            codes = found.setdefault(row["code_rome"], [])
            if row["fap"] and row["fap"] not in codes:
                codes.append(row["fap"])
        return found

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
