"""The life of the service: starting without what it needs, telling so, catching up."""

import asyncio
from pathlib import Path

import orjson
from aiohttp.test_utils import TestClient, TestServer
from openapi_spec_validator import validate

from services.tensions.app import create_app
from services.tensions.settings import Settings
from shared.broker.memory import MemoryBroker
from shared.web.application import OPENAPI
from tests.servers.mariadb import MariaDB
from tests.servers.process import free_port
from tests.tensions.running import Tensions, running_tensions
from tests.tensions.small_world import ROWS, TENSIONS
from tests.waiting import until


async def test_ready_names_every_part(tmp_path: Path):
    async with running_tensions(f"sqlite+aiosqlite:///{tmp_path / 'tensions.db'}") as tensions:
        answer = await tensions.get("/health/ready")
    assert answer == {
        "status": "ok",
        "parts": dict.fromkeys(("database", "schema", "index", "broker", "consumers"), "ok"),
    }


async def test_starts_without_database_and_broker_and_says_what_is_missing():
    nowhere = f"127.0.0.1:{free_port()}"
    settings = Settings(
        database_url=f"mariadb+aiomysql://nobody:x@{nowhere}/x", broker_url=f"amqp://guest:guest@{nowhere}/"
    )
    async with TestClient(TestServer(create_app(settings))) as client:
        ready = await client.get("/health/ready")
        assert ready.status == 503
        parts = (await ready.json())["parts"]
        assert all(parts[part] != "ok" for part in ("database", "schema", "index", "broker", "consumers"))
        assert (await client.get("/health/live")).status == 200
        assert (await client.get("/api/v1/occupations")).status == 503


async def test_new_rows_are_seen_without_being_asked_for(tmp_path: Path):
    async with running_tensions(f"sqlite+aiosqlite:///{tmp_path / 'tensions.db'}") as tensions:
        await tensions.fill(ROWS)
        await tensions.publish("tensions", TENSIONS[3:])
        await until(lambda: _tension_rome_is(tensions, None), seconds=5)


async def _tension_rome_is(tensions: Tensions, code: str | None) -> bool:
    answer = await tensions.get("/api/v1/occupations/J1506/tensions")
    return bool(answer["tension_rome"] == code)


async def test_the_same_rows_again_change_nothing(tmp_path: Path):
    async with running_tensions(f"sqlite+aiosqlite:///{tmp_path / 'tensions.db'}") as tensions:
        await tensions.fill(ROWS)
        again = await tensions.publish("tensions", TENSIONS)
    assert (again.inserted, again.updated, again.deleted, again.total) == (0, 0, 0, 7)


async def test_searches_are_answered_while_the_database_is_down(tmp_path: Path):
    server = MariaDB(tmp_path)
    server.start()
    try:
        async with running_tensions(server.create_database("tensions")) as tensions:
            await tensions.fill(ROWS)
            server.kill9()
            await tensions.get("/api/v1/occupations/suggest?q=infirm")
            await tensions.get("/api/v1/occupations/J1506/tensions?by=region")
            await tensions.get("/api/v1/tensions/top?region=53")
            ready = await tensions.get("/health/ready", status=503)
            assert ready["parts"]["database"] != "ok"
            assert ready["parts"]["index"] == "ok"
    finally:
        server.kill9()


async def test_what_only_the_database_knows_is_refused_soon_while_it_is_frozen_or_down(tmp_path: Path):
    server = MariaDB(tmp_path)
    server.start()
    try:
        async with running_tensions(server.create_database("tensions")) as tensions:
            await tensions.fill(ROWS)
            for trouble in (server.pause, server.kill9):
                trouble()
                for path in ("occupations/J1506", "occupations/J1506/tensions/5301"):
                    async with asyncio.timeout(4):
                        refused = await tensions.ask(f"/api/v1/{path}", 503)
                    assert int(refused.headers["Retry-After"]) >= 1
    finally:
        server.kill9()


def test_the_openapi_document_is_valid(tmp_path: Path):
    settings = Settings(database_url=f"sqlite+aiosqlite:///{tmp_path / 'x.db'}", broker_url="memory:")
    document = create_app(settings, broker=MemoryBroker())[OPENAPI]
    validate(orjson.loads(orjson.dumps(document)))
    assert len(document["paths"]) == 9
