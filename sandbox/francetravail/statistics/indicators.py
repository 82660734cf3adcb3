"""What each statistical resource tells: its indicator, its periods, its nomenclature."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from sandbox.francetravail.tables import read_own_json


@dataclass(frozen=True)
class Indicator:
    """`nomenclature` maps codes to labels; `base` is people per period and inhabitant, all occupations."""

    resource: str
    code: str
    family: str
    label: str
    period: str
    nomenclature_kind: str
    nomenclature: Mapping[str, str]
    base: float


MARKET_ROOT = "/partenaire/stats-offres-demandes-emploi/v1"
ACCESS_ROOT = "/partenaire/stats-perspectives-retour-emploi/v1"
ROOTS = (MARKET_ROOT, ACCESS_ROOT)


@lru_cache(maxsize=1)
def read_indicators() -> Mapping[str, Indicator]:
    """By code; from data/indicators.json."""
    return {row["code"]: Indicator(**row) for row in read_own_json("indicators")}


def find_indicators(path: str) -> list[Indicator]:
    """Those that the API of this path tells: access to employment, or all the others."""
    of_access = path.startswith(ACCESS_ROOT)
    return [one for one in read_indicators().values() if (one.code == "ACC_1") == of_access]
