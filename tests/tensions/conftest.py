"""The service with a small world in it; one event loop per module, so that one service answers many tests."""

from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import pytest
import pytest_asyncio

from tests.servers.mariadb import MariaDB
from tests.tensions.running import Tensions, running_tensions
from tests.tensions.small_world import ROWS


@pytest_asyncio.fixture(loop_scope="module")
async def empty_tensions(tmp_path: Path) -> AsyncIterator[Tensions]:
    """Nothing imported yet, to be changed at will; SQLite."""
    async with running_tensions(f"sqlite+aiosqlite:///{tmp_path / 'tensions.db'}") as tensions:
        yield tensions


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def tensions(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Tensions]:
    """The small world, to be read only; SQLite."""
    file = tmp_path_factory.mktemp("tensions") / "tensions.db"
    async with running_tensions(f"sqlite+aiosqlite:///{file}") as tensions:
        await tensions.fill(ROWS)
        yield tensions


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def tensions_on_mariadb(mariadb: MariaDB) -> AsyncIterator[Tensions]:
    """The small world, to be read only; MariaDB."""
    async with running_tensions(mariadb.create_database(f"tensions_{uuid4().hex[:12]}")) as tensions:
        await tensions.fill(ROWS)
        yield tensions


@pytest.fixture(params=["tensions", "tensions_on_mariadb"])
def both_tensions(request: pytest.FixtureRequest) -> Tensions:
    """The small world, to be read only, on each database."""
    tensions: Tensions = request.getfixturevalue(request.param)
    return tensions
