"""Who crawls: one row that replicas take from each other only once it has expired."""

from typing import Any

from sqlalchemy import ColumnElement, Double, literal_column, or_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from services.enrichment.tables import leases

_CRAWL = "crawl"
_NOW_SQLITE = literal_column("((julianday('now') - 2440587.5) * 86400.0)", Double)
_NOW_MARIADB = literal_column("(timestampdiff(microsecond, '1970-01-01', utc_timestamp(6)) / 1e6)", Double)


async def take_lease(connection: AsyncConnection, holder: str, seconds: float) -> bool:
    """Take or keep it; False while another holds it."""
    now = _now(connection)
    free = or_(leases.c.holder.is_(None), leases.c.holder == holder, leases.c.expires_at < now)
    return await _set(connection, free, holder, now + seconds)


async def keep_lease(connection: AsyncConnection, holder: str, seconds: float) -> bool:
    """Keep it; False when another has taken it."""
    return await _set(connection, leases.c.holder == holder, holder, _now(connection) + seconds)


async def release_lease(connection: AsyncConnection, holder: str) -> None:
    await _set(connection, leases.c.holder == holder, None, 0.0)


def _now(connection: AsyncConnection) -> ColumnElement[float]:
    """Seconds since 1970 by the clock of the database, which all replicas share."""
    return _NOW_SQLITE if connection.dialect.name == "sqlite" else _NOW_MARIADB


async def _set(connection: AsyncConnection, condition: object, holder: str | None, expires_at: Any) -> bool:
    statement = update(leases).where(leases.c.name == _CRAWL, condition)  # type: ignore[arg-type]
    result = await connection.execute(statement.values(holder=holder, expires_at=expires_at))
    return bool(result.rowcount)
