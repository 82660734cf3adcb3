"""The work list: which places there are, which are due, and what the crawl found of them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    CompoundSelect,
    and_,
    delete,
    exists,
    false,
    func,
    insert,
    literal,
    or_,
    select,
    union_all,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from services.enrichment.tables import PLACES, attempts, pictures, portraits
from shared.events.enrichment import PlaceKind

OF_PLACES = (pictures, portraits, attempts)

Key = tuple[PlaceKind, str]


class DuePlace(NamedTuple):
    """`failures` in a row so far; `page_id` and `revision` of the portrait in use, None without one."""

    kind: PlaceKind
    code: str
    name: str
    failures: int
    page_id: int | None
    revision: int | None
    page_image: str | None

    @property
    def key(self) -> Key:
        return self.kind, self.code


def _all_places() -> CompoundSelect[Any]:
    return union_all(
        *(
            select(literal(kind).label("kind"), table.c.code, table.c.name, table.c.population)
            for kind, table in PLACES.items()
        )
    )


async def find_due(connection: AsyncConnection, now: datetime, *, renew: bool, limit: int) -> list[DuePlace]:
    """The most populated first: those to be fetched whole (`renew`), or those that a look at may spare it."""
    place = _all_places().subquery("place")
    tried, shown = attempts.c, portraits.c
    due = and_(tried.next_at <= now, tried.renew_at <= now if renew else tried.renew_at > now)
    statement = (
        select(
            place.c.kind,
            place.c.code,
            place.c.name,
            func.coalesce(tried.failures, 0),
            shown.page_id,
            shown.revision,
            shown.page_image,
        )
        .select_from(
            place.outerjoin(attempts, _same(tried, place.c)).outerjoin(portraits, _same(shown, place.c))
        )
        .where(or_(tried.code.is_(None), due) if renew else due)
        .order_by(func.coalesce(place.c.population, -1).desc(), place.c.kind, place.c.code)
        .limit(limit)
    )
    return [DuePlace._make(row) for row in await connection.execute(statement)]


async def get_next_due(connection: AsyncConnection) -> datetime | None:
    """When the next place that was tried already is due; None when there is none."""
    moment: datetime | None = await connection.scalar(select(func.min(attempts.c.next_at)))
    return moment


async def find_rows(
    connection: AsyncConnection, table: Any, keys: Collection[Key]
) -> dict[Key, dict[str, Any]]:
    """Of a table of places, the rows of those places."""
    statement = select(table).where(_are(table, keys))
    rows = (await connection.execute(statement)).mappings()
    return {(row["kind"], row["code"]): dict(row) for row in rows}


async def replace_rows(
    connection: AsyncConnection, table: Any, keys: Collection[Key], rows: Sequence[Mapping[str, Any]]
) -> None:
    """Of a table of places, make the rows of those places these ones."""
    if keys:
        await connection.execute(delete(table).where(_are(table, keys)))
    if rows:
        await connection.execute(insert(table), list(rows))


async def delete_vanished(connection: AsyncConnection) -> list[Key]:
    """Forget what is no place any more; those that others may still show."""
    vanished: list[Key] = []
    for kind, places in PLACES.items():
        for table in OF_PLACES:
            gone = and_(table.c.kind == kind, ~exists().where(places.c.code == table.c.code))
            if table is portraits:
                codes = (await connection.scalars(select(table.c.code).where(gone))).all()
                vanished += [(kind, code) for code in codes]  # type: ignore[misc]
            await connection.execute(delete(table).where(gone))
    return vanished


async def delete_of_other_origin(connection: AsyncConnection, *, sample: bool) -> list[Key]:
    """Forget the portraits of the stand-in once the real Wikimedia is asked, and the other way round; which.

    Then nothing that was tried counts any more.
    """
    other = portraits.c.sample != sample
    found = await connection.execute(select(portraits.c.kind, portraits.c.code).where(other))
    keys: list[Key] = [(kind, code) for kind, code in found]
    if keys:
        for table in OF_PLACES:
            await connection.execute(delete(table))
    return keys


async def find_unannounced(connection: AsyncConnection, limit: int) -> list[Key]:
    """Places that changed and that nobody has been told about."""
    statement = select(attempts.c.kind, attempts.c.code).where(~attempts.c.announced)
    statement = statement.order_by(attempts.c.kind, attempts.c.code).limit(limit)
    return [(kind, code) for kind, code in await connection.execute(statement)]


async def mark_checked(
    connection: AsyncConnection, keys: Collection[Key], moments: Mapping[str, datetime]
) -> None:
    """Of places that were looked at, when: checked_at, next_at, renew_at."""
    await connection.execute(update(attempts).where(_are(attempts, keys)).values(moments))


async def mark_announced(connection: AsyncConnection, keys: Collection[Key]) -> None:
    await connection.execute(update(attempts).where(_are(attempts, keys)).values(announced=True))


def _same(left: Any, right: Any) -> Any:
    return and_(left.kind == right.kind, left.code == right.code)


def _are(table: Any, keys: Collection[Key]) -> Any:
    """By kind: MariaDB finds pairs in a list of pairs by reading the whole table."""
    codes: dict[str, list[str]] = {}
    for kind, code in keys:
        codes.setdefault(kind, []).append(code)
    return or_(
        false(), *(and_(table.c.kind == kind, table.c.code.in_(found)) for kind, found in codes.items())
    )
