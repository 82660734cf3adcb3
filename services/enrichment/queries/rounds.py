"""The rounds of the crawl: from the first place that was due until none was."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from services.enrichment.tables import rounds


async def open_round(connection: AsyncConnection, now: datetime, *, forget_before: datetime) -> None:
    """Begin one, unless one is under way; old ones are forgotten."""
    under_way = await connection.scalar(select(rounds.c.number).where(rounds.c.ended_at.is_(None)))
    if under_way is None:
        await connection.execute(delete(rounds).where(rounds.c.started_at < forget_before))
        await connection.execute(insert(rounds), [{"started_at": now, "calls": 0, "places": 0}])


async def add_to_round(connection: AsyncConnection, *, calls: int, places: int, stopped: str | None) -> None:
    """`stopped`: why the crawl rests before it goes on; None when it does not."""
    stopped = stopped and stopped[:300]
    counted = {"calls": rounds.c.calls + calls, "places": rounds.c.places + places, "stopped": stopped}
    await connection.execute(update(rounds).where(rounds.c.ended_at.is_(None)).values(counted))


async def close_round(connection: AsyncConnection, now: datetime) -> None:
    await connection.execute(update(rounds).where(rounds.c.ended_at.is_(None)).values(ended_at=now))


async def get_last_round(connection: AsyncConnection) -> dict[str, Any] | None:
    """started_at, ended_at (None while it is under way), calls, places, stopped (why it rests)."""
    statement = select(rounds).order_by(rounds.c.number.desc()).limit(1)
    row = (await connection.execute(statement)).mappings().one_or_none()
    return dict(row) if row else None
