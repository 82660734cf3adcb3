"""GET salaire-rome-fap: the pay of an occupation, told for its professional families (FAP)."""

from typing import Any

from aiohttp import web

from sandbox.francetravail.state import SANDBOX, Sandbox
from sandbox.francetravail.statistics.activities import Activity
from sandbox.francetravail.statistics.answers import (
    NoDataError,
    RefusedError,
    answer,
    answer_no_data,
    answer_refusal,
)
from sandbox.francetravail.statistics.figures import draw_pay
from sandbox.francetravail.statistics.indicators import MARKET_ROOT, Indicator, read_indicators
from sandbox.francetravail.statistics.periods import YEAR, Period, list_periods
from sandbox.francetravail.statistics.question import find_activity, find_territory
from sandbox.francetravail.statistics.territories import Territory
from sandbox.francetravail.world import World

_PATH = f"{MARKET_ROOT}/indicateur/salaire-rome-fap/{{kind}}/{{code}}"
_TOLD = {"NAT", "REG", "DEP"}


async def tell_pay(request: web.Request) -> web.Response:
    """Without codeRome, of every FAP."""
    indicator = read_indicators()["SAL_3"]
    try:
        return answer(request, _tell(request, indicator, request.app[SANDBOX]), root="IndicateurRetour")
    except NoDataError:
        return answer_no_data(request, indicator, request.path_qs)
    except RefusedError as refused:
        return answer_refusal(request, refused)


def _tell(request: web.Request, indicator: Indicator, sandbox: Sandbox) -> dict[str, Any]:
    kind, code = request.match_info["kind"], request.match_info["code"]
    territory = find_territory(kind, code, sandbox.world, sandbox.switches.unknown_territory)
    families = _families(request.query.get("codeRome"), sandbox.world)
    if territory.kind not in _TOLD or not families:
        raise NoDataError(indicator)
    period = list_periods(YEAR, sandbox.clock.now().date())[0]
    return {
        "codeIndicateur": indicator.code,
        "libIndicateur": indicator.label,
        sandbox.switches.salary_envelope: [
            _line(family, activity, territory, period, sandbox.world.seed)
            for family, activity in families.items()
        ],
    }


def _families(code_rome: str | None, world: World) -> dict[str, Activity]:
    """Each FAP, with an occupation that is part of it."""
    if code_rome is not None:
        activity = find_activity("ROME", code_rome, world)
        return dict.fromkeys(world.fap.get(code_rome, []), activity)
    return {
        family: find_activity("ROME", code, world)
        for code, families in sorted(world.fap.items(), reverse=True)
        if code in world.occupations.position
        for family in families
    }


def _line(family: str, activity: Activity, territory: Territory, period: Period, seed: int) -> dict[str, Any]:
    pay = draw_pay(seed, activity, territory)
    return {
        "datMaj": period.published.isoformat(timespec="milliseconds"),
        "codeTypeTerritoire": territory.kind,
        "codeTerritoire": territory.code,
        "libTerritoire": territory.label,
        "codeTypeActivite": "FAP",
        "codeActivite": family,
        "libActivite": activity.label,
        "codeTypePeriode": period.kind,
        "codePeriode": period.code,
        "libPeriode": period.label,
        "salaireValeurMontant": [
            {"codeNomenclature": code, "valeurPrincipaleMontant": euros} for code, euros in pay.items()
        ],
    }


ROUTES = (web.get(_PATH, tell_pay),)
