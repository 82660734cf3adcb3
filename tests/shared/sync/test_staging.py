"""What a batch says is what the staging table holds, to the last bit, and what does not fit is refused."""

from typing import Any

import pytest
from pydantic import Field
from sqlalchemy import JSON, Column, Double, Integer, MetaData, String, Table, Text, select
from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.database import TABLE_OPTIONS, create_engine, reading, writing
from shared.events.rows import Row
from shared.sync.staging import stage_rows
from shared.sync.tables import Target, target


class Shop(Row):
    code: str
    label: str
    count: int | None = None
    price: float | None = None
    tags: list[str] = Field(default_factory=list)
    shape: dict[str, Any] = Field(default_factory=dict)


class Letter(Shop):
    text: str = ""


def target_of(row: type[Shop]) -> Target:
    texts = [Column("text", Text)] if row is Letter else []
    table = Table(
        "shop",
        MetaData(),
        Column("code", String(5), primary_key=True),
        Column("label", String(10), nullable=False),
        Column("count", Integer),
        Column("price", Double),
        Column("tags", JSON, nullable=False),
        Column("shape", JSON, nullable=False),
        *texts,
        **TABLE_OPTIONS,
    )
    return target(row, table)


async def stage(url: str, rows: list[Shop]) -> list[Shop]:
    """What the staging table then holds."""
    shops = target_of(type(rows[0]))
    engine: AsyncEngine = create_engine(url)
    try:
        async with engine.begin() as connection:
            await connection.run_sync(shops.table.metadata.create_all)
        async with writing(engine) as connection:
            await stage_rows(connection, shops, "5f", rows)
        async with reading(engine) as connection:
            found = await connection.execute(select(shops.staging).order_by(shops.staging.c.code))
            staged = [dict(row) for row in found.mappings()]
        assert {row.pop("sync_id") for row in staged} == {"5f"}
        return [type(rows[0]).model_validate(row) for row in staged]
    finally:
        await engine.dispose()


ROWS = [
    Shop(code="00001", label="été \\ 'q\"", count=2**31 - 1, price=0.1 + 0.2),
    Shop(code="00002", label="", count=0, price=5e-324, tags=["é", "\\", "a'b", "%s", ":x"]),
    Shop(code="00003", label=" 😀\n\t\u2028 ", count=-(2**31), price=-1.7976931348623157e308),
    Shop(code="00004", label="x" * 10, shape={"a": None, "b": [[1.5, 2], "œ"], "long": "é" * 100_000}),
    Shop(code="É", label="null", price=16.61538462),
]


async def test_every_value_is_kept_as_it_is(database_url: str):
    assert await stage(database_url, ROWS) == sorted(ROWS, key=lambda row: row.code)


async def test_long_texts_are_kept_whole(database_url: str):
    letters: list[Shop] = [Letter(code="1", label="a", text="é" * 30_000), Letter(code="2", label="b")]
    assert await stage(database_url, letters) == letters


@pytest.mark.parametrize(
    "row",
    [
        Shop(code="000001", label="a"),
        Shop(code="1", label="é" * 11),
        Shop(code="1", label="a", count=2**31),
        Shop(code="1", label="a", count=-(2**63)),
        Letter(code="1", label="a", text="é" * 40_000),
    ],
)
async def test_what_does_not_fit_is_refused_not_cut(mariadb_url: str, row: Shop):
    with pytest.raises(DataError):
        await stage(mariadb_url, [row])


async def test_a_number_beyond_64_bits_is_refused(database_url: str):
    with pytest.raises(OverflowError):
        await stage(database_url, [Shop(code="1", label="a", count=2**64)])


async def test_a_key_that_comes_twice_is_refused(database_url: str):
    with pytest.raises(IntegrityError):
        await stage(database_url, [Shop(code="1", label="a"), Shop(code="1", label="b")])
