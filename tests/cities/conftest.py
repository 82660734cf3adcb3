"""The service with a small France in it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.cities.france import ROWS
from tests.cities.running import Cities, running_cities
from tests.servers.mariadb import MariaDB


@pytest.fixture
async def empty_cities(tmp_path: Path) -> AsyncIterator[Cities]:
    """Nothing imported yet; SQLite."""
    async with running_cities(f"sqlite+aiosqlite:///{tmp_path / 'cities.db'}") as cities:
        yield cities


@pytest.fixture
async def cities(empty_cities: Cities) -> Cities:
    """The small France; SQLite."""
    await empty_cities.fill(ROWS)
    return empty_cities


@pytest.fixture(params=["sqlite", "mariadb"])
async def both_cities(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Cities]:
    """The small France, on each database."""
    if request.param == "sqlite":
        url = f"sqlite+aiosqlite:///{tmp_path / 'cities.db'}"
    else:
        server: MariaDB = request.getfixturevalue("mariadb")
        url = server.create_database("cities_api")
    async with running_cities(url) as cities:
        await cities.fill(ROWS)
        yield cities
