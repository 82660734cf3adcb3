"""The life of the service: starting without what it needs, telling so, catching up."""

from pathlib import Path

import orjson
from aiohttp.test_utils import TestClient, TestServer
from openapi_spec_validator import validate

from services.enrichment.app import create_app
from services.enrichment.settings import Settings
from shared.broker.memory import MemoryBroker
from shared.web.application import OPENAPI
from tests.enrichment.crawling import crawl_settings, read_communes, running_enrichment
from tests.enrichment.stand_in import Wikimedia
from tests.servers.mariadb import MariaDB
from tests.servers.process import free_port
from tests.waiting import until

PARTS = ("database", "schema", "broker", "consumers")


async def test_starts_without_database_broker_and_wikimedia_and_says_what_is_missing(tmp_path: Path):
    nowhere = f"127.0.0.1:{free_port()}"
    settings = Settings(
        database_url=f"mariadb+aiomysql://nobody:x@{nowhere}/x",
        broker_url=f"amqp://guest:guest@{nowhere}/",
        contact="ops@ville.fr",
        images_dir=tmp_path,
    )
    async with TestClient(TestServer(create_app(settings))) as client:
        ready = await client.get("/health/ready")
        assert ready.status == 503
        parts = (await ready.json())["parts"]
        assert all(parts[part] != "ok" for part in PARTS)
        assert (await client.get("/health/live")).status == 200
        assert (await client.get("/api/v1/portraits/communes/59350")).status == 503


async def test_a_crawl_goes_on_after_its_database_was_killed(wikimedia: Wikimedia, tmp_path: Path):
    server = MariaDB(tmp_path)
    server.start()
    try:
        settings = crawl_settings(server.create_database("enrichment"), wikimedia, tmp_path)
        async with running_enrichment(settings, wikimedia) as enrichment:
            await enrichment.crawl(read_communes(most=60))
            server.kill9()
            enrichment.clock.advance(days=8)
            server.start()
            await until(lambda: _is_idle(enrichment.is_idle), seconds=60)
            assert wikimedia.count("wikipedia") == 3 + 2
    finally:
        server.kill9()


async def _is_idle(condition) -> bool:
    try:
        return bool(await condition())
    except Exception:  # noqa: BLE001  # the database is away
        return False


async def test_the_state_of_the_crawl_is_measured(wikimedia: Wikimedia, tmp_path: Path):
    url = f"sqlite+aiosqlite:///{tmp_path / 'enrichment.db'}"
    settings = crawl_settings(url, wikimedia, tmp_path)
    async with running_enrichment(settings, wikimedia) as enrichment:
        await enrichment.crawl(read_communes(most=30))
    async with TestClient(TestServer(create_app(settings, broker=MemoryBroker()))) as client:
        metrics = await (await client.get("/metrics")).text()
        ready = await (await client.get("/health/ready")).json()
    assert 'mobiville_portraits_places{state="done"} 30.0' in metrics
    assert 'mobiville_wikimedia_calls_total{api="wikipedia",outcome="200"}' in metrics
    assert ready == {"status": "ok", "parts": dict.fromkeys(PARTS, "ok")}


def test_the_openapi_document_is_valid(tmp_path: Path):
    settings = Settings(
        database_url=f"sqlite+aiosqlite:///{tmp_path / 'x.db'}", broker_url="memory:", contact="a@ville.fr"
    )
    validate(orjson.loads(orjson.dumps(create_app(settings, broker=MemoryBroker())[OPENAPI])))
