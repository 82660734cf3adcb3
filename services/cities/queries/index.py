"""The rows that searches are answered from, in one snapshot."""

from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import Table, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.cities import tables
from shared.json_rows import json_entries, read_rows
from shared.sync.queries import find_states

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
    """Rows have the fields of shared/events/rows.py; communes are ordered by code.

    `bassin_of`: code_insee -> bassin; `bassin_names`: bassin -> name; `apartment_rents` (all apartments):
    code_insee -> euros per m2; `offers`: (level, code_rome) -> code -> offers;
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
    offers: dict[tuple[str, str], dict[str, int]]
    datasets: dict[str, dict[str, Any]]


async def load_index(connection: AsyncConnection) -> IndexRows:
    """Everything that searches need; the connection holds the snapshot."""
    bassins, rents = tables.bassin_communes.c, tables.rents.c
    names = select(bassins.bassin, func.min(bassins.bassin_name)).group_by(bassins.bassin)
    apartments = select(rents.code_insee, rents.rent_m2).where(rents.dwelling == "apartment")
    of_bassins = select(bassins.code_insee, bassins.bassin)
    return IndexRows(
        communes=await _rows(connection, tables.communes),
        regions=await _rows(connection, tables.regions),
        former_regions=await _rows(connection, tables.former_regions),
        departements=await _rows(connection, tables.departements),
        bassin_of=dict(await read_rows(connection, of_bassins, by="code_insee")),
        bassin_names=dict(await read_rows(connection, names, by="bassin")),
        apartment_rents=dict(await read_rows(connection, apartments, by="code_insee")),
        typical_rents=await _rows(connection, tables.typical_rents),
        offers=await _find_offers(connection),
        datasets=await find_states(connection, tables.SYNC, INDEXED),
    )


async def _rows(connection: AsyncConnection, table: Table) -> list[dict[str, Any]]:
    names = table.columns.keys()
    rows = await read_rows(connection, select(table), by=next(iter(table.primary_key)).name)
    return [dict(zip(names, row, strict=True)) for row in rows]


async def _find_offers(connection: AsyncConnection) -> dict[tuple[str, str], dict[str, int]]:
    offers = tables.offers.c
    by_occupation = select(offers.level, offers.code_rome, json_entries(offers.code, offers.offers)).group_by(
        offers.level, offers.code_rome
    )
    return {
        (level, code_rome): orjson.loads(places)
        async for level, code_rome, places in await connection.stream(by_occupation)
    }
