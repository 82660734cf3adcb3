import random
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import aiohttp
import pytest

from services.importer.cache import CachedFile, DownloadError, Validators
from services.importer.dataset import Download
from services.importer.download import ATTEMPTS, MAX_REDIRECTS, Downloader, fetch_file, open_downloader
from services.importer.settings import ImporterSettings
from tests.importer.file_server import FileServer, serving

CONTENT = random.Random(7).randbytes(1_500_000)
OTHER = random.Random(8).randbytes(1_200_000)


@pytest.fixture
async def server() -> AsyncIterator[FileServer]:
    async with serving(FileServer(CONTENT)) as server:
        yield server


@pytest.fixture
async def downloader(tmp_path: Path) -> AsyncIterator[Downloader]:
    timeout = aiohttp.ClientTimeout(total=None, sock_connect=2, sock_read=2)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        yield Downloader(session, tmp_path, 5_000_000, total_seconds=20, first_wait_seconds=0.01)


@pytest.fixture
def fetch(server: FileServer, downloader: Downloader):
    async def fetch(**changes) -> bytes:
        changed = replace(downloader, **changes)
        path = await fetch_file(changed, Download(server.url, "data.csv"), lambda *_: None)
        return path.read_bytes()

    return fetch


def left_over(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {"data.csv", "data.csv.version.json", "data.csv.lock"}


async def test_the_file_is_kept_under_its_name_and_nothing_else_stays(fetch, tmp_path: Path):
    assert await fetch() == CONTENT
    assert left_over(tmp_path) == set()


async def test_progress_goes_up_to_the_size(server: FileServer, downloader: Downloader):
    seen: list[tuple[int, int | None]] = []
    await fetch_file(downloader, Download(server.url, "data.csv"), lambda *sizes: seen.append(sizes))
    assert seen[-1] == (len(CONTENT), len(CONTENT))
    assert seen == sorted(seen)


@pytest.mark.parametrize("validators", [{"etag": '"1"'}, {"etag": 'W/"1"'}])
async def test_an_unchanged_file_is_not_transferred_again(fetch, server: FileServer, validators):
    server.etag = validators["etag"]
    await fetch()
    assert await fetch() == CONTENT
    assert server.statuses == [200, 304]


async def test_a_changed_file_is_transferred_again(fetch, server: FileServer):
    await fetch()
    server.content, server.etag = OTHER, '"2"'
    assert await fetch() == OTHER


async def test_a_server_that_identifies_nothing_gives_the_file_every_time(fetch, server: FileServer):
    server.etag = ""
    await fetch()
    server.content = OTHER
    assert await fetch() == OTHER


async def test_a_cut_connection_is_resumed_where_it_broke(fetch, server: FileServer):
    server.cut_after = 900_000
    assert await fetch() == CONTENT
    assert server.statuses[-1] == 206
    resumed = int(server.requests[-1]["Range"].removeprefix("bytes=").rstrip("-"))
    assert 0 < resumed <= 900_000
    assert server.requests[-1]["If-Range"] == '"1"'


async def test_a_date_is_enough_to_resume(fetch, server: FileServer):
    server.etag, server.last_modified = "", "Mon, 23 Nov 2026 10:00:00 GMT"
    server.cut_after = 900_000
    assert await fetch() == CONTENT
    assert server.statuses[-1] == 206


def leave_part(folder: Path, server: FileServer, content: bytes, etag: str = '"1"') -> CachedFile:
    """A partial file, as a process that was killed leaves it."""
    file = CachedFile(folder / "data.csv")
    file.start_part(Validators(server.url, etag))
    file.part.write_bytes(content)
    return file


async def test_a_download_is_resumed_by_the_next_process(fetch, server: FileServer, tmp_path: Path):
    leave_part(tmp_path, server, CONTENT[:900_000])
    assert await fetch() == CONTENT
    assert server.requests[0]["Range"] == "bytes=900000-"
    assert left_over(tmp_path) == set()


async def test_a_file_that_changed_since_the_cut_is_taken_from_the_start(fetch, server, tmp_path: Path):
    leave_part(tmp_path, server, OTHER[:900_000], etag='"0"')
    assert await fetch() == CONTENT
    assert server.statuses == [200]


async def test_a_part_of_another_address_is_not_completed(fetch, server: FileServer, tmp_path: Path):
    file = leave_part(tmp_path, server, OTHER[:900_000])
    file.start_part(Validators("http://elsewhere.example/data.csv", '"1"'))
    file.part.write_bytes(OTHER[:900_000])
    assert await fetch() == CONTENT


async def test_a_part_that_is_whole_is_kept_on_416(fetch, server: FileServer, tmp_path: Path):
    leave_part(tmp_path, server, CONTENT)
    assert await fetch() == CONTENT
    assert server.statuses == [416]


async def test_a_part_that_is_too_long_is_thrown_away_on_416(fetch, server: FileServer, tmp_path: Path):
    leave_part(tmp_path, server, CONTENT + b"more")
    assert await fetch() == CONTENT
    assert server.statuses == [416, 200]


async def test_the_wrong_part_of_the_file_is_not_appended(fetch, server: FileServer, tmp_path: Path):
    leave_part(tmp_path, server, CONTENT[:900_000])
    server.shift = 10
    assert await fetch() == CONTENT
    assert server.statuses == [206, 200]


async def test_a_server_without_ranges_gives_the_whole_file_again(fetch, server: FileServer):
    server.ranges, server.cut_after = False, 900_000
    assert await fetch() == CONTENT
    assert server.statuses[-1] == 200


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
async def test_a_passing_failure_is_tried_again(fetch, server: FileServer, status: int):
    server.failures = [status, status]
    assert await fetch() == CONTENT


@pytest.mark.parametrize("status", [401, 403, 404, 410])
async def test_a_lasting_refusal_is_not_tried_again(fetch, server: FileServer, status: int):
    server.failures = [status]
    with pytest.raises(DownloadError, match=f"answers {status} .*--from FILE"):
        await fetch()
    assert server.statuses == [status]


async def test_an_outage_ends_with_an_error_that_points_to_the_copy_at_hand(fetch, server, tmp_path: Path):
    await fetch()
    server.failures = [503] * ATTEMPTS
    with pytest.raises(DownloadError) as failed:
        await fetch()
    assert "status 503" in str(failed.value)
    assert f"--from {tmp_path / 'data.csv'}" in str(failed.value)
    assert (tmp_path / "data.csv").read_bytes() == CONTENT


async def test_nobody_listening_is_an_error_that_says_what_to_do(downloader: Downloader):
    with pytest.raises(DownloadError, match=r"could not be downloaded: .*import it with --from FILE"):
        await fetch_file(downloader, Download("http://127.0.0.1:9/data.csv", "data.csv"), lambda *_: None)


async def test_a_server_that_stays_silent_is_given_up(fetch, server: FileServer):
    server.silent = True
    with pytest.raises(DownloadError, match="could not be downloaded"):
        await fetch(total_seconds=0.3)


async def test_a_file_announced_too_large_is_refused_before_it_is_transferred(fetch, tmp_path: Path):
    with pytest.raises(DownloadError, match="more than the 1,000,000 bytes"):
        await fetch(max_bytes=1_000_000)
    assert left_over(tmp_path) == set()


async def test_a_body_without_end_is_cut_at_the_limit(fetch, server: FileServer, tmp_path: Path):
    server.endless = True
    with pytest.raises(DownloadError, match="more than the 1,000,000 bytes"):
        await fetch(max_bytes=1_000_000)
    assert left_over(tmp_path) == set()


async def test_a_redirection_is_followed(fetch, server: FileServer):
    async with serving(FileServer(redirect_to=server.url)) as other:
        server.url, target = other.url, server.url
        assert await fetch() == CONTENT
        server.url = target


async def test_redirections_in_a_circle_are_refused(fetch, server: FileServer):
    server.redirect_to = server.url
    with pytest.raises(DownloadError):
        await fetch()
    assert len(server.statuses) <= MAX_REDIRECTS + 1


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://127.0.0.1/data.csv"])
async def test_a_redirection_to_anything_but_http_is_refused(fetch, server: FileServer, address: str):
    server.redirect_to = address
    with pytest.raises(DownloadError):
        await fetch()


async def test_two_processes_do_not_write_the_same_file(fetch, tmp_path: Path):
    with CachedFile(tmp_path / "data.csv").locked(), pytest.raises(DownloadError, match="another import"):
        await fetch()


async def test_an_unreadable_version_file_only_costs_a_transfer(fetch, server: FileServer, tmp_path: Path):
    await fetch()
    (tmp_path / "data.csv.version.json").write_text("{broken")
    assert await fetch() == CONTENT
    assert server.statuses == [200, 200]


async def test_the_settings_make_the_downloader(server: FileServer, tmp_path: Path):
    settings = ImporterSettings(cache_dir=tmp_path, user_agent="a-test", max_download_bytes=2_000_000)
    async with open_downloader(settings) as downloader:
        await fetch_file(downloader, Download(server.url, "data.csv"), lambda *_: None)
    assert server.requests[0]["User-Agent"] == "a-test"
    assert server.requests[0]["Accept-Encoding"] == "identity"
