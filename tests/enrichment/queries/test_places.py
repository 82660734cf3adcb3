"""Which places are due, in which order; which are forgotten."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, insert
from sqlalchemy.ext.asyncio import AsyncEngine

from services.enrichment.app import MIGRATIONS
from services.enrichment.queries import places as queries
from services.enrichment.tables import attempts, communes, departements, portraits, regions
from shared.database import create_engine, reading, writing
from shared.migrations import migrate
from tests.enrichment.answering import portrait_row

NOW = datetime.fromisoformat("2026-11-23T10:30")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
async def engine(database_url: str) -> AsyncIterator[AsyncEngine]:
    """A region, a departement and four communes; nobody knows how many live in one of them."""
    engine = create_engine(database_url)
    await migrate(engine, MIGRATIONS)
    people = {"59001": 10, "59002": 3000, "59003": None, "59004": 200}
    async with writing(engine) as connection:
        rows = [{"code": code, "name": code, "population": count} for code, count in people.items()]
        await connection.execute(insert(communes), rows)
        await connection.execute(insert(departements), [{"code": "59", "name": "Nord", "population": 2000}])
        await connection.execute(insert(regions), [{"code": "32", "name": "Nord", "population": 6000}])
    yield engine
    await engine.dispose()


async def add_attempt(engine: AsyncEngine, code: str, **facts: Any) -> None:
    row = {
        "kind": "communes",
        "code": code,
        "failures": 0,
        "checked_at": NOW - DAY,
        "next_at": NOW + DAY,
        "renew_at": NOW + 90 * DAY,
        "announced": True,
    }
    async with writing(engine) as connection:
        await connection.execute(insert(attempts), [row | facts])


async def due(engine: AsyncEngine, *, renew: bool) -> list[str]:
    async with reading(engine) as connection:
        return [place.code for place in await queries.find_due(connection, NOW, renew=renew, limit=100)]


async def test_what_was_never_tried_is_due_the_most_populated_first(engine: AsyncEngine):
    assert await due(engine, renew=True) == ["32", "59002", "59", "59004", "59001", "59003"]
    assert await due(engine, renew=False) == []


async def test_what_was_tried_waits_for_its_time(engine: AsyncEngine):
    await add_attempt(engine, "59001")
    await add_attempt(engine, "59002", next_at=NOW - HOUR)
    await add_attempt(engine, "59004", next_at=NOW - HOUR, renew_at=NOW - HOUR, failures=3)
    assert await due(engine, renew=True) == ["32", "59", "59004", "59003"]
    assert await due(engine, renew=False) == ["59002"]


async def test_a_due_place_comes_with_what_is_known_of_it(engine: AsyncEngine):
    await add_attempt(engine, "59002", next_at=NOW, failures=2)
    async with writing(engine) as connection:
        await connection.execute(insert(portraits), [portrait_row("communes", "59002", page_id=7)])
    async with reading(engine) as connection:
        (place,) = await queries.find_due(connection, NOW, renew=False, limit=1)
        assert await queries.get_next_due(connection) == NOW
    assert (place.key, place.failures, place.page_id) == (("communes", "59002"), 2, 7)


async def test_only_what_is_no_place_any_more_is_forgotten(engine: AsyncEngine):
    for code in ("59001", "59002"):
        await add_attempt(engine, code)
        async with writing(engine) as connection:
            await connection.execute(insert(portraits), [portrait_row("communes", code)])
    async with writing(engine) as connection:
        await connection.execute(delete(communes).where(communes.c.code == "59001"))
        assert await queries.delete_vanished(connection) == [("communes", "59001")]
        assert await queries.delete_vanished(connection) == []
        keys = [("communes", "59001"), ("communes", "59002")]
        kept = await queries.find_rows(connection, portraits, keys)  # type: ignore[arg-type]
    assert set(kept) == {("communes", "59002")}


async def test_changes_are_to_be_told_until_they_were(engine: AsyncEngine):
    await add_attempt(engine, "59001", announced=False)
    await add_attempt(engine, "59002")
    async with writing(engine) as connection:
        keys = await queries.find_unannounced(connection, 10)
        assert keys == [("communes", "59001")]
        await queries.mark_announced(connection, keys)
        assert await queries.find_unannounced(connection, 10) == []
