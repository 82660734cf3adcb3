"""Sample tensions: drawn cell by cell (occupation x bassin) so that their distribution is the real one.

The figures of that distribution are in sample.json, which says where they come from.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from pydantic import BaseModel, ConfigDict

YEAR = 2021
SEED = 20_211_231
# Chosen so that the sample has the real share of published cells per size of bassin and per occupation.
UBIQUITOUS_BONUS = 2.2
COMMON_BONUS = 1.0
OCCUPATION_NOISE = 0.6
CELL_NOISE = 0.45
# Job seekers grow with the square root of the people; a bassin of this size has the median number.
MEDIAN_PEOPLE = 250_000

Cell = tuple[str, str]


class Lowest(BaseModel):
    offers: float
    job_seekers: float


class Family(BaseModel):
    presence: float
    levels: list[float]


class Distribution(BaseModel):
    """sample.json, without its comments."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    families: dict[str, Family]
    median_offers_per_job_seeker: list[float]
    median_job_seekers: list[float]
    ratio_spread: float
    job_seekers_spread: float
    lowest_published: Lowest
    indices: dict[str, list[float]]
    ubiquitous: frozenset[str]
    common: frozenset[str]


@dataclass(frozen=True, slots=True)
class TensionRow:
    """A row of tensions.csv, as the Dares names its columns; levels from 1 to 5 (5: strongest tension)."""

    annee: int
    code_rome: str
    bassin: str
    tension: int
    offers: float
    job_seekers: float
    ind_int_emb_d: int
    ind_main_oeuvre_d: int
    ind_dur_empl_d: int
    ind_cond_travail_d: int
    ind_mismatch_geo_d: int
    ind_specif_form_empl_d: int


def read_distribution() -> Distribution:
    return Distribution.model_validate_json(Path(__file__).with_name("sample.json").read_bytes())


def build_tension_rows(
    occupations: Sequence[str], people: Mapping[str, int], real: Distribution
) -> list[TensionRow]:
    """The published cells, by occupation then bassin; `people` is per bassin."""
    random = Random(SEED)  # noqa: S311 - a sample to be drawn again the same, not a secret
    families: dict[str, list[str]] = defaultdict(list)
    for occupation in sorted(occupations):
        families[occupation[0]].append(occupation)
    rows: list[TensionRow] = []
    for family, members in families.items():
        cells = choose_cells(members, people, real, random)
        levels = draw_levels(cells, real.families[family].levels, random)
        indices = {occupation: draw_indices(real, random) for occupation in members}
        rows += [
            _to_row(cell, levels[cell], draw_figures(levels[cell], people[cell[1]], real, random), indices)
            for cell in cells
        ]
    return rows


def choose_cells(
    occupations: Sequence[str], people: Mapping[str, int], real: Distribution, random: Random
) -> list[Cell]:
    """The published share of the cells of one family: common occupations and populous bassins first."""
    usual = {code: commonness(code, real) + random.gauss(0, OCCUPATION_NOISE) for code in occupations}
    scores = {
        (code, bassin): usual[code] + math.log(people[bassin]) + random.gauss(0, CELL_NOISE)
        for code in occupations
        for bassin in sorted(people)
    }
    published = round(real.families[occupations[0][0]].presence * len(scores))
    return sorted(sorted(scores, key=lambda cell: (-scores[cell], cell))[:published])


def commonness(code: str, real: Distribution) -> float:
    if code in real.ubiquitous:
        return UBIQUITOUS_BONUS
    return COMMON_BONUS if code in real.common else 0.0


def draw_levels(cells: Sequence[Cell], shares: Sequence[float], random: Random) -> dict[Cell, int]:
    """Levels in the given shares; what an occupation leans to weighs more than what a bassin leans to."""
    by_occupation = {code: random.gauss(0, 1) for code in sorted({code for code, _ in cells})}
    by_bassin = {bassin: random.gauss(0, 0.4) for bassin in sorted({bassin for _, bassin in cells})}
    scores = {
        (code, bassin): by_occupation[code] + by_bassin[bassin] + random.gauss(0, 0.6)
        for code, bassin in cells
    }
    ranked = sorted(scores, key=lambda cell: (scores[cell], cell))
    return {cell: level_at((rank + 0.5) / len(ranked), shares) for rank, cell in enumerate(ranked)}


def level_at(quantile: float, shares: Sequence[float]) -> int:
    """The level from 1 to 5 where the cumulated shares pass a point between 0 and 1."""
    passed = 0.0
    for level, share in enumerate(shares, 1):
        passed += share
        if quantile < passed:
            return level
    return max(level for level, share in enumerate(shares, 1) if share)


def draw_indices(real: Distribution, random: Random) -> tuple[int, ...]:
    return tuple(level_at(random.random(), shares) for shares in real.indices.values())


def draw_figures(level: int, people: int, real: Distribution, random: Random) -> tuple[float, float]:
    """Offers and job seekers of a year, neither below what is published."""
    size = math.log(people / MEDIAN_PEOPLE) / 2
    drawn = math.exp(size + random.gauss(0, real.job_seekers_spread)) * real.median_job_seekers[level - 1]
    ratio = math.exp(random.gauss(0, real.ratio_spread)) * real.median_offers_per_job_seeker[level - 1]
    # raised together, so that the ratio stays
    job_seekers = max(drawn, real.lowest_published.job_seekers, real.lowest_published.offers / ratio)
    return round(job_seekers * ratio, 2), round(job_seekers, 2)


def _to_row(
    cell: Cell, level: int, figures: tuple[float, float], indices: Mapping[str, tuple[int, ...]]
) -> TensionRow:
    return TensionRow(YEAR, *cell, level, *figures, *indices[cell[0]])
