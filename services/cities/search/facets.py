"""How many towns each value of a filter would give, the other filters staying as they are."""

from collections.abc import Iterable, Sequence
from enum import StrEnum

import numpy as np

from services.cities.columns.cells import Counts
from services.cities.columns.communes import Communes
from services.cities.columns.criteria import RENT_CEILINGS_M2, Environment, Size
from services.cities.search.selection import Selection


class Facet(StrEnum):
    REGION = "region"
    DEPARTEMENT = "departement"
    ENVIRONMENT = "environment"
    SIZE = "size"
    TENSION = "tension"
    RENT = "rent"  # up to each ceiling: a town counts for every one it is under


_TENSIONS = ("", "1", "2", "3", "4", "5")  # unknown is counted nowhere


def count_facets(
    communes: Communes, selection: Selection, facets: Iterable[Facet]
) -> dict[str, dict[str, int]]:
    """By facet: towns per value, values without any left out."""
    return {
        facet.value: {
            key: count
            for key, count in zip(_keys(communes, facet), _counts(selection, facet), strict=False)
            if key and count
        }
        for facet in facets
    }


def _keys(communes: Communes, facet: Facet) -> Sequence[str]:
    match facet:
        case Facet.REGION:
            return communes.regions.codes
        case Facet.DEPARTEMENT:
            return communes.departements.codes
        case Facet.ENVIRONMENT:
            return [environment.value for environment in Environment]
        case Facet.SIZE:
            return [size.value for size in Size]
        case Facet.TENSION:
            return _TENSIONS
        case Facet.RENT:
            return [str(ceiling) for ceiling in RENT_CEILINGS_M2]


def _counts(selection: Selection, facet: Facet) -> list[int]:
    fitting = selection.fitting_but(facet.value)
    counts = np.where(fitting, selection.counts, 0)
    traits = selection.cells.traits
    match facet:
        case Facet.REGION:
            return _sums(traits.region, counts)
        case Facet.DEPARTEMENT:
            return _sums(traits.departement, counts)
        case Facet.ENVIRONMENT:
            return [int(count) for count in counts @ traits.environments]
        case Facet.SIZE:
            return _sums(traits.size, counts)
        case Facet.TENSION:
            return _sums(selection.tension, counts)
        case Facet.RENT:
            return [int(count) for count in fitting @ selection.cells.affordable]


def _sums(values: np.typing.NDArray[np.integer], counts: Counts) -> list[int]:
    return [int(count) for count in np.bincount(values, weights=counts)]
