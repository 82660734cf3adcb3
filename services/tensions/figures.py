"""Tension of occupations in areas: means of the bassins' levels, weighted by their people in the area."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.tensions.areas import Areas
from services.tensions.matrix import TensionMatrix


@dataclass(frozen=True, slots=True)
class Figures:
    """Arrays are occupations x areas.

    `mean`: of the levels of the bassins that have one, two decimals, NaN where none has; `covered`: share of
    the area's weight that lies in them, 0 to 1; `bassins` and `communes` count what lies in them.
    `offers`, `job_seekers`: sums over the bassins, of one that lies in several areas the share of its people;
    NaN where unknown in every bassin.
    """

    mean: NDArray[np.float64]
    covered: NDArray[np.float64]
    bassins: NDArray[np.int64]
    communes: NDArray[np.int64]
    offers: NDArray[np.float64]
    job_seekers: NDArray[np.float64]


def summarise(matrix: TensionMatrix, areas: Areas) -> Figures:
    """Figures of the occupations of the matrix in the areas."""
    levels = matrix.levels[:, areas.columns].astype(np.float64)
    known = (levels > 0).astype(np.float64)
    weights = areas.weights.T
    weight = known @ weights
    with np.errstate(invalid="ignore"):  # 0 / 0 is the mean of nothing, NaN
        mean = np.round((levels @ weights) / weight, 2)
    return Figures(
        mean=mean,
        covered=weight / np.maximum(weights.sum(axis=0), 1e-9),
        bassins=_counted(known, areas.members),
        communes=_counted(known, areas.communes),
        offers=_summed(matrix.offers[:, areas.columns], areas),
        job_seekers=_summed(matrix.job_seekers[:, areas.columns], areas),
    )


def rank(figures: Figures, area: int) -> list[int]:
    """Occupations with a tension in the area, strongest first; then by offers, then by code."""
    mean, offers = figures.mean[:, area], np.nan_to_num(figures.offers[:, area], nan=-1.0)
    order = np.lexsort((-offers, -mean))  # stable: rows are in the order of codes
    return [place for place in order.tolist() if not np.isnan(mean[place])]


def _counted(known: NDArray[np.float64], present: NDArray[np.float64]) -> NDArray[np.int64]:
    return (known @ present.T).astype(np.int64)


def _summed(amounts: NDArray[np.float64], areas: Areas) -> NDArray[np.float64]:
    known = ~np.isnan(amounts)
    total = np.where(known, amounts, 0) @ areas.shares.T
    anywhere = known.astype(np.float64) @ areas.members.T > 0
    return np.where(anywhere, np.round(total, 2), np.nan)
