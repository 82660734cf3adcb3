"""The service as a process of its own, killed in the middle of the crawl."""

import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from services.enrichment.queries.rounds import get_last_round
from services.enrichment.tables import attempts, pictures, portraits
from shared.broker.connect import connect
from shared.database import create_engine, reading
from tests.enrichment.crawling import read_communes
from tests.enrichment.stand_in import Wikimedia
from tests.publish import publish_dataset
from tests.servers.process import ServerProcess, free_port
from tests.system.stack import fetch_status
from tests.waiting import until

COMMUNES = read_communes(most=1500)
CALLS_OF_A_STEP = 45
CALLS = 3 * CALLS_OF_A_STEP


@pytest.fixture
def service(
    mariadb_url: str, amqp_url: str, wikimedia: Wikimedia, tmp_path: Path
) -> Iterator[tuple[ServerProcess, int]]:
    port = free_port()
    settings = {
        "port": port,
        "database_url": mariadb_url,
        "broker_url": amqp_url,
        "sandbox": "true",
        "calls_per_minute": 3000,
        "lease_seconds": 1,
        "refresh_seconds": 0.2,
        "images_dir": tmp_path / "images",
        **wikimedia.addresses,
    }
    environment = {f"ENRICHMENT_{name.upper()}": str(value) for name, value in settings.items()}
    command = [sys.executable, "-m", "services.enrichment"]
    process = ServerProcess(command, tmp_path / "enrichment.log", environment)
    yield process, port
    process.kill()


@pytest.fixture
async def engine(mariadb_url: str) -> AsyncIterator[AsyncEngine]:
    engine = create_engine(mariadb_url)
    yield engine
    await engine.dispose()


async def count(engine: AsyncEngine, table: object) -> int:
    async with reading(engine) as connection:
        return await connection.scalar(select(func.count()).select_from(table)) or 0  # type: ignore[arg-type]


async def is_over(engine: AsyncEngine) -> bool:
    async with reading(engine) as connection:
        last = await get_last_round(connection)
    return bool(last and last["ended_at"]) and await count(engine, attempts) == len(COMMUNES)


async def test_it_goes_on_where_it_was_killed(
    service: tuple[ServerProcess, int], engine: AsyncEngine, amqp_url: str, wikimedia: Wikimedia
):
    process, port = service
    process.start(lambda: fetch_status(f"http://127.0.0.1:{port}/health/ready") == 200)
    broker = connect(amqp_url, name="test")
    await publish_dataset(broker, "cities", COMMUNES)
    await broker.close()
    await until(lambda: has_begun(engine), seconds=60, every=0.005)
    process.kill()
    kept = await count(engine, portraits)
    assert 0 < kept < 1000

    process.start(lambda: fetch_status(f"http://127.0.0.1:{port}/health/ready") == 200)
    await until(lambda: is_over(engine), seconds=90)
    found, photos = await count(engine, portraits), await count(engine, pictures)
    assert wikimedia.count() <= CALLS + CALLS_OF_A_STEP, (
        "what was under way is asked for once more, nothing else"
    )
    async with reading(engine) as connection:
        failing = (
            await connection.scalars(select(attempts.c.reason).where(attempts.c.reason.is_not(None)))
        ).all()
    assert found + len(failing) == len(COMMUNES)
    assert {"unavailable", "unreadable"}.isdisjoint(failing)
    assert photos > 0.8 * found


async def has_begun(engine: AsyncEngine) -> bool:
    return await count(engine, portraits) > 0
