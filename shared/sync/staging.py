"""Rows -> the staging twin of their table.

MariaDB is given a batch as one JSON document: to write each cell into the statement, as the driver does for
rows, takes our process ten times as long.
"""

from base64 import b64encode
from collections.abc import Sequence
from operator import itemgetter

import orjson
from sqlalchemy import JSON, Column, Double, Integer, String, Text, insert, text
from sqlalchemy.ext.asyncio import AsyncConnection

from shared.events.rows import Row
from shared.sync.tables import Target


async def stage_rows(connection: AsyncConnection, target: Target, sync_id: str, rows: Sequence[Row]) -> None:
    """IntegrityError when a key comes twice, DataError or OverflowError when a value does not fit."""
    statement = None if connection.dialect.name == "sqlite" else _document_statement(target)
    if statement is None:
        await connection.execute(
            insert(target.staging), [{"sync_id": sync_id, **row.model_dump()} for row in rows]
        )
    else:
        document = _document(target, rows)
        await connection.execute(text(statement), {"sync_id": sync_id, "document": document})


def _document(target: Target, rows: Sequence[Row]) -> str:
    """A list of lists, in base64: of it nothing has to be escaped in the statement."""
    cells = itemgetter(*target.table.columns.keys())
    try:
        return b64encode(orjson.dumps([cells(vars(row)) for row in rows])).decode()
    except orjson.JSONEncodeError as error:
        raise OverflowError(str(error)) from error


def _document_statement(target: Target) -> str | None:
    """None when a column cannot be read out of a document."""
    names = ", ".join(f"`{name}`" for name in target.table.columns.keys())  # noqa: SIM118
    read = []
    for place, column in enumerate(target.table.columns):
        kind = _wider_type(column)
        if kind is None:
            return None
        read.append(f"`{column.name}` {kind} PATH '$[{place}]' ERROR ON ERROR")
    document = "CONVERT(FROM_BASE64(:document) USING utf8mb4)"
    return (
        f"INSERT INTO `{target.staging.name}` (sync_id, {names}) SELECT :sync_id, {names} "  # noqa: S608 - ours
        f"FROM JSON_TABLE({document}, '$[*]' COLUMNS ({', '.join(read)})) AS document"
    )


def _wider_type(column: Column[object]) -> str | None:
    """JSON_TABLE cuts what is too long or too large for its type; the column that it goes to refuses it.

    None for long texts, which MariaDB cuts on the way from one to the other.
    """
    match column.type:
        case Text():
            return None
        case String(length=int(length)):
            return f"VARCHAR({length + 1}) CHARACTER SET utf8mb4"
        case Integer():
            return "BIGINT"
        case Double():
            return "DOUBLE"
        case JSON():
            return "JSON"
    return None
