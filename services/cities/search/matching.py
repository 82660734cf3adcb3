"""Towns in the order of how well they suit what a person weighs."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from services.cities.columns.cells import Indexes, Mask
from services.cities.columns.communes import Communes
from services.cities.columns.living import Living
from services.cities.columns.orders import Floats
from services.cities.columns.prospects import Prospects
from services.cities.columns.tastes import Suiting, Taste, suit_distance, suit_everybody, suit_jobs
from services.cities.search.selection import Selection


@dataclass(frozen=True, slots=True, eq=False)
class Matching:
    """`scores`: 0 to 100 for every town, to one decimal; `points`: the most that each criterion brings.

    `suitings` has the fits of what is wanted: of negative weights, turned round. `near` is a town or None.
    """

    weights: Mapping[Taste, int]
    suitings: Mapping[Taste, Suiting]
    points: Mapping[Taste, float]
    scores: Floats
    near: int | None

    @property
    def left_out(self) -> list[Taste]:
        """What is known of no town."""
        return [taste for taste in self.weights if taste not in self.suitings]


def match_towns(
    communes: Communes,
    living: Living | None,
    prospects: Prospects,
    weights: Mapping[Taste, int],
    near: int | None,
) -> Matching:
    """The scores of all towns. What is not known of a town brings it no points."""
    available = dict(suit_everybody(communes, living))
    if Taste.JOBS in weights:
        available[Taste.JOBS] = suit_jobs(communes, prospects.levels)
    if Taste.DISTANCE in weights and near is not None:
        available[Taste.DISTANCE] = suit_distance(communes, near)
    suitings = {
        taste: available[taste] if weight > 0 else available[taste].turned()
        for taste, weight in weights.items()
        if taste in available and available[taste].known
    }
    total = sum(abs(weights[taste]) for taste in suitings)
    points = {taste: 100 * abs(weights[taste]) / total for taste in suitings}
    scores = np.zeros(len(communes))
    for taste, suiting in suitings.items():
        scores += points[taste] * suiting.earned
    return Matching(weights, suitings, points, np.round(scores, 1), near)


def rank_matches(
    communes: Communes, selection: Selection, matching: Matching, start: int, stop: int
) -> Indexes:
    """Towns that fit the filters from `start` to `stop`: best score, then most populated, then by code."""
    towns = np.flatnonzero(_fitting(communes, selection))
    losses = -matching.scores[towns]
    if stop < len(towns):
        close = losses <= np.partition(losses, stop - 1)[stop - 1]
        towns, losses = towns[close], losses[close]
    order = np.lexsort((-np.nan_to_num(communes.population[towns], nan=-1), losses))
    return towns[order][start:stop]


def _fitting(communes: Communes, selection: Selection) -> Mask:
    fitting: Mask = selection.fitting[communes.cells.of]
    return fitting if selection.affordable is None else fitting & selection.affordable
