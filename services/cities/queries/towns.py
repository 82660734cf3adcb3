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
from shared.json_rows import row_of, rows_of

RowT = TypeVar("RowT", bound=Row)


@dataclass(frozen=True, slots=True)
class EquipmentCount:
    """How many of one type a town has."""

    code_insee: str
    typequ: str
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
    found: dict[str, list[list[Any]]] = defaultdict(list)
    for part, text in await connection.execute(_statement(), values):
        row = orjson.loads(text or "[]")
        found[part] += row if part == "equipment" else [row]
    return Details(
        towns={code: _town(found, code) for code in codes},
        bassin_offers={code: OfferCount(*count) for code, *count in found["bassin"]},
        sources={name: source_ref(name, Source.model_validate(one)) for name, one in found["sources"]},
    )


def _town(found: Mapping[str, list[list[Any]]], code: str) -> TownRows:
    of_town = {part: [row for row in found_rows if row[0] == code] for part, found_rows in found.items()}
    single: dict[str, Any] = {
        field: _model(table, model, row)
        for field, (table, model) in _SINGLE.items()
        for row in of_town.get(field, ())
    }
    return TownRows(
        **single,
        rents=[_model(tables.rents, rows.Rent, row) for row in sorted(of_town.get("rents", ()))],
        equipment=[EquipmentCount(*row) for row in sorted(of_town.get("equipment", ()))],
        offers=next((OfferCount(*count) for _, *count in of_town.get("offers", ())), None),
    )


def _model(table: Table, model: type[RowT], row: Sequence[Any]) -> RowT:
    return model.model_validate(dict(zip(table.columns.keys(), row, strict=True)))


@cache
def _statement() -> CompoundSelect[Any]:
    """(part, JSON array that begins with a code), for equipment an array of them. One statement: each costs
    most of a millisecond. Aggregates have temporary tables, so those with long texts come row by row."""
    single = {field: table for field, (table, _) in _SINGLE.items()}
    return union_all(
        *(_rows(part, table) for part, table in (single | {"rents": tables.rents}).items()),
        _equipment(),
        _offers("offers", "commune"),
        _offers("bassin", "bassin"),
        _sources(),
    )


def _rows(part: str, table: Table) -> Select[Any]:
    return _select(part, row_of(table.columns)).where(table.c.code_insee.in_(_several("commune")))


def _equipment() -> Select[Any]:
    counts = tables.equipment
    return _select("equipment", rows_of(counts.columns)).where(counts.c.code_insee.in_(_several("commune")))


def _offers(part: str, level: Literal["commune", "bassin"]) -> Select[Any]:
    """Of each place: all offers, and those for `code_rome`."""
    offers = tables.offers.c
    asked = func.sum(case((offers.code_rome == bindparam("code_rome"), offers.offers)))
    count = func.json_array(offers.code, func.sum(offers.offers), asked)
    wanted = (offers.level == level, offers.code.in_(_several(level)))
    return _select(part, count).where(*wanted).group_by(offers.code)


def _sources() -> Select[Any]:
    datasets = tables.SYNC.datasets.c
    return _select("sources", row_of([datasets.dataset, datasets.source])).where(datasets.version > 0)


def _select(part: str, found: ColumnElement[str]) -> Select[Any]:
    return select(literal(part, literal_execute=True), found)


def _several(name: str) -> BindParameter[Any]:
    return bindparam(name, expanding=True)
