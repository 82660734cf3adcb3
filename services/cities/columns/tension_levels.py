"""Tension levels in the order of our bassins."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from services.cities.columns.areas import Areas
from services.cities.columns.matrix import TensionMatrix

Levels = NDArray[np.int8]


def best_levels(bassins: Areas, matrix: TensionMatrix, occupations: Sequence[str]) -> Levels:
    """The strongest tension of the occupations in each bassin, 1 to 5 and 0 where none is known.

    One more level than bassins: 0, for communes without one.
    """
    rows = [matrix.rome[code] for code in occupations if code in matrix.rome]
    aligned = align_levels(bassins, matrix)
    levels: Levels = aligned[rows[0]] if len(rows) == 1 else aligned[rows].max(axis=0, initial=0)
    return levels


@lru_cache(maxsize=1)
def align_levels(bassins: Areas, matrix: TensionMatrix) -> Levels:
    """`matrix.levels` with our bassins as columns, and a last one of zeros; kept until either changes."""
    unknown = len(matrix.bassins)
    columns = [matrix.bassins.get(bassin, unknown) for bassin in bassins.codes]
    with_unknown = np.pad(matrix.levels, ((0, 0), (0, 1)))
    return np.ascontiguousarray(with_unknown[:, [*columns, unknown]])
