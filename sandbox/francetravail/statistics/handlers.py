"""Marché du travail and Accès à l'emploi over HTTP: the indicators."""

import json
from typing import Any

from aiohttp import web

from sandbox.francetravail.state import SANDBOX, Sandbox
from sandbox.francetravail.statistics import references
from sandbox.francetravail.statistics.answers import (
    NoDataError,
    RefusedError,
    answer,
    answer_no_data,
    answer_refusal,
)
from sandbox.francetravail.statistics.characteristics import list_characteristics
from sandbox.francetravail.statistics.figures import Cell, Figures, draw_figures, is_told
from sandbox.francetravail.statistics.indicators import ROOTS, Indicator, find_indicators
from sandbox.francetravail.statistics.pay import ROUTES as PAY_ROUTES
from sandbox.francetravail.statistics.periods import Period
from sandbox.francetravail.statistics.question import Characteristics, read_question


async def tell(request: web.Request) -> web.Response:
    """POST /v1/indicateur/{resource}"""
    resource = request.match_info["resource"]
    indicator = next((one for one in find_indicators(request.path) if one.resource == resource), None)
    if indicator is None:
        raise web.HTTPNotFound
    text = await request.text()
    try:
        content = _tell(_read_body(text), indicator, request.app[SANDBOX])
    except NoDataError:
        return answer_no_data(request, indicator, text)
    except RefusedError as refused:
        return answer_refusal(request, refused)
    return answer(request, content, root="IndicateurRetour")


def _read_body(text: str) -> dict[str, Any]:
    try:
        body = json.loads(text)
    except json.JSONDecodeError:
        raise RefusedError("Le corps de la requête est mal formé.") from None
    if not isinstance(body, dict):
        raise RefusedError("Le corps de la requête est mal formé.")
    return body


def _tell(body: dict[str, Any], indicator: Indicator, sandbox: Sandbox) -> dict[str, Any]:
    today = sandbox.clock.now().date()
    question = read_question(body, indicator, sandbox.world, today, sandbox.switches.unknown_territory)
    if indicator.code == "SAL_3":
        return {"codeIndicateur": indicator.code}
    cell = Cell(indicator, question.territory, question.activity)
    if not is_told(cell):
        raise NoDataError(indicator)
    return {
        "datMaj": _stamp(question.periods[0]),
        "codeIndicateur": indicator.code,
        "codeFamille": indicator.family,
        "libIndicateur": indicator.label,
        "libTerritoire": question.territory.label,
        "listeValeursParPeriode": [
            _line(cell, question.characteristics, code, period, sandbox)
            for period in question.periods
            for code in question.nomenclature
        ],
    }


def _line(
    cell: Cell, characteristics: Characteristics, code: str, period: Period, sandbox: Sandbox
) -> dict[str, Any]:
    indicator, territory, activity = cell.indicator, cell.territory, cell.activity
    figures = draw_figures(sandbox.world.seed, cell, code, period)
    if indicator.code == "ACC_1":
        _blur_rate(figures, sandbox.switches.access_rate)
    line = {
        "datMaj": _stamp(period),
        "codeTypeTerritoire": territory.kind,
        "codeTerritoire": territory.code,
        "libTerritoire": territory.label,
        "codeTypeActivite": activity.kind,
        "codeActivite": activity.code,
        "libActivite": activity.label,
        "codeNomenclature": code,
        "libNomenclature": indicator.nomenclature[code],
        "codeTypePeriode": period.kind,
        "codePeriode": period.code,
        "libPeriode": period.label,
        **figures,
    }
    if characteristics != [] and "valeurPrincipaleNombre" in figures:
        total = figures["valeurPrincipaleNombre"]
        line["listeValeurParCaract"] = list_characteristics(total, characteristics)
    return line


def _blur_rate(figures: Figures, mode: str) -> None:
    """The rate of access is sometimes null, sometimes not there."""
    if mode == "null":
        figures["valeurSecondaireTaux"] = None
    elif mode == "absent":
        del figures["valeurSecondaireTaux"]


def _stamp(period: Period) -> str:
    return period.published.isoformat(timespec="milliseconds")


ROUTES = (
    *(web.post(f"{root}/indicateur/{{resource}}", tell) for root in ROOTS),
    *PAY_ROUTES,
    *references.ROUTES,
)
