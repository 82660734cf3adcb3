"""Back up, lose or damage, restore, compare row by row; and everything that must be refused."""

from datetime import UTC, datetime

import pytest

from backup.errors import BackupError, NotABackupError
from backup.making import make_backup
from backup.restoring import find_backup, restore_backup
from tests.backup.world import World

MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


async def test_what_is_restored_is_what_was_backed_up_row_by_row(world: World):
    before = world.rows()
    await make_backup(world.settings, MONDAY)
    world.server.execute(
        "DELETE FROM cities.price WHERE code_insee < '10000'; UPDATE cities.region SET name = 'lost';"
        "DROP TABLE tensions.tension; DROP TABLE keepsakes.picture; TRUNCATE keepsakes.album;"
    )
    assert world.rows() != before
    await restore_backup(world.settings, find_backup(world.settings, "lundi"))
    assert world.rows() == before
    assert world.scratch() == ""
