"""The service makes the backup that is missing when it starts, and tells Prometheus."""

import time

from aiohttp.test_utils import TestClient, TestServer

from backup.app import create_app
from backup.inventory import get_last_good
from tests.backup.world import World
from tests.waiting import until


async def test_a_missed_night_is_caught_up_at_start_and_told(small_world: World):
    settings = small_world.settings
    async with TestClient(TestServer(create_app(settings))) as client:
        ready = await client.get("/health/ready")
        assert ready.status == 200, await ready.text()

        async def result() -> dict[str, float]:
            lines = (await (await client.get("/metrics")).text()).splitlines()
            found = [line.split() for line in lines if line.startswith("mobiville_backup_")]
            return {name: float(value) for name, value in found}

        async def made() -> bool:
            return (await result())["mobiville_backup_last_result"] == 1

        await until(made)
        metrics = await result()
        last_good = get_last_good(settings)
        assert last_good is not None
        assert metrics["mobiville_backup_last_good_timestamp_seconds"] == last_good.timestamp()
        assert time.time() - last_good.timestamp() < 60
        for path in settings.second_directory.iterdir():
            path.unlink()
        assert (await result())["mobiville_backup_last_good_timestamp_seconds"] == 0


async def test_it_is_not_ready_when_a_place_cannot_be_written(small_world: World):
    settings = small_world.settings
    settings.second_directory.write_text("in the way")
    async with TestClient(TestServer(create_app(settings))) as client:
        parts = (await (await client.get("/health/ready")).json())["parts"]
    assert parts["second_directory"].startswith("UnavailableError: ")
    assert parts["directory"] == parts["database"] == "ok"
