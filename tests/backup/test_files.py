"""Never half a file under a backup's name."""

from pathlib import Path

import pytest

from backup.errors import BackupError
from backup.files import remove_partials, replacing


def test_a_file_takes_its_name_when_it_is_whole(tmp_path: Path):
    target = tmp_path / "backup"
    with replacing(target) as file:
        file.write(b"new")
        assert not target.exists()
    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


def test_an_exception_leaves_what_was_there_and_nothing_else(tmp_path: Path):
    target = tmp_path / "backup"
    target.write_bytes(b"old")
    with pytest.raises(TypeError), replacing(target) as file:
        file.writelines([b"half", None])  # type: ignore[list-item]
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_disk_without_space_is_told_and_leaves_what_was_there(tmp_path: Path):
    target = tmp_path / "backup"
    target.write_bytes(b"old")
    (tmp_path / ".backup.part").symlink_to("/dev/full")
    with (
        pytest.raises(BackupError, match=r"backup: No space left on device; free space there") as raised,
        replacing(target) as file,
    ):
        file.write(b"x" * 100_000)
    assert "the previous backup is kept" in str(raised.value)
    assert target.read_bytes() == b"old"


def test_what_killed_processes_left_is_removed_and_nothing_else(tmp_path: Path):
    for name in (".one.part", "one", ".writable"):
        (tmp_path / name).touch()
    remove_partials(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".writable", "one"]
