"""Marché du travail and Accès à l'emploi: the indicators of France Travail."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from services.jobs.clients.market_records import (
    Line,
    choose_line,
    is_market_answer,
    read_count,
    read_indicator,
    read_pay,
    read_rate,
    read_tension,
    tell,
)
from services.jobs.clients.market_source import Ask, Cell, MarketSource, Told, V, adapter_of
from services.jobs.proxy.resources import Answer, Fetched, Request, Resource
from services.jobs.schemas.labour_market import (
    CountValue,
    FigureSource,
    PayValue,
    RateValue,
    TensionValue,
)
from services.jobs.upstream_settings import Lifetime, Lifetimes
from services.jobs.visits import Visit

MARKET, ACCESS = "marche-du-travail", "acces-emploi"
_TITLES = {MARKET: "Marché du travail", ACCESS: "Accès à l'emploi des demandeurs d'emploi"}
_QUARTER, _YEAR = "TRIMESTRE", "ANNEE"
_TERRITORIES = {"bassin": "BASBMO", "departement": "DEP", "region": "REG"}
_ALL = "CUMUL"


@dataclass(frozen=True, slots=True)
class _Indicator:
    """Where an indicator is, and the entries of its nomenclature that we want, the best first."""

    api: str
    resource: str
    code: str
    period: str
    nomenclature: str
    preferred: tuple[str, ...] = ()

    @property
    def source(self) -> FigureSource:
        return FigureSource(
            producer="France Travail", title=_TITLES[self.api], indicator=self.code, label=None
        )


_JOB_SEEKERS = _Indicator(MARKET, "stat-demandeurs", "DE_1", _QUARTER, "CATCAND", ("ABC", "A"))
_OFFERS = _Indicator(MARKET, "stat-offres", "OFF_1", _QUARTER, "ORIGINEOFF", ("TOFF", "PE"))
_HIRES = _Indicator(MARKET, "stat-embauches", "EMB_1", _QUARTER, "CATCANDxDUREEEMP", ("ABC-SUP1M", "A-SUP1M"))
_TENSION = _Indicator(
    MARKET, "stat-perspective-employeur", "PERSP_2", _YEAR, "TYPE_TENSION", ("PERSPECTIVE",)
)
_RATE = _Indicator(ACCESS, "stat-acces-emploi", "ACC_1", _QUARTER, "DUREEEMP", ("SUP1M",))
_PAY = _Indicator(MARKET, "salaire-rome-fap", "SAL_3", _YEAR, "")

Read = Callable[[Sequence[Line], Line], V | None]


def open_labour_market(lifetimes: Lifetimes) -> MarketSource:
    """The indicators as a source of figures."""
    life = lifetimes.labour_market
    return MarketSource(
        all_occupations=True,
        pay=_asking(_PAY, life, Told[PayValue], lambda lines, _: read_pay(lines), _pay_request),
        tension=_asking(_TENSION, life, Told[TensionValue], read_tension),
        hiring_rate=_asking(_RATE, life, Told[RateValue], lambda _, line: read_rate(line)),
        job_seekers=_asking(_JOB_SEEKERS, life, Told[CountValue], lambda _, line: read_count(line)),
        offers=_asking(_OFFERS, life, Told[CountValue], lambda _, line: read_count(line)),
        hires=_asking(_HIRES, life, Told[CountValue], lambda _, line: read_count(line)),
    )


def _indicator_request(indicator: _Indicator, cell: Cell) -> Request:
    kind, code = ("ROME", cell.rome) if cell.rome else (_ALL, _ALL)
    body: dict[str, Any] = {
        "codeTypeTerritoire": _TERRITORIES[cell.territory.level],
        "codeTerritoire": cell.territory.code,
        "codeTypeActivite": kind,
        "codeActivite": code,
        "codeTypePeriode": indicator.period,
        "codeTypeNomenclature": indicator.nomenclature,
        "dernierePeriode": True,
        "sansCaracteristiques": True,
    }
    return Request("POST", ("indicateur", indicator.resource), json=body)


def _pay_request(indicator: _Indicator, cell: Cell) -> Request:
    if cell.rome is None:
        raise ValueError("pay is told by occupation only")
    territory = (_TERRITORIES[cell.territory.level], cell.territory.code)
    return Request("GET", ("indicateur", indicator.resource, *territory), params=(("codeRome", cell.rome),))


def _asking(
    indicator: _Indicator,
    life: Lifetime,
    told: type[Told[V]],
    read: Read[V],
    compose: Callable[[_Indicator, Cell], Request] = _indicator_request,
) -> Ask[V]:
    """How the indicator is asked for a cell; `read` makes a value of the lines and of the one we want."""

    def parse(answer: Answer) -> Told[V] | None:
        found = read_indicator(answer)
        line = choose_line(found.latest, indicator.preferred) if found else None
        value = read(found.latest, line) if found and line else None
        return tell(told, found, line, indicator.source, value) if found and line and value else None

    resource: Resource[Told[V] | None] = Resource(
        indicator.resource, indicator.api, life, parse, adapter_of(told), is_market_answer
    )

    async def ask(visit: Visit, cell: Cell) -> Fetched[Told[V] | None]:
        return await visit.fetch(resource, compose(indicator, cell))

    return ask
