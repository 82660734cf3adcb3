"""Offers counted by occupation."""

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.cities.tables import bassin_communes, offers


async def count_offers_by_occupation(connection: AsyncConnection, bassin: str) -> dict[str, int]:
    """code_rome -> offers in a bassin, most first: its own rows, else the sum of its communes'."""
    of_bassin = select(offers.c.code_rome, offers.c.offers).where(
        offers.c.level == "bassin", offers.c.code == bassin
    )
    of_communes = (
        select(offers.c.code_rome, func.sum(offers.c.offers))
        .join(bassin_communes, bassin_communes.c.code_insee == offers.c.code)
        .where(offers.c.level == "commune", bassin_communes.c.bassin == bassin)
        .group_by(offers.c.code_rome)
    )
    return await _count(connection, of_bassin) or await _count(connection, of_communes)


async def _count(connection: AsyncConnection, statement: Select[tuple[str, int]]) -> dict[str, int]:
    counts = [(code_rome, int(count)) for code_rome, count in await connection.execute(statement)]
    return dict(sorted(counts, key=lambda pair: (-pair[1], pair[0])))
