"""Offers published per occupation, at the finest level that the data has."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from services.cities.columns.cells import Indexes

Level = Literal["commune", "bassin"]
_Row = tuple[str, str, str, int]


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


def build_offers(
    rows: Iterable[_Row], position: Mapping[str, int], bassins: Mapping[str, int]
) -> OfferColumns:
    """Columns of the rows (level, code, code_rome, offers); rows of unknown places are left out."""
    places: dict[str, Mapping[str, int]] = {"commune": position, "bassin": bassins}
    gathered: dict[str, dict[str, dict[int, int]]] = {level: defaultdict(dict) for level in places}
    for level, code, code_rome, offers in rows:
        if (place := places[level].get(code)) is not None:
            gathered[level][code_rome][place] = offers
    return OfferColumns(
        *({rome: _column(offers) for rome, offers in gathered[level].items()} for level in places)
    )


def _column(offers: Mapping[int, int]) -> _Column:
    places = np.array(sorted(offers), dtype=np.intp)
    return _Column(places, np.array([offers[place] for place in places.tolist()], dtype=np.int64))


def _total(columns: Mapping[str, _Column], occupations: Sequence[str], places: Indexes) -> list[int]:
    known = [columns[code].at(places) for code in occupations if code in columns]
    if not known:
        return [-1] * len(places)
    total = known[0]
    for more in known[1:]:
        total = np.where((total < 0) | (more < 0), np.maximum(total, more), total + more)
    result: list[int] = total.tolist()
    return result
