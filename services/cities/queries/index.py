"""The rows that searches are answered from, in one snapshot."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.cities import tables
from services.cities.queries.datasets import find_states

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
    "prices",
    "offers",
)


@dataclass(frozen=True, slots=True)
class IndexRows:
    """Rows have the fields of shared/events/rows.py; lists are ordered by key.

    `bassin_of`: code_insee -> bassin; `bassin_names`: bassin -> name; `apartment_rents` (all apartments) and
    `prices`: code_insee -> euros per m2; `offers`: (level, code, code_rome, offers);
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
    prices: dict[str, float]
    offers: list[tuple[str, str, str, int]]
    datasets: dict[str, dict[str, Any]]


async def load_index(connection: AsyncConnection) -> IndexRows:
    """Everything that searches need; the connection holds the snapshot."""
    bassins, rents, prices, offers = tables.bassin_communes, tables.rents, tables.prices, tables.offers
    belonging = [row async for row in _stream(connection, select(bassins).order_by(bassins.c.code_insee))]
    apartments = select(rents.c.code_insee, rents.c.rent_m2).where(rents.c.dwelling == "apartment")
    offered = select(offers.c.level, offers.c.code, offers.c.code_rome, offers.c.offers)
    return IndexRows(
        communes=await _rows(connection, tables.communes),
        regions=await _rows(connection, tables.regions),
        former_regions=await _rows(connection, tables.former_regions),
        departements=await _rows(connection, tables.departements),
        bassin_of={row.code_insee: row.bassin for row in belonging},
        bassin_names={row.bassin: row.bassin_name for row in belonging},
        apartment_rents={row.code_insee: row.rent_m2 async for row in _stream(connection, apartments)},
        typical_rents=await _rows(connection, tables.typical_rents),
        prices={
            row.code_insee: row.price_m2
            async for row in _stream(connection, select(prices.c.code_insee, prices.c.price_m2))
        },
        offers=[
            (row.level, row.code, row.code_rome, row.offers)
            async for row in _stream(connection, offered.order_by(*offers.primary_key))
        ],
        datasets=await find_states(connection, INDEXED),
    )


async def _rows(connection: AsyncConnection, table: Any) -> list[dict[str, Any]]:
    result = await connection.stream(select(table).order_by(*table.primary_key), execution_options=_IN_PARTS)
    return [dict(row) async for row in result.mappings()]


async def _stream(connection: AsyncConnection, statement: Select[Any]) -> AsyncIterator[Any]:
    result = await connection.stream(statement, execution_options=_IN_PARTS)
    async for row in result:
        yield row
