"""Which towns fit, how many, and those of a page, from the columns alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from services.cities.columns.cells import Cells, Counts, Indexes, Mask, Traits
from services.cities.columns.orders import Floats, Order
from services.cities.columns.tension_levels import Levels

Trait = Literal["region", "departement", "bassin", "size", "environment", "tension", "rent"]

_RANKS = 7
_FIRST_LOOK = 2048  # towns in which a first page is mostly found, without going through all of them


@dataclass(frozen=True, slots=True)
class Filters:
    """Indexes of what is wanted, any of them, as in Traits; empty or None does not filter.

    Tension bounds keep known tensions only, as `max_rent_m2` (euros per m2 and month) keeps known rents.
    """

    regions: Sequence[int] = ()
    departements: Sequence[int] = ()
    bassins: Sequence[int] = ()
    sizes: Sequence[int] = ()
    environments: Sequence[int] = ()
    min_tension: int | None = None
    max_tension: int | None = None
    max_rent_m2: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Selection:
    """`conditions` say which cells fit each filter in use, `fitting` which fit them all; `counts` how many
    communes of each are affordable; `tension` is 0 when unknown and when no occupation is given.

    `ranks` order the cells: 0 does not fit, 1 fits without a known tension, 2 to 6 fit with tension 1 to 5;
    `sizes` is how many towns each rank has.
    """

    cells: Cells
    counts: Counts
    tension: Levels
    conditions: Mapping[Trait, Mask]
    fitting: Mask
    affordable: Mask | None
    ranks: Levels
    sizes: Sequence[int]

    def fitting_but(self, trait: Trait) -> Mask:
        """Cells that fit every filter but one; the rent, which is no filter of cells, never counts here."""
        if trait not in self.conditions:
            return self.fitting
        others = (condition for name, condition in self.conditions.items() if name != trait)
        return _every(others, len(self.counts))

    @property
    def total(self) -> int:
        """How many communes fit."""
        return sum(self.sizes[1:])


def select_cells(cells: Cells, rent_m2: Floats, levels: Levels, filters: Filters) -> Selection:
    """The selection of the filters; `levels` are the tensions of the bassins, with a last 0 for none."""
    tension = levels[cells.traits.bassin]
    conditions = _conditions(cells.traits, tension, filters)
    fitting = _every(conditions.values(), len(cells.counts))
    affordable = None if filters.max_rent_m2 is None else rent_m2 <= filters.max_rent_m2
    counts = cells.counts if affordable is None else cells.count(affordable)
    ranks = (tension + 1) * fitting
    sizes = [int(size) for size in np.bincount(ranks, weights=counts, minlength=_RANKS)]
    return Selection(cells, counts, tension, conditions, fitting, affordable, ranks, sizes)


def _conditions(traits: Traits, tension: Levels, filters: Filters) -> dict[Trait, Mask]:
    wanted: tuple[tuple[Trait, Indexes, Sequence[int]], ...] = (
        ("region", traits.region, filters.regions),
        ("departement", traits.departement, filters.departements),
        ("bassin", traits.bassin, filters.bassins),
        ("size", traits.size, filters.sizes),
    )
    conditions = {trait: _any_of(values, indexes) for trait, values, indexes in wanted if indexes}
    if filters.environments:
        conditions["environment"] = np.any(traits.environments[:, list(filters.environments)], axis=1)
    if filters.min_tension is not None or filters.max_tension is not None:
        conditions["tension"] = (tension >= (filters.min_tension or 1)) & (
            tension <= (filters.max_tension or 5)
        )
    return conditions


def _every(conditions: Iterable[Mask], cells: int) -> Mask:
    kept = np.ones(cells, dtype=np.bool_)
    for condition in conditions:
        kept &= condition
    return kept


def _any_of(values: Indexes, indexes: Sequence[int]) -> Mask:
    chosen: Mask = values == indexes[0]
    for index in indexes[1:]:
        chosen |= values == index
    return chosen


def rank_towns(selection: Selection, order: Order, start: int, stop: int) -> Indexes:
    """Towns that fit from `start` to `stop`: the strongest tension first, unknown last, then by the order."""
    pages = []
    for rank in range(_RANKS - 1, 0, -1):
        size = selection.sizes[rank]
        if start < size and stop > 0:
            pages.append(_towns_of(rank, selection, order, min(stop, size))[start:stop])
        start, stop = max(start - size, 0), max(stop - size, 0)
    return np.concatenate(pages) if pages else order.communes[:0]


def _towns_of(rank: int, selection: Selection, order: Order, wanted: int) -> Indexes:
    """At least the `wanted` first towns of cells of a rank, in order."""
    for length in (_FIRST_LOOK, len(order.communes)):
        towns: Indexes = order.communes[:length][selection.ranks[order.cells[:length]] == rank]
        if selection.affordable is not None:
            towns = towns[selection.affordable[towns]]
        if len(towns) >= wanted:
            break
    return towns
