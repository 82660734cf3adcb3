"""How often help schemes were read."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import mysql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from services.cities.tables import help_views


async def find_help_views(connection: AsyncConnection) -> dict[str, int]:
    """By slug; those that nobody has read are not in it."""
    rows = await connection.execute(select(help_views.c.slug, help_views.c.views))
    return {row.slug: row.views for row in rows}


async def add_help_views(connection: AsyncConnection, readings: Mapping[str, int]) -> dict[str, int]:
    """So many more of each; how many there are then. In the order of slugs: two writers never deadlock."""
    rows = [{"slug": slug, "views": readings[slug]} for slug in sorted(readings)]
    await connection.execute(_add(connection, rows))
    counted = select(help_views.c.slug, help_views.c.views).where(help_views.c.slug.in_(readings))
    return {row.slug: row.views for row in await connection.execute(counted)}


def _add(connection: AsyncConnection, rows: list[dict[str, Any]]) -> Any:
    """INSERT that adds to rows that are there already, in the connection's dialect."""
    if connection.dialect.name == "sqlite":
        insert = sqlite.insert(help_views).values(rows)
        sums = {"views": help_views.c.views + insert.excluded.views}
        return insert.on_conflict_do_update(index_elements=["slug"], set_=sums)
    added = mysql.insert(help_views).values(rows)
    return added.on_duplicate_key_update(views=help_views.c.views + added.inserted.views)
