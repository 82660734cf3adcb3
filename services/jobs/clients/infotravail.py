"""Info travail v1: the source of figures that the indicators have replaced. A CKAN: every value is a text.

It is asked in SQL: nothing goes into a statement but codes that have the shape of codes.
"""

import re
from collections.abc import Callable, Sequence

from pydantic import BaseModel, Field

from services.jobs.clients.market_source import Ask, Cell, MarketSource, Told, V, adapter_of
from services.jobs.clients.pcs import PcsClient
from services.jobs.proxy.resources import Answer, Fetched, Request, Resource
from services.jobs.schemas.labour_market import (
    CountValue,
    FamilyPay,
    FigurePeriod,
    FigureSource,
    PayValue,
    TensionValue,
)
from services.jobs.upstream_settings import Lifetimes
from services.jobs.visits import Visit

API = "infotravail"
_PAY_TABLE = "d9090eaf-65cd-41cb-816f-7249897a3e51"
_MARKET_TABLE = "266f691f-bce8-4443-808e-8e5aa125cf17"
_AREAS = {"bassin": "B", "departement": "D", "region": "R"}
_CODE = re.compile(r"[0-9A-Za-z]{1,8}")
_PERIOD = FigurePeriod(code=None, label="période non indiquée par la source")

Row = dict[str, str | None]
Read = Callable[[Sequence[Row]], V | None]


class _Result(BaseModel):
    records: list[Row] = Field(default_factory=list)


class _Envelope(BaseModel):
    success: bool
    result: _Result


def open_infotravail(lifetimes: Lifetimes, pcs: PcsClient) -> MarketSource:
    """The two tables as a source of figures; pay is told by PCS, which `pcs` gives for an occupation."""
    return MarketSource(
        all_occupations=False,
        pay=_asking_pay(lifetimes, pcs),
        tension=_asking_market(lifetimes, "tension", Told[TensionValue], _read_tension),
        hiring_rate=None,
        job_seekers=_asking_market(
            lifetimes, "job-seekers", Told[CountValue], _counting("NB_APPLICATION_END_MONTH")
        ),
        offers=_asking_market(lifetimes, "offers", Told[CountValue], _counting("NB_OFFER_END_MONTH")),
        hires=None,
    )


def _asking_market(lifetimes: Lifetimes, figure: str, told: type[Told[V]], read: Read[V]) -> Ask[V]:
    resource = _resource(lifetimes, figure, told, read)

    async def ask(visit: Visit, cell: Cell) -> Fetched[Told[V] | None]:
        where = {"ROME_PROFESSION_CARD_CODE": [_known(cell.rome)]}
        return await visit.fetch(resource, select(_MARKET_TABLE, cell, where))

    return ask


def _asking_pay(lifetimes: Lifetimes, pcs: PcsClient) -> Ask[PayValue]:
    resource = _resource(lifetimes, "pay", Told[PayValue], _read_pay)

    async def ask(visit: Visit, cell: Cell) -> Fetched[Told[PayValue] | None]:
        codes = await pcs.get_codes(visit, _known(cell.rome))
        if not codes.value:
            return Fetched(None, codes.stale, codes.age_seconds, codes.fetched_at)
        return await visit.fetch(resource, select(_PAY_TABLE, cell, {"PCS_PROFESSION_CODE": codes.value}))

    return ask


def _known(rome: str | None) -> str:
    if rome is None:
        raise ValueError("infotravail tells nothing of all occupations together")
    return rome


def _resource(
    lifetimes: Lifetimes, figure: str, told: type[Told[V]], read: Read[V]
) -> Resource[Told[V] | None]:
    def parse(answer: Answer) -> Told[V] | None:
        rows = _Envelope.model_validate_json(answer.body).result.records
        value = read(rows)
        if value is None:
            return None
        source = FigureSource(producer="Pôle emploi", title="Info travail", indicator=figure, label=None)
        return told(
            value=value, source=source, period=_PERIOD, territory=rows[0].get("AREA_NAME"), updated_at=None
        )

    return Resource(f"infotravail-{figure}", API, lifetimes.labour_market, parse, adapter_of(told))


def select(table: str, cell: Cell, where: dict[str, list[str]]) -> Request:
    """The rows of a table for a territory; ValueError when a code is none."""
    conditions = {
        "AREA_TYPE_CODE": [_AREAS[cell.territory.level]],
        "AREA_CODE": [cell.territory.code],
        **where,
    }
    clauses = " AND ".join(f'"{name}" IN ({_quote(codes)})' for name, codes in conditions.items())
    sql = f'SELECT * FROM "{table}" WHERE {clauses}'  # noqa: S608  # see _quote
    return Request("GET", ("datastore_search_sql",), params=(("sql", sql),))


def _quote(codes: Sequence[str]) -> str:
    for code in codes:
        if not _CODE.fullmatch(code):
            raise ValueError(f"{code!r} is not a code")
    return ", ".join(f"'{code}'" for code in sorted(codes))


def _number(row: Row, name: str) -> float | None:
    """Negative numbers (-2) say that there is none."""
    try:
        number = float(row.get(name) or "")
    except ValueError:
        return None
    return number if number >= 0 else None


def _counting(column: str) -> Read[CountValue]:
    def read(rows: Sequence[Row]) -> CountValue | None:
        counts = [count for row in rows if (count := _number(row, column)) is not None]
        return CountValue(count=round(sum(counts)), label="en fin de mois") if counts else None

    return read


def _read_tension(rows: Sequence[Row]) -> TensionValue | None:
    ratios = [ratio for row in rows if (ratio := _number(row, "TENSION_RATIO")) is not None]
    if not ratios:
        return None
    return TensionValue(level=None, label=None, factors=[], offers_per_10_seekers=max(ratios))


def _read_pay(rows: Sequence[Row]) -> PayValue | None:
    """Of all ages, by profession."""
    families = [family for code in _professions(rows) if (family := _read_family(code, rows)) is not None]
    if not families:
        return None
    return PayValue(
        low=min((one.beginner for one in families if one.beginner is not None), default=None),
        high=max((one.experienced for one in families if one.experienced is not None), default=None),
        mean=None,
        families=families,
    )


def _professions(rows: Sequence[Row]) -> list[str]:
    return list(dict.fromkeys(code for row in rows if (code := row.get("PCS_PROFESSION_CODE"))))


def _read_family(code: str, rows: Sequence[Row]) -> FamilyPay | None:
    own = [row for row in rows if row.get("PCS_PROFESSION_CODE") == code]
    lows = [euros for row in own if (euros := _number(row, "MINIMUM_SALARY")) is not None]
    highs = [euros for row in own if (euros := _number(row, "MAXIMUM_SALARY")) is not None]
    if not lows and not highs:
        return None
    return FamilyPay(
        code=code,
        label=own[0].get("PCS_PROFESSION_NAME"),
        beginner=min(lows, default=None),
        experienced=max(highs, default=None),
        mean=None,
    )
