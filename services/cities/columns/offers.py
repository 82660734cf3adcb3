"""Offers published per occupation, at the finest level that the data has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from services.cities.columns.cells import Indexes

Level = Literal["commune", "bassin"]
Rows = Mapping[tuple[str, str], Mapping[str, int]]
"""(level, code_rome) -> code of the place -> offers."""


@dataclass(frozen=True, slots=True, eq=False)
class _Column:
    """Offers of one occupation: `places` in order, and how many each has."""

    places: Indexes
    offers: NDArray[np.int64]

    def at(self, places: Indexes) -> NDArray[np.int64]:
        """Offers in each place, -1 when unknown."""
        found = np.minimum(self.places.searchsorted(places), len(self.places) - 1)
        return np.where(self.places[found] == places, self.offers[found], -1)


@dataclass(frozen=True, slots=True, eq=False)
class OfferColumns:
    """By code_rome; places are the rows of communes and the indexes of bassins."""

    by_commune: Mapping[str, _Column]
    by_bassin: Mapping[str, _Column]

    def find(
        self, occupations: Sequence[str], communes: Indexes, bassins: Indexes
    ) -> list[tuple[int, Level] | None]:
        """Offers of all the occupations in each commune, else in its bassin, else None."""
        in_commune = _total(self.by_commune, occupations, communes)
        in_bassin = _total(self.by_bassin, occupations, bassins)
        return [
            (of_commune, "commune") if of_commune >= 0 else (of_bassin, "bassin") if of_bassin >= 0 else None
            for of_commune, of_bassin in zip(in_commune, in_bassin, strict=True)
        ]


def build_offers(rows: Rows, position: Mapping[str, int], bassins: Mapping[str, int]) -> OfferColumns:
    """Columns of the rows; those of unknown places are left out."""
    columns: dict[str, dict[str, _Column]] = {"commune": {}, "bassin": {}}
    places = {"commune": position, "bassin": bassins}
    for (level, code_rome), offers in rows.items():
        column = _column(offers, places[level])
        if column.places.size:
            columns[level][code_rome] = column
    return OfferColumns(columns["commune"], columns["bassin"])


def _column(offers: Mapping[str, int], places: Mapping[str, int]) -> _Column:
    count = len(offers)
    found = np.fromiter((places.get(code, -1) for code in offers), np.intp, count)
    numbers = np.fromiter(offers.values(), np.int64, count)
    order = np.argsort(found, kind="stable")
    order = order[found[order] >= 0]
    return _Column(found[order], numbers[order])


def _total(columns: Mapping[str, _Column], occupations: Sequence[str], places: Indexes) -> list[int]:
    known = [columns[code].at(places) for code in occupations if code in columns]
    if not known:
        return [-1] * len(places)
    total = known[0]
    for more in known[1:]:
        total = np.where((total < 0) | (more < 0), np.maximum(total, more), total + more)
    result: list[int] = total.tolist()
    return result
