"""The service with a small France in it, which is imported once for all tests."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.cities.france import ROWS
from tests.cities.running import Cities, running_cities
from tests.servers.mariadb import MariaDB


async def _fill(database_url: str) -> None:
    async with running_cities(database_url) as cities:
        await cities.fill(ROWS)


def _sqlite(path: Path | str) -> str:
    return f"sqlite+aiosqlite:///{path}"


@pytest.fixture(scope="session")
def sqlite_france(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cities") / "france.db"
    asyncio.run(_fill(_sqlite(path)))
    return path


@pytest.fixture(scope="session")
def mariadb_france(mariadb: MariaDB) -> str:
    url = mariadb.create_database("cities_france")
    asyncio.run(_fill(url))
    return url


@pytest.fixture
async def empty_cities(tmp_path: Path) -> AsyncIterator[Cities]:
    """Nothing imported yet; SQLite."""
    async with running_cities(_sqlite(tmp_path / "cities.db")) as cities:
        yield cities


@pytest.fixture
async def cities(sqlite_france: Path, tmp_path: Path) -> AsyncIterator[Cities]:
    """The small France, the test's own; SQLite."""
    path = tmp_path / "cities.db"
    # not the file alone: what was written last may still be in the log beside it
    with closing(sqlite3.connect(sqlite_france)) as source, closing(sqlite3.connect(path)) as copy:
        source.backup(copy)
    async with running_cities(_sqlite(path)) as cities:
        yield cities


@pytest.fixture(params=["sqlite", "mariadb"])
def france_url(request: pytest.FixtureRequest) -> str:
    if request.param == "sqlite":
        return _sqlite(request.getfixturevalue("sqlite_france"))
    url: str = request.getfixturevalue("mariadb_france")
    return url


@pytest.fixture
async def both_cities(france_url: str) -> AsyncIterator[Cities]:
    """The small France, to be read only, on each database."""
    async with running_cities(france_url) as cities:
        yield cities
