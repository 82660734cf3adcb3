"""How far the crawl is."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.enrichment.tables import PLACES, attempts, pictures, portraits


@dataclass(frozen=True, slots=True)
class KindStatus:
    """Of one kind of places, how many. `places` = `pending` + `done` + all of `failing`.

    `pending` were never tried; `failing` (reason -> how many) will be tried again; `done` have been found.
    `with_text` includes failing places that still show what was found before. `photo_missing`: reason ->
    how many of those with a text have no photo. `oldest_check` is UTC.
    """

    places: int
    pending: int
    done: int
    failing: dict[str, int]
    with_text: int
    with_photo: int
    photo_missing: dict[str, int]
    oldest_check: datetime | None


async def find_status(connection: AsyncConnection) -> dict[str, KindStatus]:
    """By kind; what is no place any more is not counted."""
    return {kind: await _status_of(connection, kind) for kind in PLACES}


async def count_due(connection: AsyncConnection, now: datetime) -> int:
    """Places tried before that are to be looked at again by now."""
    return await connection.scalar(select(func.count()).where(attempts.c.next_at <= now)) or 0


async def _status_of(connection: AsyncConnection, kind: str) -> KindStatus:
    listed = select(PLACES[kind].c.code)

    async def counts(table: object, column: object) -> dict[str | None, int]:
        statement = (
            select(column, func.count())  # type: ignore[call-overload]
            .where(table.c.kind == kind, table.c.code.in_(listed))  # type: ignore[attr-defined]
            .group_by(column)
        )
        return {value: int(count) for value, count in await connection.execute(statement)}

    places = await connection.scalar(select(func.count()).select_from(PLACES[kind])) or 0
    reasons = await counts(attempts, attempts.c.reason)
    missing = await counts(portraits, portraits.c.picture_missing)
    photos = await counts(pictures, pictures.c.kind)
    oldest = await connection.scalar(select(func.min(attempts.c.checked_at)).where(attempts.c.kind == kind))
    return KindStatus(
        places=places,
        pending=places - sum(reasons.values()),
        done=reasons.get(None, 0),
        failing={reason: count for reason, count in sorted(reasons.items(), key=str) if reason},
        with_text=sum(missing.values()),
        with_photo=photos.get(kind, 0),
        photo_missing={reason: count for reason, count in sorted(missing.items(), key=str) if reason},
        oldest_check=oldest,
    )
