"""What the database knows of a few towns, and what is offered there."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, TypeVar

import orjson
from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Select,
    Table,
    bindparam,
    case,
    func,
    literal,
    select,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from services.cities import tables
from shared.events import rows
from shared.events.importer import Source, SourceRef, source_ref
from shared.events.rows import Row
from shared.json_rows import rows_of

RowT = TypeVar("RowT", bound=Row)


@dataclass(frozen=True, slots=True)
class EquipmentCount:
    """How many of one type a town has; label and theme are None when the type is not described."""

    code_insee: str
    typequ: str
    label: str | None
    theme: str | None
    total: int


@dataclass(frozen=True, slots=True)
class OfferCount:
    """Offers for all occupations, and for the one that was asked (None when nothing is known of it)."""

    count: int
    occupation_count: int | None


@dataclass(frozen=True, slots=True)
class TownRows:
    """The rows of one town; None or empty is unknown."""

    commune: rows.Commune | None = None
    typical_rent: rows.TypicalRent | None = None
    price: rows.Price | None = None
    social_housing: rows.SocialHousing | None = None
    zoning_abc: rows.ZoningAbc | None = None
    zoning_tlv: rows.ZoningTlv | None = None
    rents: Sequence[rows.Rent] = ()
    equipment: Sequence[EquipmentCount] = ()
    offers: OfferCount | None = None


@dataclass(frozen=True, slots=True)
class Details:
    """Rows by code, offers by bassin, and the sources of the datasets in use: one snapshot."""

    towns: Mapping[str, TownRows]
    bassin_offers: Mapping[str, OfferCount]
    sources: Mapping[str, SourceRef]


# What a town has one row of: the field of TownRows, its table, its rows.
_SINGLE: dict[str, tuple[Table, type[Row]]] = {
    "commune": (tables.communes, rows.Commune),
    "typical_rent": (tables.typical_rents, rows.TypicalRent),
    "price": (tables.prices, rows.Price),
    "social_housing": (tables.social_housing, rows.SocialHousing),
    "zoning_abc": (tables.zoning_abc, rows.ZoningAbc),
    "zoning_tlv": (tables.zoning_tlv, rows.ZoningTlv),
}


async def find_details(
    connection: AsyncConnection, codes: Collection[str], bassins: Collection[str], code_rome: str | None
) -> Details:
    """What is known of the communes, and what is offered there and in the bassins."""
    values = {"commune": list(codes), "bassin": list(bassins), "code_rome": code_rome}
    found: dict[str, dict[str, list[Any]]] = defaultdict(dict)
    for part, code, text in await connection.execute(_statement(), values):
        found[part][code] = orjson.loads(text)
    return Details(
        towns={code: _town(found, code) for code in codes},
        bassin_offers={code: OfferCount(*count) for code, (count,) in found["bassin"].items()},
        sources={
            name: source_ref(name, Source.model_validate(source))
            for name, ((source,),) in found["sources"].items()
        },
    )


def _town(found: Mapping[str, Mapping[str, list[Any]]], code: str) -> TownRows:
    parts = {part: sorted(of_code[code]) for part, of_code in found.items() if code in of_code}
    single: dict[str, Any] = {
        field: _model(table, model, parts[field][0])
        for field, (table, model) in _SINGLE.items()
        if field in parts
    }
    return TownRows(
        **single,
        rents=[_model(tables.rents, rows.Rent, row) for row in parts.get("rents", ())],
        equipment=[EquipmentCount(code, *row) for row in parts.get("equipment", ())],
        offers=next((OfferCount(*count) for count in parts.get("offers", ())), None),
    )


def _model(table: Table, model: type[RowT], row: Sequence[Any]) -> RowT:
    return model.model_validate(dict(zip(table.columns.keys(), row, strict=True)))


@cache
def _statement() -> CompoundSelect[Any]:
    """Rows of (part, code, JSON array of rows). One statement: each costs most of a millisecond."""
    single = {field: table for field, (table, _) in _SINGLE.items()}
    return union_all(
        *(_rows_by_code(field, table) for field, table in (single | {"rents": tables.rents}).items()),
        _equipment(),
        _offers("offers", "commune"),
        _offers("bassin", "bassin"),
        _sources(),
    )


def _rows_by_code(part: str, table: Table) -> Select[Any]:
    code = table.c.code_insee
    return _select(part, code, rows_of(table.columns)).where(code.in_(_several("commune"))).group_by(code)


def _equipment() -> Select[Any]:
    counts, types = tables.equipment.c, tables.equipment_types.c
    columns = (counts.typequ, types.label, types.theme, counts.total)
    return (
        _select("equipment", counts.code_insee, rows_of(columns))
        .outerjoin(tables.equipment_types, types.typequ == counts.typequ)
        .where(counts.code_insee.in_(_several("commune")))
        .group_by(counts.code_insee)
    )


def _offers(part: str, level: Literal["commune", "bassin"]) -> Select[Any]:
    """One row: all offers, and those for `code_rome`."""
    offers = tables.offers.c
    asked = func.sum(case((offers.code_rome == bindparam("code_rome"), offers.offers)))
    count = func.json_array(func.json_array(func.sum(offers.offers), asked))
    return (
        _select(part, offers.code, count)
        .where(offers.level == level, offers.code.in_(_several(level)))
        .group_by(offers.code)
    )


def _sources() -> Select[Any]:
    datasets = tables.SYNC.datasets.c
    source = rows_of([datasets.source])
    return _select("sources", datasets.dataset, source).where(datasets.version > 0).group_by(datasets.dataset)


def _select(part: str, code: ColumnElement[str], found: ColumnElement[str]) -> Select[Any]:
    return select(literal(part, literal_execute=True), code, found)


def _several(name: str) -> BindParameter[Any]:
    return bindparam(name, expanding=True)
