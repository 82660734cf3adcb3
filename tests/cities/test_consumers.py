"""Every dataset of the service goes from the broker into its table, once."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from services.cities.state import ENGINE
from services.cities.tables import TARGETS
from shared.database import reading
from shared.events.rows import ROWS as MODELS
from shared.events.rows import owners_of
from tests.cities.france import ROWS
from tests.cities.running import Cities, running_cities
from tests.servers.mariadb import MariaDB


@pytest.fixture(params=["sqlite", "mariadb"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'cities.db'}"
    server: MariaDB = request.getfixturevalue("mariadb")
    return server.create_database("cities_consumers")


@pytest.fixture
async def own_cities(database_url: str) -> AsyncIterator[Cities]:
    async with running_cities(database_url) as cities:
        yield cities


async def rows_in(cities: Cities, dataset: str) -> list[dict[str, Any]]:
    table = TARGETS[dataset].table
    async with reading(cities.app[ENGINE]) as connection:
        found = await connection.execute(select(table).order_by(*table.primary_key))
        return [dict(row) for row in found.mappings()]


def in_order(dataset: str) -> list[dict[str, Any]]:
    keys = [column.name for column in TARGETS[dataset].table.primary_key]
    return sorted(ROWS[dataset], key=lambda row: tuple(row[key] for key in keys))


def test_the_service_keeps_the_datasets_that_are_its_own():
    assert set(TARGETS) == {dataset for dataset in MODELS if "cities" in owners_of(dataset)}


async def test_every_dataset_arrives_as_it_was_sent_and_a_second_import_changes_nothing(own_cities: Cities):
    for dataset, rows in ROWS.items():
        applied = await own_cities.publish(dataset, rows)
        assert (applied.inserted, applied.total) == (len(rows), len(rows)), dataset
        assert await rows_in(own_cities, dataset) == in_order(dataset)
    for dataset, rows in ROWS.items():
        again = await own_cities.publish(dataset, rows)
        assert (again.inserted, again.updated, again.deleted) == (0, 0, 0), dataset
    versions = await own_cities.get("/internal/datasets")
    assert {state["version"] for state in versions} == {1}
