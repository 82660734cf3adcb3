"""Who crawls: one row that replicas take from each other only once it has expired."""

import time

from sqlalchemy import or_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from services.enrichment.tables import leases

_CRAWL = "crawl"


async def take_lease(connection: AsyncConnection, holder: str, seconds: float) -> bool:
    """Take or keep it; False while another holds it."""
    free = or_(leases.c.holder.is_(None), leases.c.holder == holder, leases.c.expires_at < time.time())
    return await _set(connection, free, holder, time.time() + seconds)


async def keep_lease(connection: AsyncConnection, holder: str, seconds: float) -> bool:
    """Keep it; False when another has taken it."""
    return await _set(connection, leases.c.holder == holder, holder, time.time() + seconds)


async def release_lease(connection: AsyncConnection, holder: str) -> None:
    await _set(connection, leases.c.holder == holder, None, 0.0)


async def _set(connection: AsyncConnection, condition: object, holder: str | None, expires_at: float) -> bool:
    statement = update(leases).where(leases.c.name == _CRAWL, condition)  # type: ignore[arg-type]
    result = await connection.execute(statement.values(holder=holder, expires_at=expires_at))
    return bool(result.rowcount)
