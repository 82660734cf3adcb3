"""The rows that searches are answered from, in one snapshot."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, Table, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.cities import tables
from shared.sync.queries import find_states

# A rebuild shares the event loop with requests: rows are decoded a few milliseconds' worth at a time.
_IN_PARTS = {"yield_per": 500}

INDEXED = (
    "regions",
    "former-regions",
    "departements",
    "cities",
    "bassins",
    "rents",
    "typical-rents",
    "offers",
)


@dataclass(frozen=True, slots=True)
class IndexRows:
    """Rows have the fields of shared/events/rows.py; lists are ordered by key.

    `bassin_of`: code_insee -> bassin; `bassin_names`: bassin -> name; `apartment_rents` (all apartments):
    code_insee -> euros per m2; `offers`: (level, code, code_rome, offers);
    `datasets`: dataset -> its state in use (version, applied_at, rows, source), for INDEXED ones only.
    """

    communes: list[dict[str, Any]]
    regions: list[dict[str, Any]]
    former_regions: list[dict[str, Any]]
    departements: list[dict[str, Any]]
    bassin_of: dict[str, str]
    bassin_names: dict[str, str]
    apartment_rents: dict[str, float]
    typical_rents: list[dict[str, Any]]
    offers: list[tuple[str, str, str, int]]
    datasets: dict[str, dict[str, Any]]


async def load_index(connection: AsyncConnection) -> IndexRows:
    """Everything that searches need; the connection holds the snapshot."""
    bassins, rents, offers = tables.bassin_communes.c, tables.rents.c, tables.offers.c
    names = select(bassins.bassin, func.min(bassins.bassin_name)).group_by(bassins.bassin)
    apartments = select(rents.code_insee, rents.rent_m2).where(rents.dwelling == "apartment")
    offered = select(offers.level, offers.code, offers.code_rome, offers.offers)
    return IndexRows(
        communes=await _rows(connection, tables.communes),
        regions=await _rows(connection, tables.regions),
        former_regions=await _rows(connection, tables.former_regions),
        departements=await _rows(connection, tables.departements),
        bassin_of=dict(await read_in_parts(connection, select(bassins.code_insee, bassins.bassin))),
        bassin_names=dict(await read_in_parts(connection, names)),
        apartment_rents=dict(await read_in_parts(connection, apartments)),
        typical_rents=await _rows(connection, tables.typical_rents),
        offers=await read_in_parts(connection, offered.order_by(*tables.offers.primary_key)),
        datasets=await find_states(connection, tables.SYNC, INDEXED),
    )


async def _rows(connection: AsyncConnection, table: Table) -> list[dict[str, Any]]:
    statement = select(table).order_by(*table.primary_key)
    result = await connection.stream(statement, execution_options=_IN_PARTS)
    names = list(result.keys())
    return [dict(zip(names, row, strict=True)) async for part in result.partitions() for row in part]


async def read_in_parts(connection: AsyncConnection, statement: Select[Any]) -> list[Any]:
    """Rows as tuples."""
    result = await connection.stream(statement, execution_options=_IN_PARTS)
    return [tuple(row) async for part in result.partitions() for row in part]
