"""What the tests of backups share."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.backup.world import FRESH, SCHEMAS, SMALL, USER, World, build_world
from tests.servers.mariadb import MariaDB


def _built(server: MariaDB, places: Path, schemas: tuple[str, ...]) -> Iterator[World]:
    yield asyncio.run(build_world(server, places, schemas))
    for schema in schemas:
        server.drop_database(schema)
    server.execute(f"DROP USER '{USER}'@'%'")


@pytest.fixture
def world(mariadb: MariaDB, tmp_path: Path) -> Iterator[World]:
    """With the schemas of the services."""
    yield from _built(mariadb, tmp_path, SCHEMAS)


@pytest.fixture
def small_world(mariadb: MariaDB, tmp_path: Path) -> Iterator[World]:
    """With one small schema."""
    yield from _built(mariadb, tmp_path, SMALL)


@pytest.fixture
def fresh_world(mariadb: MariaDB, tmp_path: Path) -> Iterator[World]:
    """As the services have just made it: their migrations have run, nothing was imported."""
    yield from _built(mariadb, tmp_path, FRESH)
