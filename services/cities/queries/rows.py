"""Rows of a dataset's table as the models that they arrived as."""

from typing import Any, TypeVar

from sqlalchemy import Select, Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

from shared.events.rows import Row

RowT = TypeVar("RowT", bound=Row)


async def find_rows(
    connection: AsyncConnection, model: type[RowT], statement: Select[Any], **values: Any
) -> list[RowT]:
    """What the statement selects with the values of its parameters: every column of the model's table."""
    result = await connection.execute(statement, values)
    return [model.model_validate(dict(row)) for row in result.mappings()]


async def find_all(connection: AsyncConnection, model: type[RowT], table: Table) -> list[RowT]:
    """The whole table, by key."""
    return await find_rows(connection, model, select(table).order_by(*table.primary_key))
