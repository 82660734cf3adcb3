"""The figures: invented, the same for the same question, in keeping with people and occupations."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.francetravail.statistics.activities import Activity
from sandbox.francetravail.statistics.indicators import Indicator
from sandbox.francetravail.statistics.periods import Period
from sandbox.francetravail.statistics.territories import Territory
from sandbox.hashing import Draw

Figures = dict[str, Any]

_PARTS: Mapping[str, float] = {
    "A": 0.55,
    "B": 0.14,
    "C": 0.31,
    "ABC": 1.0,
    "D": 0.05,
    "E": 0.06,
    "PE": 0.4,
    "TOFF": 1.0,
    "PE-CUMUL12MOIS": 1.6,
    "TOFF-CUMUL12MOIS": 4.0,
    "A-SUP1M": 0.4,
    "A-SUP6M": 0.25,
    "A-CDI": 0.15,
    "ABC-SUP1M": 1.0,
    "ABC-SUP6M": 0.6,
    "ABC-CDI": 0.35,
    "SUP1M": 1.0,
    "SUP6M": 0.62,
    "CDI": 0.34,
}
_LEVELS = {1: "Très faible", 2: "Faible", 3: "Modérée", 4: "Forte", 5: "Très forte"}
_FEWEST = {"DE_1": 5, "DE_5": 5, "EMB_1": 5, "OFF_1": 5, "ACC_1": 30, "PERSP_2": 20}
_TENSION_BASE = 0.08  # job seekers per inhabitant: cells with few of them are hidden


@dataclass(frozen=True)
class Cell:
    """What a figure is about."""

    indicator: Indicator
    territory: Territory
    activity: Activity


def is_told(cell: Cell) -> bool:
    """Small cells are hidden, and some indicators have no figure for some activities."""
    indicator, activity = cell.indicator, cell.activity
    if indicator.code == "DYN_1":
        return activity.kind == "MOYENNE"
    if indicator.code == "SAL_3" or activity.kind == "MOYENNE":
        return False
    expected = cell.territory.population * activity.share * (indicator.base or _TENSION_BASE)
    return expected >= _FEWEST[indicator.code]


def draw_figures(seed: int, cell: Cell, code: str, period: Period) -> Figures:
    """The values of one line: `code` is of the indicator's nomenclature."""
    indicator, territory, activity = cell.indicator, cell.territory, cell.activity
    draw = Draw(seed, indicator.code, territory.kind, territory.code, activity.code)
    if indicator.code == "PERSP_2":
        return _tension(Draw(seed, "tension", territory.kind, territory.code, activity.code, code))
    if indicator.code == "DYN_1":
        return {"valeurPrincipaleNom": "En hausse", "valeurPrincipaleTaux": round(draw.share() * 4 - 1, 1)}
    expected = territory.population * activity.share * indicator.base * _PARTS[code]
    trend = 1 + 0.015 * ((period.number * 7 + draw.below(9)) % 9 - 4)
    count = max(1, round(expected * (0.75 + 0.5 * draw.share()) * trend))
    if indicator.code == "ACC_1":
        rate = round(min(94.0, (48 + 30 * draw.share()) * trend * _PARTS[code] ** 0.6), 1)
        return {"valeurPrincipaleNombre": count, "valeurSecondaireTaux": rate}
    evolution = round((trend - 1) * 100, 1)
    return {"valeurPrincipaleNombre": count, "valeurSecondairePourcentage": evolution}


def _tension(draw: Draw) -> Figures:
    level = 1 + min(4, int(5 * draw.share() ** 0.7))
    return {
        "valeurPrincipaleNom": _LEVELS[level],
        "valeurPrincipaleNombre": level,
        "valeurSecondairePourcentage": None,
    }


def draw_pay(seed: int, activity: Activity, territory: Territory) -> dict[str, float]:
    """Beginner, experienced and mean pay (SAL1, SAL2, SAL3), euros per month."""
    draw = Draw(seed, "pay", territory.kind, territory.code, activity.code)
    mean = activity.pay * (1.05 + 0.2 * draw.share())
    factors = {"SAL1": 0.82, "SAL2": 1.18, "SAL3": 1.0}
    return {code: float(round(mean * factor, -1)) for code, factor in factors.items()}
