"""Of several replicas, one crawls."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from services.enrichment.app import MIGRATIONS
from services.enrichment.crawl.lease import Lease, LostLeaseError
from services.enrichment.queries.leases import keep_lease, release_lease, take_lease
from shared.broker.memory import MemoryBroker
from shared.database import create_engine, writing
from shared.migrations import migrate
from tests.enrichment.crawling import Clock, crawl_settings, read_communes, running_enrichment
from tests.enrichment.stand_in import Wikimedia
from tests.waiting import until

COMMUNES = read_communes(most=60)


@pytest.fixture
async def engine(database_url: str) -> AsyncIterator[AsyncEngine]:
    engine = create_engine(database_url)
    await migrate(engine, MIGRATIONS)
    yield engine
    await engine.dispose()


async def test_one_holds_it_at_a_time_and_gives_it_back(engine: AsyncEngine):
    first, second = Lease(engine, 60), Lease(engine, 60)
    async with first.held() as mine, second.held() as theirs:
        assert (mine, theirs) == (True, False)
    async with second.held() as mine:
        assert mine


async def test_who_holds_it_keeps_it_for_as_long_as_it_works(engine: AsyncEngine):
    first, second = Lease(engine, 0.3), Lease(engine, 0.3)
    async with first.held():
        tries = 0
        while tries < 10:
            async with second.held() as theirs:
                assert not theirs
            tries += 1
            await asyncio.sleep(0.1)


async def test_one_that_was_killed_loses_it_and_may_not_write_any_more(engine: AsyncEngine):
    async with writing(engine) as connection:
        assert await take_lease(connection, "killed", seconds=-1)
    other = Lease(engine, 60)
    async with other.held() as mine:
        assert mine
        async with writing(engine) as connection:
            assert not await keep_lease(connection, "killed", seconds=60)
            await other.confirm(connection)
    async with writing(engine) as connection:
        with pytest.raises(LostLeaseError):
            await other.confirm(connection)


async def test_one_that_loses_it_stops_in_the_middle_of_its_work(engine: AsyncEngine):
    lease, working = Lease(engine, 3), asyncio.Event()

    async def work() -> None:
        async with lease.held():
            working.set()
            await asyncio.Event().wait()

    worker = asyncio.create_task(work())
    await working.wait()
    async with writing(engine) as connection:
        await release_lease(connection, lease.holder)
        assert await take_lease(connection, "other", seconds=60)
    with pytest.raises(LostLeaseError):
        await asyncio.wait_for(worker, 20)
    async with writing(engine) as connection:
        assert await keep_lease(connection, "other", seconds=60), "it is not given away by who lost it"


async def test_two_replicas_crawl_once(mariadb_url: str, wikimedia: Wikimedia, tmp_path: Path):
    settings = crawl_settings(mariadb_url, wikimedia, tmp_path)
    broker, clock = MemoryBroker(), Clock()
    async with running_enrichment(settings, wikimedia, broker=broker, clock=clock) as first:
        async with running_enrichment(settings, wikimedia, broker=broker, clock=clock) as second:
            await first.crawl(COMMUNES)
            assert wikimedia.count("sparql") == 1
            assert await second.shown() == await first.shown()
        await broker.close()


async def test_the_other_replica_goes_on_when_one_ends(
    mariadb_url: str, wikimedia: Wikimedia, tmp_path: Path
):
    settings = crawl_settings(mariadb_url, wikimedia, tmp_path)
    broker, clock = MemoryBroker(), Clock()
    async with running_enrichment(settings, wikimedia, broker=broker, clock=clock) as first:
        async with running_enrichment(settings, wikimedia, broker=broker, clock=clock) as second:
            await second.crawl(COMMUNES[:1])
        clock.advance(days=8)
        await until(first.is_idle)
        assert wikimedia.count("wikipedia") == 2
        await broker.close()
