"""What the database knows of a few towns, and what is offered there."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args

from sqlalchemy import BindParameter, Select, Table, and_, bindparam, case, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.cities import tables
from services.cities.queries.rows import find_rows
from shared.events import rows
from shared.events.rows import Row

Level = Literal["commune", "bassin"]


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


# What a town has one row of: the field of TownRows, its table, its rows. The commune leads.
_SINGLE: dict[str, tuple[Table, type[Row]]] = {
    "commune": (tables.communes, rows.Commune),
    "typical_rent": (tables.typical_rents, rows.TypicalRent),
    "price": (tables.prices, rows.Price),
    "social_housing": (tables.social_housing, rows.SocialHousing),
    "zoning_abc": (tables.zoning_abc, rows.ZoningAbc),
    "zoning_tlv": (tables.zoning_tlv, rows.ZoningTlv),
}


async def find_towns(
    connection: AsyncConnection, codes: Collection[str], offers: Mapping[tuple[Level, str], OfferCount]
) -> dict[str, TownRows]:
    """The rows of each code, with its offers among those found; the connection holds the snapshot."""
    single = await _find_single(connection, codes)
    rents = await _find_rents(connection, codes)
    equipment = await _find_equipment(connection, codes)
    return {
        code: TownRows(
            **single.get(code, {}),
            rents=[rent for rent in rents if rent.code_insee == code],
            equipment=[count for count in equipment if count.code_insee == code],
            offers=offers.get(("commune", code)),
        )
        for code in codes
    }


async def find_offers(
    connection: AsyncConnection, codes: Mapping[Level, Collection[str]], code_rome: str | None
) -> dict[tuple[Level, str], OfferCount]:
    """(level, code) -> offers, for the communes and bassins that any are known of."""
    wanted = {level: list(codes.get(level, ())) for level in get_args(Level)}
    found = await connection.execute(_offers_statement(), {"code_rome": code_rome, **wanted})
    return {
        (level, code): OfferCount(int(count), None if one is None else int(one))
        for level, code, count, one in found
    }


# A sheet is read often: what SQLAlchemy would put together for each is put together once.


@cache
def _offers_statement() -> Select[Any]:
    """Of the codes in `commune` and in `bassin`; the last column counts those for `code_rome`."""
    offers = tables.offers.c
    wanted = [and_(offers.level == level, offers.code.in_(_several(level))) for level in get_args(Level)]
    asked = func.sum(case((offers.code_rome == bindparam("code_rome"), offers.offers)))
    return (
        select(offers.level, offers.code, func.sum(offers.offers), asked)
        .where(or_(*wanted))
        .group_by(offers.level, offers.code)
    )


@cache
def _single_statement() -> Select[Any]:
    """One rather than one per table: a sheet is read in few round trips."""
    key = tables.communes.c.code_insee
    joined: Any = tables.communes
    for table, _ in list(_SINGLE.values())[1:]:
        joined = joined.outerjoin(table, table.c.code_insee == key)
    columns = [
        column.label(f"{field}.{column.name}")
        for field, (table, _) in _SINGLE.items()
        for column in table.columns
    ]
    return select(*columns).select_from(joined).where(key.in_(_several("codes")))


@cache
def _rents_statement() -> Select[Any]:
    rents = tables.rents
    return select(rents).where(rents.c.code_insee.in_(_several("codes"))).order_by(*rents.primary_key)


@cache
def _equipment_statement() -> Select[Any]:
    counts, types = tables.equipment, tables.equipment_types
    return (
        select(counts.c.code_insee, counts.c.typequ, types.c.label, types.c.theme, counts.c.total)
        .outerjoin(types, types.c.typequ == counts.c.typequ)
        .where(counts.c.code_insee.in_(_several("codes")))
        .order_by(counts.c.code_insee, counts.c.typequ)
    )


def _several(name: str) -> BindParameter[Any]:
    return bindparam(name, expanding=True)


async def _find_single(connection: AsyncConnection, codes: Collection[str]) -> dict[str, dict[str, Any]]:
    found = await connection.execute(_single_statement(), {"codes": list(codes)})
    return {row["commune.code_insee"]: _split(row) for row in found.mappings()}


def _split(joined: Mapping[Any, Any]) -> dict[str, Row]:
    return {
        field: model.model_validate({name: joined[f"{field}.{name}"] for name in model.model_fields})
        for field, (_, model) in _SINGLE.items()
        if joined[f"{field}.code_insee"] is not None
    }


async def _find_rents(connection: AsyncConnection, codes: Collection[str]) -> list[rows.Rent]:
    return await find_rows(connection, rows.Rent, _rents_statement(), codes=list(codes))


async def _find_equipment(connection: AsyncConnection, codes: Collection[str]) -> list[EquipmentCount]:
    found = await connection.execute(_equipment_statement(), {"codes": list(codes)})
    return [EquipmentCount(*row) for row in found]
