"""Back up, lose or damage, restore, compare row by row; and everything that must be refused."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from backup.errors import BackupError
from backup.making import make_backup
from backup.manifest import HEADER_BYTES
from backup.restoring import find_backup, restore_backup
from services.cities.tables import SYNC, TARGETS
from shared.broker.contract import Delivery
from shared.broker.memory import MemoryBroker
from shared.database import create_engine, reading
from shared.sync.live import Live
from shared.sync.queries import Versions, get_versions
from shared.sync.receiver import Receiver
from tests.backup.world import IMPORTED, SERVICES, SMALL, World, settings_of
from tests.publish import sync_messages

MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


async def restore(world: World, asked: str = "lundi", *, second: bool = False) -> None:
    await restore_backup(world.settings, find_backup(world.settings, asked, second=second))


async def test_what_is_restored_is_what_was_backed_up_row_by_row(world: World):
    before = world.rows()
    await make_backup(world.settings, MONDAY)
    world.server.execute(
        "USE mobiville_cities; DELETE FROM price WHERE code_insee < '10000'; UPDATE region SET name = 'lost';"
        "DROP TABLE mobiville_tensions.tension; DROP TABLE keepsakes.picture; TRUNCATE keepsakes.album;"
        "CREATE TABLE keepsakes.later (id INT PRIMARY KEY);"
    )
    await restore(world)
    assert world.rows() == before
    assert world.scratch() == ""


async def test_a_quarter_is_restored_from_the_second_place(world: World):
    before = world.rows()
    await make_backup(world.settings, MONDAY)
    shutil.rmtree(world.settings.directory)
    world.server.execute("DELETE FROM mobiville_cities.price")
    await restore(world, "t4", second=True)
    assert world.rows() == before


async def refused(world: World, path: Path, reason: str) -> str:
    """Restoring the file is refused for the reason, and nothing has changed."""
    before = world.rows()
    with pytest.raises(BackupError, match=reason) as raised:
        await restore_backup(world.settings, path)
    assert world.rows() == before
    assert world.scratch() == ""
    assert "\n" not in str(raised.value)
    return str(raised.value)


def damage(path: Path, at: int) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)


async def test_damaged_and_foreign_files_are_refused_and_change_nothing(small_world: World, tmp_path: Path):
    await make_backup(small_world.settings, MONDAY)
    path = find_backup(small_world.settings, "lundi")
    whole = path.read_bytes()

    damage(path, len(whole) // 2 + HEADER_BYTES // 2)
    said = await refused(small_world, path, r"_lundi.sql.zst is damaged: its SHA-256 is not")
    assert "its second copy is whole: mobiville restore mobivilleproduction_lundi.sql.zst --second" in said
    path.write_bytes(whole[:-1000])
    await refused(small_world, path, r"is truncated: [\d,]+ bytes of [\d,]+: refused, nothing has changed")
    path.write_bytes(whole[:1000])
    await refused(small_world, path, "first 64 kB, which say what it holds, are damaged")
    path.write_bytes(whole)
    damage(path, 300)
    await refused(small_world, path, "first 64 kB, which say what it holds, are damaged")
    path.write_bytes(b"-- MariaDB dump 10.19\nDROP DATABASE cities;\n" * 5000)
    await refused(small_world, path, "not a backup of Mobiville")
    path.unlink()
    await refused(small_world, path, "does not exist")


async def test_backups_of_another_environment_or_of_other_schemas_are_refused(
    small_world: World, tmp_path: Path
):
    staging = settings_of(small_world.server, tmp_path / "b", environment="staging", schemas=SMALL)
    await make_backup(staging, MONDAY)
    with pytest.raises(
        BackupError, match="is a backup of staging, BACKUP_ENVIRONMENT is production: refused"
    ):
        find_backup(small_world.settings, "mobivillestaging_lundi.sql.zst")
    renamed = tmp_path / "mobivilleproduction_lundi.sql.zst"
    shutil.copy(find_backup(staging, "lundi"), renamed)
    await refused(small_world, renamed, "is a backup of staging, BACKUP_ENVIRONMENT is production: refused")

    small_world.server.execute(
        "CREATE DATABASE memories; CREATE TABLE memories.alembic_version (version_num INT PRIMARY KEY);"
        "INSERT INTO memories.alembic_version VALUES (1); GRANT ALL ON memories.* TO backup_test"
    )
    more = settings_of(small_world.server, tmp_path, schemas=("keepsakes", "memories"))
    await make_backup(more, MONDAY)
    path = find_backup(small_world.settings, "lundi")
    await refused(
        small_world, path, "holds the schemas keepsakes, memories; BACKUP_SCHEMAS are keepsakes: ref"
    )
    small_world.server.execute("DROP DATABASE memories")


def with_migration(settings_migrations: Path, tmp_path: Path) -> Path:
    """The services as of a later version of the code, whose cities has one more migration."""
    later = tmp_path / "later"
    shutil.copytree(settings_migrations / "cities" / "migrations", later / "cities" / "migrations")
    (later / "cities" / "migrations" / "versions" / "9000_mayor.py").write_text(
        "import sqlalchemy as sa\nfrom alembic import op\n"
        f"revision, down_revision = '9000', '{_head()}'\n"
        "def upgrade() -> None:\n    op.add_column('commune', sa.Column('mayor', sa.String(80)))\n"
    )
    return later


def _head() -> str:
    versions = (SERVICES / "cities" / "migrations" / "versions").glob("[0-9]*.py")
    return max(path.name for path in versions).split("_")[0]


async def test_an_older_backup_is_migrated_and_a_newer_one_refused(world: World, tmp_path: Path):
    await make_backup(world.settings, MONDAY)
    later = settings_of(world.server, tmp_path, migrations=with_migration(SERVICES, tmp_path))
    await restore_backup(later, find_backup(later, "lundi"))
    assert world.server.execute("SELECT version_num FROM mobiville_cities.alembic_version") == "9000\n"
    assert world.server.execute("SELECT COUNT(mayor) FROM mobiville_cities.commune") == "0\n"

    await make_backup(later, MONDAY)
    world.server.execute("UPDATE mobiville_cities.alembic_version SET version_num = '0001'")
    await refused(
        world, find_backup(later, "lundi"), "mobiville_cities is of migration 9000, newer than this"
    )


def service_engine(world: World) -> AsyncEngine:
    """As the service cities connects."""
    return create_engine(
        f"mariadb+aiomysql://mobiville_cities:mobiville@127.0.0.1:{world.server.port}/mobiville_cities"
    )


async def test_an_import_under_way_goes_on_and_is_applied_to_what_was_restored(world: World, tmp_path: Path):
    await make_backup(world.settings, MONDAY)
    prices = [{"code_insee": f"{code:05}", "price_m2": 1.5, "sales": 1} for code in range(2000)]
    first, *others = [
        Delivery(key, body, number, {}, 1)
        for key, body, number in sync_messages("prices", prices, rows_per_batch=1000)
        if not key.endswith("started")
    ]
    engine, broker = service_engine(world), MemoryBroker(tmp_path / "letters")
    receiver = Receiver("cities", engine, broker, SYNC, TARGETS)
    await receiver.handle(first)
    await restore(world)
    for delivery in others:
        await receiver.handle(delivery)
    await engine.dispose()
    await broker.close()
    assert (
        world.server.execute("SELECT COUNT(*), SUM(price_m2) FROM mobiville_cities.price") == "2000\t3000\n"
    )


async def test_services_that_run_see_that_their_data_are_others(world: World):
    await make_backup(world.settings, MONDAY)
    engine = service_engine(world)

    async def version() -> Versions:
        async with reading(engine) as connection:
            return await get_versions(connection, SYNC, ["prices"])

    async def count() -> int:
        async with reading(engine) as connection:
            return int(await connection.scalar(text("SELECT COUNT(*) FROM price")))

    world.server.execute(
        "DELETE FROM mobiville_cities.price; UPDATE mobiville_cities.sync_dataset SET version = version + 1"
    )
    live = Live("prices", version, count)
    await live.refresh()
    assert live.value == 0
    await restore(world)
    await live.refresh()
    assert live.value == 20_000
    await engine.dispose()


async def test_there_is_a_way_back_from_the_wrong_day(small_world: World):
    await make_backup(small_world.settings, MONDAY)
    small_world.server.execute("UPDATE keepsakes.picture SET taken = 7")
    wanted = small_world.rows()
    await restore(small_world)
    wrong = small_world.rows()
    assert wrong != wanted
    await restore(small_world, "avant-restauration")
    assert small_world.rows() == wanted
    await restore(small_world, "avant-restauration")
    assert small_world.rows() == wrong
    assert small_world.scratch() == ""


async def test_an_empty_database_does_not_stop_a_restore(small_world: World):
    before = small_world.rows()
    await make_backup(small_world.settings, MONDAY)
    small_world.server.execute("DELETE FROM keepsakes.picture; DELETE FROM keepsakes.album")
    await restore(small_world)
    assert small_world.rows() == before
    assert not find_backup(small_world.settings, "avant-restauration").exists()


async def test_a_freshly_migrated_database_is_backed_up_and_restored(fresh_world: World):
    empty = fresh_world.rows()
    await make_backup(fresh_world.settings, MONDAY)
    fresh_world.server.execute(IMPORTED)
    full = fresh_world.rows()
    await restore(fresh_world)
    imports = "mobiville_cities.sync_run"  # stays: one may be under way
    assert fresh_world.rows() == {**empty, imports: full[imports]}
    await restore(fresh_world, "avant-restauration")
    assert fresh_world.rows() == full


async def test_a_database_that_cannot_be_read_does_not_stop_a_restore(world: World):
    before = world.rows()
    await make_backup(world.settings, MONDAY)
    world.server.execute("DROP TABLE mobiville_cities.alembic_version")
    await restore(world)
    assert world.rows() == before
    assert not find_backup(world.settings, "avant-restauration").exists()


async def test_a_way_back_that_cannot_be_written_stops_the_restore(small_world: World):
    await make_backup(small_world.settings, MONDAY)
    shutil.rmtree(small_world.settings.directory)
    small_world.settings.directory.write_text("in the way")
    await refused(small_world, find_backup(small_world.settings, "lundi", second=True), "File exists")
