"""Images on the disk."""

import asyncio
import os
from pathlib import Path

import pytest

from services.enrichment.image_files import Image, ImageFiles, describe_image, make_key
from services.enrichment.image_types import find_type
from tests.enrichment.commons import SVG, jpeg

NOW = 1_700_000_000.0  # before any test runs


def image(width: int, fetched_at: float = NOW) -> Image:
    return describe_image(jpeg(width), "image/jpeg", fetched_at)


def files_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


async def opened(folder: Path, max_bytes: int = 10_000_000) -> ImageFiles:
    files = ImageFiles(folder, max_bytes)
    await files.open()
    return files


async def test_what_is_kept_is_found_as_it_was(tmp_path: Path):
    files = await opened(tmp_path)
    await files.keep(make_key("a"), image(250))
    assert await files.find(make_key("a")) == image(250)
    assert await files.find(make_key("b")) is None


async def test_it_is_found_after_a_restart(tmp_path: Path):
    await (await opened(tmp_path)).keep(make_key("a"), image(250))
    again = await opened(tmp_path)
    assert await again.find(make_key("a")) == image(250)
    assert again.size == len(jpeg(250))


async def test_the_least_recently_shown_make_room_also_after_a_restart(tmp_path: Path):
    size = len(image(250).body)
    files = await opened(tmp_path, 3 * size)
    for number, name in enumerate("abc"):
        await files.keep(make_key(name), image(250))
        (path,) = (path for path in files_in(tmp_path) if path.name.startswith(make_key(name)))
        os.utime(path, (NOW + number, NOW + number))
    await files.find(make_key("a"))
    again = await opened(tmp_path, 3 * size)
    await again.keep(make_key("d"), image(250))
    there = [name for name in "abcd" if await again.find(make_key(name))]
    assert there == ["a", "c", "d"]
    assert (again.size, len(files_in(tmp_path))) == (3 * size, 3)


async def test_a_folder_that_shrinks_is_tidied_when_it_is_opened(tmp_path: Path):
    files = await opened(tmp_path)
    for name in "abcd":
        await files.keep(make_key(name), image(250))
    assert len(await opened(tmp_path, 2 * len(image(250).body))) == 2
    assert len(files_in(tmp_path)) == 2


async def test_a_newer_one_takes_the_place_of_the_older(tmp_path: Path):
    files = await opened(tmp_path)
    await files.keep(make_key("a"), image(250, NOW))
    await files.keep(make_key("a"), image(400, NOW + 60))
    assert await files.find(make_key("a")) == image(400, NOW + 60)
    assert (len(files), files.size, len(files_in(tmp_path))) == (1, len(jpeg(400)), 1)


async def test_a_read_that_a_newer_one_overtook_does_not_delete_it(tmp_path: Path):
    files = await opened(tmp_path)
    await files.keep(make_key("a"), image(250, NOW))
    (old,) = files_in(tmp_path)
    old.unlink()
    os.mkfifo(old)  # whoever reads it waits until somebody writes
    reading = asyncio.create_task(files.find(make_key("a")))
    with await asyncio.to_thread(old.open, "wb"):
        await files.keep(make_key("a"), image(400, NOW + 60))
    assert await reading is None
    assert await files.find(make_key("a")) == image(400, NOW + 60)


@pytest.mark.parametrize("damage", [b"", b"<html>", jpeg(250)[:-10], SVG])
async def test_a_damaged_file_is_no_image(tmp_path: Path, damage: bytes):
    files = await opened(tmp_path)
    await files.keep(make_key("a"), image(250))
    files_in(tmp_path)[0].write_bytes(damage)
    assert await files.find(make_key("a")) is None
    assert (len(files), files_in(tmp_path)) == (0, [])


async def test_a_file_that_somebody_deleted_is_not_there(tmp_path: Path):
    files = await opened(tmp_path)
    await files.keep(make_key("a"), image(250))
    files_in(tmp_path)[0].unlink()
    assert await files.find(make_key("a")) is None
    await files.keep(make_key("a"), image(250))
    assert await files.find(make_key("a")) is not None


async def test_what_a_kill_left_half_written_goes_and_what_is_not_ours_stays(tmp_path: Path):
    files = await opened(tmp_path)
    await files.keep(make_key("a"), image(250))
    folder = files_in(tmp_path)[0].parent
    for name in (".unfinished-1", ".unfinished-2"):
        (folder / name).write_bytes(b"half")
    os.utime(folder / ".unfinished-1", (NOW, NOW))
    (folder / "notes.txt").write_text("mine")
    assert len(await opened(tmp_path)) == 1
    assert {path.name for path in files_in(tmp_path)} >= {"notes.txt"}
    assert not (folder / ".unfinished-1").exists()
    assert (folder / ".unfinished-2").exists(), "another process may be writing it"


async def test_a_folder_that_cannot_be_written_is_done_without(tmp_path: Path):
    occupied = tmp_path / "file"
    occupied.write_text("not a folder")
    files = await opened(occupied)
    await files.keep(make_key("a"), image(250))
    assert await files.find(make_key("a")) is None


def test_an_image_is_what_its_content_says():
    assert find_type(jpeg(10)) == "image/jpeg"
    assert find_type(b"RIFF\x10\x00\x00\x00WEBPVP8 ") == "image/webp"
    assert find_type(b"\x89PNG\r\n\x1a\n...") == "image/png"
    assert [find_type(body) for body in (SVG, b"", b"<!doctype html>", b"RIFF")] == [None] * 4
