import json
from typing import Any

import pytest
from sqlalchemy import JSON, Column, Double, Integer, MetaData, String, Table, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from shared.database import GROUP_BYTES, TABLE_OPTIONS, create_engine, writing
from shared.json_rows import json_entries, read_rows

towns = Table(
    "town",
    MetaData(),
    Column("code", String(5), primary_key=True),
    Column("name", String(300), nullable=False),
    Column("people", Integer),
    Column("altitude_m", Double),
    Column("postal_codes", JSON, nullable=False),
    **TABLE_OPTIONS,
)
ROWS = [
    ("2A004", 'Ajaccio, "Aiacciu" \\ L’Île\n😀', 73_822, 18.1, ["20000", "20090"]),
    ("35238", "Rennes", 225_081, 48.111_970_123_456_7, ["35000"]),
    ("35288", "Saint-Malo", None, None, []),
    ("99999", "", 0, -1.5e-30, []),
]


@pytest.fixture
async def connection(database_url: str):
    engine = create_engine(database_url)
    async with writing(engine) as connection:
        await connection.run_sync(towns.metadata.create_all)
        await connection.execute(
            insert(towns), [dict(zip(towns.columns.keys(), row, strict=True)) for row in reversed(ROWS)]
        )
        yield connection
    await engine.dispose()


async def test_rows_come_as_they_would_one_by_one(connection: AsyncConnection):
    one_by_one = (await connection.execute(select(towns).order_by(towns.c.code))).all()
    assert await read_rows(connection, select(towns), by="code") == [list(row) for row in one_by_one]
    assert [tuple(row) for row in one_by_one] == ROWS


async def test_what_is_not_there_is_no_row(connection: AsyncConnection):
    assert await read_rows(connection, select(towns).where(towns.c.people > 10**9), by="code") == []


async def test_a_key_and_a_value_a_row_are_one_object(connection: AsyncConnection):
    found = await connection.scalar(select(json_entries(towns.c.code, towns.c.people)))
    assert json.loads(found or "") == {code: people for code, _, people, *_ in ROWS}


async def test_a_group_may_be_longer_than_a_servers_default(connection: AsyncConnection):
    name, most = "é" * 300, 4_000
    assert 1_048_576 < most * len(name.encode()) < GROUP_BYTES
    rows: list[dict[str, Any]] = [
        {"code": f"01{number:03X}", "name": name, "people": None, "altitude_m": None, "postal_codes": []}
        for number in range(most)
    ]
    await connection.execute(insert(towns), rows)
    assert len(await read_rows(connection, select(towns.c.code, towns.c.name), by="code")) == most + len(ROWS)
