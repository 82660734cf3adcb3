"""The orders in which towns can be listed, worked out once."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from services.cities.columns.cells import Indexes
from services.cities.columns.items import Town
from shared.prefix_index import fold_all

Floats = NDArray[np.float64]


class Sort(StrEnum):
    TENSION = "tension"
    SEA = "sea"
    ALTITUDE = "altitude"
    POPULATION = "population"
    RENT = "rent"
    NAME = "name"
    MATCH = "match"  # by weights, worked out for each search


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """All communes in the order of a sort, and the cell of each."""

    communes: Indexes
    cells: Indexes


def sort_communes(towns: Sequence[Town], cells: Indexes) -> dict[Sort, Order]:
    """A total order per sort but MATCH: its own key, then the most populated, then the code.

    Unknown comes last. `tension` orders by what is left once an occupation has ordered by tension.
    """
    most_populated = _keys(towns, "population", -1)
    keys = {
        Sort.TENSION: most_populated,
        Sort.SEA: _keys(towns, "sea_distance_km", 1),
        Sort.ALTITUDE: _keys(towns, "altitude_m", -1),
        Sort.POPULATION: most_populated,
        Sort.RENT: _keys(towns, "rent_m2", 1),
        Sort.NAME: _alphabetical([town["name"] for town in towns]),
    }
    sorted_by = {sort: np.lexsort((most_populated, key)) for sort, key in keys.items()}
    return {sort: Order(communes, cells[communes]) for sort, communes in sorted_by.items()}


def _keys(towns: Sequence[Town], name: str, sign: int) -> Floats:
    values = (town[name] for town in towns)
    return np.array([math.inf if value is None else sign * value for value in values], dtype=np.float64)


def _alphabetical(names: Sequence[str]) -> Floats:
    folded = fold_all(names)
    rank = {text: place for place, text in enumerate(sorted(set(folded)))}
    return np.array([rank[text] for text in folded], dtype=np.float64)
