"""Backups on the real MariaDB: named, proved, twice; whatever happens, the ones that were there stay."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from pydantic import SecretStr

from backup.errors import BackupError, BusyError
from backup.files import read_manifest, verify
from backup.inventory import is_recovering
from backup.making import make_backup
from backup.progress import Progress
from backup.queries import alone
from backup.restoring import find_backup, restore_backup
from shared.database import create_engine
from tests.backup.world import SMALL, World, settings_of
from tests.waiting import until

MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
TUESDAY = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
NEW_YEAR = datetime(2027, 1, 1, 2, 0, tzinfo=UTC)


def names(place: Path) -> list[str]:
    return sorted(path.name for path in place.iterdir())


async def test_it_is_named_after_the_day_and_the_quarter_and_written_twice(small_world: World):
    settings = small_world.settings
    await make_backup(settings, MONDAY)
    monday, autumn = "mobivilleproduction_lundi.sql.zst", "mobivilleproduction_T4.sql.zst"
    assert names(settings.directory) == names(settings.second_directory) == [autumn, monday]
    await make_backup(settings, TUESDAY)
    assert verify(settings.directory / autumn).created_at == MONDAY
    await make_backup(settings, NEW_YEAR)
    assert verify(settings.second_directory / "mobivilleproduction_T1.sql.zst").created_at == NEW_YEAR
    assert len(names(settings.directory)) == 5
    for name in names(settings.directory):
        assert verify(settings.directory / name) == verify(settings.second_directory / name)
    assert small_world.scratch() == ""


async def test_it_says_what_it_holds(small_world: World):
    stages: list[Progress] = []
    [first, *_] = await make_backup(small_world.settings, MONDAY, stages.append)
    manifest = read_manifest(first)
    tables = manifest.schemas["keepsakes"].tables
    assert {name: table.rows for name, table in tables.items()} == {
        "alembic_version": 1,
        "album": 2,
        "picture": 5000,
    }
    assert (manifest.environment, manifest.schemas["keepsakes"].revision) == ("production", "0003")
    assert "MariaDB" in manifest.server
    assert {"dumping", "proving", "copying"} <= {one.stage for one in stages}
    proving = [one for one in stages if one.stage == "proving"]
    assert proving[-1].done == proving[-1].total == manifest.body_bytes


async def test_the_file_is_plain_sql_for_the_zstd_program(small_world: World):
    [first, *_] = await make_backup(small_world.settings, MONDAY)
    sql = await asyncio.to_thread(subprocess.check_output, ["zstd", "-dc", str(first)])
    assert b"USE `keepsakes`;" in sql
    assert b"(1,0x00FF0A5C27)" in sql


@contextmanager
def moving_pictures(world: World) -> Iterator[threading.Event]:
    """Transactions, one after the other, after each of which every picture was taken at the same time."""
    stop, begun = threading.Event(), threading.Event()

    def move() -> None:
        while not stop.is_set():
            world.server.execute(
                "USE keepsakes; START TRANSACTION; UPDATE picture SET taken = taken + 1 WHERE id <= 2500;"
                "UPDATE picture SET taken = taken + 1 WHERE id > 2500; COMMIT"
            )
            begun.set()

    mover = threading.Thread(target=move)
    mover.start()
    begun.wait(20)
    try:
        yield begun
    finally:
        stop.set()
        mover.join()


async def test_it_is_one_moment_of_a_database_that_is_written_to(small_world: World):
    with moving_pictures(small_world) as moved:
        for _ in range(3):
            moved.clear()
            await make_backup(small_world.settings, MONDAY)
            await until(moved.is_set)  # writers go on
    await restore_backup(small_world.settings, find_backup(small_world.settings, "lundi"))
    assert small_world.server.execute("SELECT COUNT(DISTINCT taken) FROM keepsakes.picture") == "1\n"


def spawn(world: World, *words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command(*words), env=environment(world))


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "mobiville", *words]


def environment(world: World) -> dict[str, str]:
    settings = world.settings
    return {
        **os.environ,
        "BACKUP_DATABASE_URL": settings.database_url.get_secret_value(),
        "BACKUP_ENVIRONMENT": settings.environment,
        "BACKUP_SCHEMAS": ",".join(settings.schemas),
        "BACKUP_DIRECTORY": str(settings.directory),
        "BACKUP_SECOND_DIRECTORY": str(settings.second_directory),
    }


def take_a_while_to_load(world: World) -> None:
    world.server.execute("USE keepsakes; INSERT INTO picture SELECT seq, 1, 0 FROM seq_10000_to_200000")


async def test_a_backup_that_is_killed_leaves_the_older_one_and_the_next_cleans_up(small_world: World):
    settings = small_world.settings
    [older, *_] = await make_backup(settings)
    whole = older.read_bytes()
    take_a_while_to_load(small_world)
    process = spawn(small_world, "backup")
    await until(lambda: "mobiville_backup_proof" in small_world.scratch())
    assert any(name.endswith(".part") for name in names(settings.directory))
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert older.read_bytes() == whole
    await until_free(small_world)
    [newer, *_] = await make_backup(settings)
    assert verify(newer).schemas["keepsakes"].rows == 5003 + 190_001
    assert not any(name.endswith(".part") for name in names(settings.directory))
    assert small_world.scratch() == ""


async def test_a_restore_that_is_killed_has_changed_nothing(small_world: World):
    settings = small_world.settings
    take_a_while_to_load(small_world)
    [made, *_] = await make_backup(settings)
    held = small_world.rows()
    small_world.server.execute("DELETE FROM keepsakes.picture WHERE id > 4000")
    lost = small_world.rows()
    process = spawn(small_world, "restore", made.name, "--yes")
    await until(lambda: "mobiville_backup_restore" in small_world.scratch())
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert small_world.rows() == lost
    await until_free(small_world)
    await restore_backup(settings, made)
    assert small_world.rows() == held
    assert small_world.scratch() == ""


async def until_free(world: World) -> None:
    """Until the server has noticed that the killed process is gone."""
    await until(lambda: world.server.execute("SELECT IS_FREE_LOCK('mobiville.backup')") == "1\n")


async def test_two_at_once_are_refused(small_world: World):
    engine = create_engine(small_world.settings.database_url.get_secret_value())
    async with alone(engine):
        with pytest.raises(BusyError, match="another backup or restore is under way"):
            await make_backup(small_world.settings, MONDAY)
    await engine.dispose()


async def test_a_full_disk_is_told_in_one_line_and_keeps_the_older_backup(small_world: World):
    settings = small_world.settings
    [older, *_] = await make_backup(settings)
    whole = older.read_bytes()
    limited = ["sh", "-c", 'ulimit -f 100; exec "$@"', "sh", *command("backup")]  # 51 kB a file
    run = partial(subprocess.run, env=environment(small_world), capture_output=True, text=True, check=False)
    done = await asyncio.to_thread(run, limited)
    assert done.returncode == 1
    [line] = done.stderr.splitlines()
    assert f"mobiville: {older}: File too large; free space there or choose another folder" in line
    assert older.read_bytes() == whole
    assert not any(name.endswith(".part") for name in names(settings.directory))


async def test_a_second_place_that_cannot_be_written_is_told(small_world: World, tmp_path: Path):
    (tmp_path / "file").write_text("in the way")
    settings = settings_of(
        small_world.server, tmp_path, second_directory=tmp_path / "file" / "second", schemas=SMALL
    )
    with pytest.raises(BackupError, match=r"file/second: Not a directory \(BACKUP_DIRECTORY, BACKUP_SECOND"):
        await make_backup(settings, MONDAY)


async def test_an_unreachable_database_a_wrong_password_and_an_empty_schema_are_told(
    small_world: World, tmp_path: Path
):
    wrong = {"database_password": SecretStr("wrong")}
    with pytest.raises(BackupError, match=r"BACKUP_DATABASE_URL\): Access denied for user 'backup_test'"):
        await make_backup(settings_of(small_world.server, tmp_path, schemas=SMALL, **wrong), MONDAY)
    away = {"database_url": SecretStr("mariadb+aiomysql://backup@127.0.0.1:1")}
    with pytest.raises(
        BackupError, match=r"the database at 127.0.0.1:1 \(BACKUP_DATABASE_URL\): Can't connect"
    ):
        await make_backup(settings_of(small_world.server, tmp_path, schemas=SMALL, **away), MONDAY)
    with pytest.raises(BackupError, match="the schema nowhere has no tables of Mobiville"):
        await make_backup(settings_of(small_world.server, tmp_path, schemas=("nowhere",)), MONDAY)


def contents(place: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in place.iterdir()}


async def test_an_empty_database_takes_the_place_of_no_backup_with_rows(world: World):
    settings = world.settings
    await make_backup(settings, MONDAY)
    rows, kept = world.rows(), contents(settings.second_directory)
    shutil.rmtree(settings.directory)
    world.server.execute(
        "DELETE FROM keepsakes.picture; DELETE FROM keepsakes.album; USE mobiville_cities;"
        "DELETE FROM region; DELETE FROM price; DELETE FROM outline"
    )
    assert is_recovering(settings)
    with pytest.raises(
        BackupError, match=r"the database is empty, backups with rows are in .*/second: restore"
    ):
        await make_backup(settings, MONDAY)
    assert contents(settings.second_directory) == kept
    assert contents(settings.directory) == {}
    await restore_backup(settings, find_backup(settings, "lundi"))
    assert world.rows() == rows
    assert contents(settings.second_directory) == kept
    await make_backup(settings, TUESDAY)
    assert not is_recovering(settings)
