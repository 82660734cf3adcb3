"""What the database knows of a few towns, and what is offered there."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from sqlalchemy import Table, case, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.cities import tables
from services.cities.queries.rows import find_rows
from shared.events import rows
from shared.events.rows import Row

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

    commune: rows.Commune | None
    rents: Sequence[rows.Rent]
    typical_rent: rows.TypicalRent | None
    price: rows.Price | None
    social_housing: rows.SocialHousing | None
    zoning_abc: rows.ZoningAbc | None
    zoning_tlv: rows.ZoningTlv | None
    equipment: Sequence[EquipmentCount]
    offers: OfferCount | None


async def find_towns(
    connection: AsyncConnection, codes: Collection[str], code_rome: str | None
) -> dict[str, TownRows]:
    """The rows of each code; the connection holds the snapshot."""
    communes = await _one_each(connection, codes, rows.Commune, tables.communes)
    rents = await _rows_of(connection, codes, rows.Rent, tables.rents)
    typical_rents = await _one_each(connection, codes, rows.TypicalRent, tables.typical_rents)
    prices = await _one_each(connection, codes, rows.Price, tables.prices)
    social_housing = await _one_each(connection, codes, rows.SocialHousing, tables.social_housing)
    zoning_abc = await _one_each(connection, codes, rows.ZoningAbc, tables.zoning_abc)
    zoning_tlv = await _one_each(connection, codes, rows.ZoningTlv, tables.zoning_tlv)
    equipment = await find_equipment(connection, codes)
    offers = await find_offers(connection, "commune", codes, code_rome)
    return {
        code: TownRows(
            commune=communes.get(code),
            rents=[rent for rent in rents if rent.code_insee == code],
            typical_rent=typical_rents.get(code),
            price=prices.get(code),
            social_housing=social_housing.get(code),
            zoning_abc=zoning_abc.get(code),
            zoning_tlv=zoning_tlv.get(code),
            equipment=[count for count in equipment if count.code_insee == code],
            offers=offers.get(code),
        )
        for code in codes
    }


async def find_equipment(connection: AsyncConnection, codes: Collection[str]) -> list[EquipmentCount]:
    """By town and type."""
    counts, types = tables.equipment, tables.equipment_types
    statement = (
        select(counts.c.code_insee, counts.c.typequ, types.c.label, types.c.theme, counts.c.total)
        .outerjoin(types, types.c.typequ == counts.c.typequ)
        .where(counts.c.code_insee.in_(codes))
        .order_by(counts.c.code_insee, counts.c.typequ)
    )
    return [EquipmentCount(*row) for row in await connection.execute(statement)]


async def find_offers(
    connection: AsyncConnection,
    level: Literal["commune", "bassin"],
    codes: Collection[str],
    code_rome: str | None,
) -> dict[str, OfferCount]:
    """Offers by commune or by bassin, for those that any are known of."""
    offers = tables.offers.c
    asked = func.sum(case((offers.code_rome == code_rome, offers.offers)))
    statement = (
        select(offers.code, func.sum(offers.offers), asked)
        .where(offers.level == level, offers.code.in_(codes))
        .group_by(offers.code)
    )
    found = await connection.execute(statement)
    return {code: OfferCount(int(count), None if one is None else int(one)) for code, count, one in found}


async def _rows_of(
    connection: AsyncConnection, codes: Collection[str], model: type[RowT], table: Table
) -> list[RowT]:
    statement = select(table).where(table.c.code_insee.in_(codes)).order_by(*table.primary_key)
    return await find_rows(connection, model, statement)


async def _one_each(
    connection: AsyncConnection, codes: Collection[str], model: type[RowT], table: Table
) -> dict[str, RowT]:
    found: list[Any] = await _rows_of(connection, codes, model, table)
    return {row.code_insee: row for row in found}
