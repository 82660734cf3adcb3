"""Communes counted together when no filter but the rent tells them apart.

France has about 1,200 such cells for 35,000 communes: counting and filtering is done on cells, and only
the few communes that are shown are looked at one by one.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.cities.columns.criteria import RENT_CEILINGS_M2

Indexes = NDArray[np.intp]
Counts = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Traits:
    """What communes, or cells, are filtered by: one value for each.

    `region`, `departement` and `bassin` are indexes into the areas, `size` into Size, past their end where
    there is none; `environments` has one column per Environment.
    """

    region: Indexes
    departement: Indexes
    bassin: Indexes
    size: Indexes
    environments: Mask


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """`of[commune]` is its cell; `counts[cell]` how many communes it has, `traits` what they share.

    `affordable[cell]` is how many of them have a known rent up to each of RENT_CEILINGS_M2.
    """

    of: Indexes
    counts: Counts
    affordable: Counts
    traits: Traits

    def count(self, communes: Mask) -> Counts:
        """How many of the given communes each cell has."""
        return np.bincount(self.of[communes], minlength=len(self.counts))


def group_cells(communes: Traits, rent_m2: NDArray[np.float64]) -> Cells:
    """The cells of communes described by their traits; their rents are NaN where unknown."""
    columns = (
        communes.region,
        communes.departement,
        communes.bassin,
        communes.size,
        *communes.environments.T,
    )
    shape = [int(column.max(initial=0)) + 1 for column in columns]
    distinct, of, counts = np.unique(
        np.ravel_multi_index(columns, shape), return_inverse=True, return_counts=True
    )
    region, departement, bassin, size, *environments = np.unravel_index(distinct, shape)
    traits = Traits(region, departement, bassin, size, np.column_stack(environments).astype(np.bool_))
    affordable = [np.bincount(of[rent_m2 <= most], minlength=len(counts)) for most in RENT_CEILINGS_M2]
    return Cells(of, counts, np.column_stack(affordable), traits)
