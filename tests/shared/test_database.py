import asyncio

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError, ProgrammingError

from shared.database import check_database, create_engine, is_outage, reading, reading_in_time, writing
from shared.errors import UnavailableError


async def test_a_block_of_reads_is_one_snapshot(database_url: str):
    engine = create_engine(database_url)
    async with writing(engine) as connection:
        await connection.execute(text("CREATE TABLE thing (id INTEGER PRIMARY KEY)"))
    async with reading(engine) as reader:
        assert await reader.scalar(text("SELECT COUNT(*) FROM thing")) == 0
        async with writing(engine) as writer:
            await writer.execute(text("INSERT INTO thing VALUES (1)"))
        assert await reader.scalar(text("SELECT COUNT(*) FROM thing")) == 0
    async with reading(engine) as reader:
        assert await reader.scalar(text("SELECT COUNT(*) FROM thing")) == 1
    await engine.dispose()


async def test_a_block_of_writes_is_all_or_nothing(database_url: str):
    engine = create_engine(database_url)
    async with writing(engine) as connection:
        await connection.execute(text("CREATE TABLE thing (id INTEGER PRIMARY KEY)"))

    async def fail_half_way() -> None:
        async with writing(engine) as connection:
            await connection.execute(text("INSERT INTO thing VALUES (1)"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail_half_way()
    async with reading(engine) as connection:
        assert await connection.scalar(text("SELECT COUNT(*) FROM thing")) == 0
    await engine.dispose()


async def test_writers_wait_for_each_other(database_url: str):
    engine = create_engine(database_url)
    async with writing(engine) as connection:
        await connection.execute(text("CREATE TABLE tally (id INTEGER PRIMARY KEY, n INTEGER)"))
        await connection.execute(text("INSERT INTO tally VALUES (1, 0)"))

    async def add() -> None:
        async with writing(engine) as connection:
            await connection.execute(text("UPDATE tally SET n = n + 1 WHERE id = 1"))

    await asyncio.gather(*(add() for _ in range(20)))
    async with reading(engine) as connection:
        assert await connection.scalar(text("SELECT n FROM tally")) == 20
    await engine.dispose()


async def test_who_waits_for_an_answer_is_told_when_there_is_none_in_time(mariadb_url: str):
    engine = create_engine(mariadb_url)

    async def read(sql: str) -> int:
        async with reading_in_time(engine, otherwise="the things are away", seconds=1) as connection:
            return int(await connection.scalar(text(sql)))

    assert await read("SELECT 3") == 3
    async with asyncio.timeout(5):
        with pytest.raises(UnavailableError, match="the things are away"):
            await read("SELECT SLEEP(20)")
    with pytest.raises(ProgrammingError):
        await read("SELECT * FROM no_such_table")
    await engine.dispose()


async def test_a_database_that_is_away_is_an_outage():
    engine = create_engine("mariadb+aiomysql://nobody:nothing@127.0.0.1:1/none")
    with pytest.raises(OperationalError) as caught:
        await check_database(engine)
    assert is_outage(caught.value)
    await engine.dispose()


async def test_a_mistake_of_ours_is_no_outage(database_url: str):
    engine = create_engine(database_url)
    async with writing(engine) as connection:
        await connection.execute(text("CREATE TABLE thing (id INTEGER PRIMARY KEY)"))
        await connection.execute(text("INSERT INTO thing VALUES (1)"))
    async with writing(engine) as connection:
        with pytest.raises(IntegrityError) as caught:
            await connection.execute(text("INSERT INTO thing VALUES (1)"))
    assert not is_outage(caught.value)
    await engine.dispose()
