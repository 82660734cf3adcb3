"""How often help schemes were read."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import mysql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from services.cities.tables import help_views


async def find_help_views(connection: AsyncConnection) -> dict[str, int]:
    """By slug; those that nobody has read are not in it."""
    rows = await connection.execute(select(help_views.c.slug, help_views.c.views))
    return {row.slug: row.views for row in rows}


async def add_help_view(connection: AsyncConnection, slug: str) -> int:
    """One more; how many there are then. One statement: two readers never wait for each other's locks."""
    await connection.execute(_count_one(connection), [{"slug": slug, "views": 1}])
    of_scheme = select(help_views.c.views).where(help_views.c.slug == slug)
    views: int = (await connection.execute(of_scheme)).scalar_one()
    return views


def _count_one(connection: AsyncConnection) -> Any:
    """INSERT that adds to a row that is there already, in the connection's dialect."""
    one_more = {"views": help_views.c.views + 1}
    if connection.dialect.name == "sqlite":
        return sqlite.insert(help_views).on_conflict_do_update(index_elements=["slug"], set_=one_more)
    return mysql.insert(help_views).on_duplicate_key_update(one_more)
