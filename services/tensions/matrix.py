"""How hard each occupation recruits in each bassin, as arrays."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from services.tensions.queries.index import Cell


@dataclass(frozen=True, slots=True)
class TensionMatrix:
    """Arrays are occupations x bassins, both in the order of their codes.

    `levels`: the Dares index, 0 where it is unknown; `offers`, `job_seekers`: NaN where unknown.
    `row` and `column` give the places of the codes. `year` is the latest of the figures.
    """

    rome: tuple[str, ...]
    bassins: tuple[str, ...]
    row: Mapping[str, int]
    column: Mapping[str, int]
    levels: NDArray[np.int8]
    offers: NDArray[np.float64]
    job_seekers: NDArray[np.float64]
    year: int | None

    def only(self, code: str | None) -> "TensionMatrix":
        """The row of one occupation; one that knows nothing when it has none."""
        row = self.row.get(code or "", len(self.rome))
        one = slice(row, row + 1)
        missing = ((0, 1 - len(self.rome[one])), (0, 0))
        return replace(
            self,
            rome=(code or "",),
            row={code or "": 0},
            levels=np.pad(self.levels[one], missing),
            offers=np.pad(self.offers[one], missing, constant_values=np.nan),
            job_seekers=np.pad(self.job_seekers[one], missing, constant_values=np.nan),
        )

    def digits(self) -> list[str]:
        """One string per occupation, one digit per bassin, 0 where the level is unknown."""
        text = (self.levels + ord("0")).astype(np.uint8).tobytes().decode("ascii")
        width = len(self.bassins)
        return [text[row * width : (row + 1) * width] for row in range(len(self.rome))]


def build_matrix(cells: Sequence[Cell], bassins: Collection[str]) -> TensionMatrix:
    """The matrix of the cells, with a column for each of their bassins and of `bassins`."""
    rome = tuple(sorted({cell.code_rome for cell in cells}))
    columns = tuple(sorted({cell.bassin for cell in cells}.union(bassins)))
    row = {code: place for place, code in enumerate(rome)}
    column = {code: place for place, code in enumerate(columns)}
    places = ([row[cell.code_rome] for cell in cells], [column[cell.bassin] for cell in cells])
    shape = (len(rome), len(columns))
    levels = np.zeros(shape, np.int8)
    levels[places] = [cell.tension or 0 for cell in cells]
    offers, job_seekers = np.full(shape, np.nan), np.full(shape, np.nan)
    offers[places] = [np.nan if cell.offers is None else cell.offers for cell in cells]
    job_seekers[places] = [np.nan if cell.job_seekers is None else cell.job_seekers for cell in cells]
    year = max((cell.year for cell in cells), default=None)
    return TensionMatrix(rome, columns, row, column, levels, offers, job_seekers, year)
