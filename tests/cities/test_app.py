"""Starting and staying up while what the service depends on is away."""

from pathlib import Path
from typing import Any

from aiohttp.test_utils import TestClient, TestServer

from services.cities.app import create_app
from services.cities.settings import Settings
from services.cities.state import TENSIONS
from shared.broker.memory import MemoryBroker
from shared.events.owners import SyncApplied, routing_key
from tests.cities.france import ROWS
from tests.cities.running import Cities, running_cities
from tests.cities.stand_in import MATRIX
from tests.publish import publish_dataset
from tests.servers.mariadb import MariaDB
from tests.servers.process import free_port
from tests.waiting import until

Client = TestClient[Any, Any]


async def missing(client: Client) -> set[str]:
    parts = (await (await client.get("/health/ready")).json())["parts"]
    return {name for name, state in parts.items() if state != "ok"}


def settings(database_url: str) -> Settings:
    """Nobody listens where the broker and the tensions service should be."""
    nobody = f"127.0.0.1:{free_port()}"
    return Settings(
        database_url=database_url,
        broker_url=f"amqp://guest:guest@{nobody}/",
        tensions_url=f"http://{nobody}",
        refresh_seconds=1,
    )


async def test_it_starts_without_broker_and_tensions_and_serves_what_the_database_has(sqlite_france: Path):
    app = create_app(settings(f"sqlite+aiosqlite:///{sqlite_france}"))
    async with TestClient(TestServer(app)) as client:

        async def only_they_are_missing() -> bool:
            return await missing(client) == {"broker", "tensions"}

        await until(only_they_are_missing)
        assert (await client.get("/health/live")).status == 200
        assert (await client.get("/api/v1/cities/35238")).status == 200


async def test_it_listens_once_it_can_answer(sqlite_france: Path):
    """Another replica could, and the gateway asks whoever listens."""
    app = create_app(settings(f"sqlite+aiosqlite:///{sqlite_france}"))
    async with TestClient(TestServer(app)) as client:
        for path in ("cities", "cities/35238", "suggest?q=ren", "regions", "helps", "outlines/regions"):
            assert (await client.get(f"/api/v1/{path}")).status == 200, path


async def test_a_database_that_comes_later_is_migrated_and_filled(tmp_path: Path):
    server = MariaDB(tmp_path)
    server.start()
    url = server.create_database("cities")
    server.kill9()
    broker = MemoryBroker()
    async with TestClient(TestServer(create_app(settings(url), broker=broker))) as client:
        assert {"database", "schema", "consumers", "communes"} <= await missing(client)
        assert (await client.get("/api/v1/cities/35238")).status == 503
        server.start()

        async def is_complete() -> bool:
            return await missing(client) == {"tensions"}

        await until(is_complete)
        await publish_dataset(broker, "regions", ROWS["regions"])
        await publish_dataset(broker, "departements", ROWS["departements"])
        await publish_dataset(broker, "cities", ROWS["cities"])

        async def is_told() -> bool:
            return (await client.get("/api/v1/cities/35238")).status == 200

        await until(is_told)
        await broker.close()
    server.kill9()


async def test_a_broker_that_is_given_stays_open(tmp_path: Path):
    broker = MemoryBroker()
    async with TestClient(
        TestServer(create_app(settings(f"sqlite+aiosqlite:///{tmp_path / 'a.db'}"), broker=broker))
    ):
        pass
    await broker.check()
    await broker.close()


async def announce_tensions(cities: Cities) -> None:
    event = SyncApplied(
        dataset="tensions", sync_id="1", owner="tensions", inserted=1, updated=0, deleted=0, total=1
    )
    body = event.model_dump_json().encode()
    await cities.broker.announce(routing_key("tensions", "applied"), body, message_id="1/tensions")


async def test_new_tensions_are_fetched_when_they_are_announced(cities: Cities):
    cities.tensions.matrix, cities.tensions.etag = MATRIX | {"levels": ["555", "555"]}, '"2"'
    await announce_tensions(cities)
    await until(lambda: cities.app[TENSIONS].value.level("J1102", "5315") == 5)


async def test_old_tensions_go_on_being_used_while_the_service_is_away(cities: Cities):
    asked = cities.tensions.asked
    cities.tensions.status = 503
    await announce_tensions(cities)
    await until(lambda: cities.tensions.asked > asked)
    sheet = await cities.get("/api/v1/cities/35238?rome=J1102")
    assert (sheet["tension"]["tension"], sheet["incomplete"]) == (1, [])


async def test_the_openapi_document_names_every_route(empty_cities: Cities):
    document = await empty_cities.get("/openapi/cities.json")
    paths = set(document["paths"])
    assert {"/api/v1/cities/{code_insee}", "/api/v1/cities/compare", "/api/v1/bassins/{id}"} <= paths
    assert {path.split("/")[1] for path in paths} == {"api", "internal"}
    sheet = document["components"]["schemas"]["CitySheet"]
    assert "housing" in sheet["properties"]


async def test_readiness_is_complete_with_everything_there(tmp_path: Path):
    async with running_cities(f"sqlite+aiosqlite:///{tmp_path / 'cities.db'}") as cities:
        assert (await cities.get("/health/ready"))["status"] == "ok"
