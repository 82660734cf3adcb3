"""`mobiville backup`, `mobiville backup list`, `mobiville restore`, as an operator types them."""

import os
import subprocess
import sys
from pathlib import Path

from tests.backup.conftest import small_world
from tests.backup.world import World

__all__ = ["small_world"]


def run(world: World, *words: str) -> subprocess.CompletedProcess[str]:
    settings = world.settings
    environment = {
        **os.environ,
        "COLUMNS": "200",
        "BACKUP_DATABASE_URL": settings.database_url.get_secret_value(),
        "BACKUP_ENVIRONMENT": settings.environment,
        "BACKUP_SCHEMAS": ",".join(settings.schemas),
        "BACKUP_DIRECTORY": str(settings.directory),
        "BACKUP_SECOND_DIRECTORY": str(settings.second_directory),
    }
    command = [sys.executable, "-m", "mobiville", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_back_up_list_restore(small_world: World):
    before = small_world.rows()
    made = run(small_world, "backup")
    assert "Proved by restoring it aside" in made.stdout, made.stderr
    listed = run(small_world, "backup", "list").stdout
    assert "mobivilleproduction_T4.sql.zst" in listed or "mobivilleproduction_T" in listed
    assert "5,003" in listed
    small_world.server.execute("DELETE FROM keepsakes.picture")
    [quarter] = [path.name for path in Path(small_world.settings.directory).glob("*_T*")]
    restored = run(small_world, "restore", quarter)
    assert f"{quarter} of " in restored.stdout, restored.stderr
    assert "5,003 rows in keepsakes" in restored.stdout
    assert small_world.rows() == before


def test_the_way_back_is_listed_as_having_no_second_copy(small_world: World):
    assert run(small_world, "backup").returncode == 0
    [quarter] = [path.name for path in Path(small_world.settings.directory).glob("*_T*")]
    assert run(small_world, "restore", quarter).returncode == 0
    second_copies = {
        cells[1].strip(): cells[-2].strip()
        for line in run(small_world, "backup", "list").stdout.splitlines()
        if len(cells := line.split("│")) > 2
    }
    assert second_copies.pop("mobivilleproduction_avant-restauration.sql.zst") == "none is made"
    assert set(second_copies.values()) == {"yes"}


def test_what_cannot_be_done_is_one_line_and_an_exit_code(small_world: World):
    unknown = run(small_world, "restore", "monday")
    assert (unknown.returncode, unknown.stderr.count("\n")) == (2, 1)
    assert "monday is no name of a backup" in unknown.stderr
    missing = run(small_world, "restore", "lundi", "--yes")
    assert (missing.returncode, missing.stderr.count("\n")) == (1, 1)
    assert "does not exist (mobiville backup list)" in missing.stderr
