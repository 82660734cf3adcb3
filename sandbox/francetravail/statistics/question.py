"""What a client asks of an indicator: read from the body of a POST, or refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sandbox.francetravail.statistics.activities import Activity, get_activity
from sandbox.francetravail.statistics.answers import NoDataError, RefusedError
from sandbox.francetravail.statistics.indicators import Indicator
from sandbox.francetravail.statistics.periods import Period, list_periods
from sandbox.francetravail.statistics.territories import Territory
from sandbox.francetravail.world import World

_REQUIRED = ("codeTypeTerritoire", "codeTerritoire", "codeTypeActivite", "codeActivite", "codeTypePeriode")


Characteristics = list[tuple[str, str]] | None
"""Those wanted, by type and code; None: all of them."""


@dataclass(frozen=True)
class Question:
    territory: Territory
    activity: Activity
    nomenclature: list[str]
    periods: list[Period]
    characteristics: Characteristics


def read_question(
    body: Mapping[str, Any],
    indicator: Indicator,
    world: World,
    today: date,
    unknown_status: Literal[400, 500],
) -> Question:
    """RefusedError when the question is wrong, NoDataError when the indicator has nothing of the kind."""
    for name in _REQUIRED:
        if not isinstance(body.get(name), str) or not body[name]:
            raise RefusedError(f"Le paramètre {name} est obligatoire.")
    kind = body.get("codeTypeNomenclature", indicator.nomenclature_kind)
    if body["codeTypePeriode"] != indicator.period or kind != indicator.nomenclature_kind:
        raise NoDataError(indicator)
    return Question(
        territory=find_territory(body["codeTypeTerritoire"], body["codeTerritoire"], world, unknown_status),
        activity=find_activity(body["codeTypeActivite"], body["codeActivite"], world),
        nomenclature=_keep(body, "listeCodeNomenclature", list(indicator.nomenclature), indicator),
        periods=_periods(body, indicator, today),
        characteristics=_characteristics(body),
    )


def find_territory(kind: str, code: str, world: World, unknown_status: Literal[400, 500] = 400) -> Territory:
    territory = world.territories.by_key.get((kind, code))
    if territory is None:
        raise RefusedError(f"Le territoire {kind} {code} est inconnu.", unknown_status)
    return territory


def find_activity(kind: str, code: str, world: World) -> Activity:
    activity = get_activity(kind, code, world)
    if activity is None:
        raise RefusedError(f"L'activité {kind} {code} est inconnue.")
    return activity


def _keep(body: Mapping[str, Any], name: str, known: list[str], indicator: Indicator) -> list[str]:
    """Those of the known codes that the body lists; all of them when it lists none."""
    listed = body.get(name) or known
    kept = [code for code in known if code in listed]
    if not kept:
        raise NoDataError(indicator)
    return kept


def _periods(body: Mapping[str, Any], indicator: Indicator, today: date) -> list[Period]:
    periods = list_periods(indicator.period, today)
    if body.get("dernierePeriode") is True:
        return periods[:1]
    kept = _keep(body, "listeCodePeriode", [one.code for one in periods], indicator)
    return [one for one in periods if one.code in kept]


def _characteristics(body: Mapping[str, Any]) -> Characteristics:
    if body.get("sansCaracteristiques") is True:
        return []
    listed = body.get("listeCaracteristiques")
    if not isinstance(listed, list):
        return None
    return [(one.get("codeTypeCaracteristique"), one.get("codeCaracteristique")) for one in listed]
