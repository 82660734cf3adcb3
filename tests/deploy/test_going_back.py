"""Going back across a migration: the schema is expanded first, contracted later; older code runs on it."""

import re
import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from services.cities.tables import SYNC, TARGETS
from shared.broker.contract import Delivery
from shared.broker.memory import MemoryBroker
from shared.database import create_engine, reading
from shared.migrations import migrate
from shared.sync.receiver import Receiver
from tests.publish import sync_messages

ROOT = Path(__file__).parents[2]
CITIES = ROOT / "services" / "cities" / "migrations"
_EXPAND = """
import sqlalchemy as sa
from alembic import op
revision, down_revision = "9000", "{head}"
def upgrade() -> None:
    for table in ("price", "price_staging"):
        op.add_column(table, sa.Column("rooms", sa.Integer()))
    op.create_index("ix_price_rooms", "price", ["rooms"])
"""


def upgrade_of(path: Path) -> str:
    source = path.read_text()
    return source[source.index("def upgrade") :].partition("\ndef downgrade")[0]


def test_a_migration_that_takes_something_away_says_so_in_its_name():
    """…NNNN_contract_….py, in a release after the one whose code stopped using it (docs/operations.md)."""
    files = sorted((ROOT / "services").glob("*/migrations/versions/[0-9]*.py"))
    assert files
    takers = [path.name for path in files if re.search(r"drop_|rename_|alter_column", upgrade_of(path))]
    assert [name for name in takers if "_contract_" not in name] == []


@pytest.fixture
def later(tmp_path: Path) -> Path:
    """The migrations of the next version, which expands the schema."""
    folder = shutil.copytree(CITIES, tmp_path / "migrations")
    head = max(path.name for path in (CITIES / "versions").glob("[0-9]*.py")).split("_")[0]
    (folder / "versions" / "9000_expand.py").write_text(_EXPAND.format(head=head))
    return folder


async def test_the_version_before_runs_on_the_schema_of_the_next(mariadb_url: str, later: Path):
    engine = create_engine(mariadb_url)
    await migrate(engine, CITIES)
    await import_prices(mariadb_url, 1000)
    await migrate(engine, later)  # the next version is deployed
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE price SET rooms = 3 WHERE code_insee = '00001'"))

    await migrate(engine, CITIES)  # and the version before again: it starts as always
    await import_prices(mariadb_url, 2000)
    async with reading(engine) as connection:
        facts = (await connection.execute(text("SELECT COUNT(*), MAX(sales), SUM(rooms) FROM price"))).one()
        revision = await connection.scalar(text("SELECT version_num FROM alembic_version"))
    assert tuple(facts) == (2000, 2000, 3)
    assert revision == "9000"

    await migrate(engine, later)  # the next version comes back and finds its schema
    await engine.dispose()


async def import_prices(url: str, count: int) -> None:
    """As the service of today does it."""
    engine, broker = create_engine(url), MemoryBroker()
    receiver = Receiver("cities", engine, broker, SYNC, TARGETS)
    rows = [{"code_insee": f"{code:05}", "price_m2": 1.5, "sales": count} for code in range(count)]
    for key, body, number in sync_messages("prices", rows):
        await receiver.handle(Delivery(key, body, number, {}, 1))
    await broker.close()
    await engine.dispose()
