"""One world for the run, put back as it was for each test that asks for it."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.backup.world import SCHEMAS, USER, World, build_world, settings_of
from tests.servers.mariadb import MariaDB


@pytest.fixture
def world(mariadb: MariaDB, tmp_path: Path) -> Iterator[World]:
    yield asyncio.run(build_world(mariadb, tmp_path))
    for schema in SCHEMAS:
        mariadb.drop_database(schema)
    mariadb.execute(f"DROP USER '{USER}'@'%'")


@pytest.fixture
def places(tmp_path: Path) -> Path:
    return tmp_path


__all__ = ["settings_of"]
