"""How hard each occupation recruits in each bassin, as the tensions service gives it."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from shared.events.importer import Source


@dataclass(frozen=True, slots=True, eq=False)
class TensionMatrix:
    """`levels[rome[code_rome], bassins[bassin]]` is the Dares index, 1 (very low) to 5 (very strong, where
    a candidate has the best chances), 0 where there is none. `source` is None when no tensions have
    been imported."""

    rome: Mapping[str, int]
    bassins: Mapping[str, int]
    levels: npt.NDArray[np.int8]
    year: int | None
    sample: bool
    source: Source | None

    def level(self, code_rome: str, bassin: str) -> int | None:
        """The tension of one occupation in one bassin; None when unknown."""
        row, column = self.rome.get(code_rome), self.bassins.get(bassin)
        if row is None or column is None:
            return None
        return int(self.levels[row, column]) or None
