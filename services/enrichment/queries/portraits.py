"""What readers ask for: one portrait, and which places have a photo."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    LABEL_STYLE_TABLENAME_PLUS_COL,
    RowMapping,
    Select,
    Table,
    and_,
    bindparam,
    func,
    select,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from services.enrichment.tables import PLACES, attempts, pictures, portraits
from shared.events.enrichment import PlaceKind


@dataclass(frozen=True, slots=True)
class PlaceRows:
    """Rows by column; None where there is none. `reason` says why the last attempt failed."""

    reason: str | None
    tried: bool
    portrait: dict[str, Any] | None
    picture: dict[str, Any] | None


async def get_place(connection: AsyncConnection, kind: PlaceKind, code: str) -> PlaceRows | None:
    """What is known of a place; None when it is none."""
    row = (await connection.execute(_place_statement(kind), {"code": code})).mappings().one_or_none()
    if row is None:
        return None
    return PlaceRows(
        reason=row["attempt_reason"],
        tried=row["attempt_code"] is not None,
        portrait=_row_of(portraits, row),
        picture=_row_of(pictures, row),
    )


@cache
def _place_statement(kind: PlaceKind) -> Select[Any]:
    """Put together once: it is executed for each portrait and each image."""
    places = PLACES[kind]

    def of_place(table: Table) -> Any:
        return and_(table.c.kind == kind, table.c.code == places.c.code)

    joined = places
    for table in (attempts, portraits, pictures):
        joined = joined.outerjoin(table, of_place(table))  # type: ignore[assignment]
    statement = select(attempts.c.code, attempts.c.reason, portraits, pictures).select_from(joined)
    of_code = statement.where(places.c.code == bindparam("code"))
    return of_code.set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL)


async def find_photo_codes(connection: AsyncConnection) -> dict[str, list[str]]:
    """By kind, the codes of the places with a photo, several to a string, between commas.

    A commune per row would keep the event loop busy for long: the database strings them together, by
    departement so that no string is too long for it.
    """
    codes: dict[str, list[str]] = {}
    for kind, places in PLACES.items():
        departement = func.substr(pictures.c.code, 1, 2)
        statement = (
            select(func.group_concat(pictures.c.code))
            .join(places, places.c.code == pictures.c.code)
            .where(pictures.c.kind == kind)
            .group_by(departement)
        )
        codes[kind] = list(await connection.scalars(statement))
    return codes


def _row_of(table: Table, row: RowMapping) -> dict[str, Any] | None:
    found = {column.name: row[f"{table.name}_{column.name}"] for column in table.c}
    return None if found["code"] is None else found
