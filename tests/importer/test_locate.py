from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import aiohttp
import pytest

from services.importer.dataset import Dataset, Download
from services.importer.download import Downloader
from services.importer.locate import Located, NoFileError, find_in_folder, locate_files
from services.importer.reference import BUNDLED, Reference, load_reference
from services.importer.report import Report
from services.importer.sources.rome import read_titles
from shared.events.rows import Row
from tests.importer.file_server import FileServer, serving


def read_nothing(files: Sequence[Path], report: Report, reference: Reference) -> Iterator[Row]:
    return iter(())


RENTS = Dataset(
    name="rents",
    title="Loyers",
    producer="Nobody",
    licence="Licence Ouverte 2.0",
    page="https://example.org/rents",
    read=read_nothing,
    minimum_rows=1,
    patterns=("pred-app-*.csv", "loyers*.csv"),
)
SAMPLE = replace(RENTS, bundled="regions.csv", bundled_sample=True)


def put(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()


async def test_a_file_is_taken_whatever_its_name(tmp_path: Path):
    put(tmp_path, "anything.txt")
    assert await locate_files(RENTS, tmp_path / "anything.txt") == Located(
        (tmp_path / "anything.txt",), "https://example.org/rents"
    )


async def test_a_folder_is_searched_through(tmp_path: Path):
    put(tmp_path, "2018/deep/Loyers-2018.CSV", "2018/other.csv")
    located = await locate_files(RENTS, tmp_path)
    assert located.names == "Loyers-2018.CSV"


def test_the_first_pattern_that_matches_wins(tmp_path: Path):
    put(tmp_path, "loyers-2018.csv", "pred-app-mef-dhup.csv")
    assert [path.name for path in find_in_folder(RENTS, tmp_path)] == ["pred-app-mef-dhup.csv"]


def test_the_newest_by_name_is_taken(tmp_path: Path):
    put(tmp_path, "a/loyers-20211221.csv", "z/loyers-20201103.csv")
    assert [path.name for path in find_in_folder(RENTS, tmp_path)] == ["loyers-20211221.csv"]


def test_every_match_is_taken_where_the_dataset_has_several_files(tmp_path: Path):
    put(tmp_path, "loyers-a.csv", "loyers-b.csv")
    several = replace(RENTS, newest_only=False)
    assert [path.name for path in find_in_folder(several, tmp_path)] == ["loyers-a.csv", "loyers-b.csv"]


def test_a_pattern_may_name_a_folder(tmp_path: Path):
    put(tmp_path, "x/outlines/regions.geojson", "x/regions.geojson")
    outlines = replace(RENTS, patterns=("outlines/*.geojson",), newest_only=False)
    assert find_in_folder(outlines, tmp_path) == (tmp_path / "x/outlines/regions.geojson",)


def test_a_download_that_is_not_over_is_no_file(tmp_path: Path):
    put(tmp_path, "loyers.csv.part")
    assert find_in_folder(replace(RENTS, patterns=("loyers*",)), tmp_path) == ()


async def test_a_folder_without_the_file_says_what_was_looked_for(tmp_path: Path):
    with pytest.raises(NoFileError) as missing:
        await locate_files(RENTS, tmp_path)
    assert str(missing.value) == (
        f"rents: nothing named pred-app-*.csv or loyers*.csv in {tmp_path} or below"
    )


async def test_a_path_that_does_not_exist_says_so(tmp_path: Path):
    with pytest.raises(NoFileError, match="does not exist"):
        await locate_files(RENTS, tmp_path / "nowhere")


async def test_every_official_address_is_fetched(tmp_path: Path):
    async with serving(FileServer(b"code\n")) as server, aiohttp.ClientSession() as session:
        downloads = tuple(Download(server.url, name) for name in ("a.csv", "b.csv"))
        downloader = Downloader(session, tmp_path, 1_000, total_seconds=5)
        located = await locate_files(replace(RENTS, downloads=downloads), "official", downloader)
    assert located.files == (tmp_path / "a.csv", tmp_path / "b.csv")
    assert located.url == server.url


async def test_without_official_address_what_is_bundled_and_real_is_official():
    assert (await locate_files(replace(RENTS, bundled="regions.csv"), "official")).files == (
        BUNDLED / "regions.csv",
    )


async def test_a_bundled_sample_never_stands_in_for_the_official_file():
    with pytest.raises(NoFileError, match=r"no official address .*example.org/rents .*--from FILE"):
        await locate_files(SAMPLE, "official")


async def test_a_bundled_sample_says_that_it_is_one():
    assert (await locate_files(SAMPLE, "bundled")).sample
    assert (await locate_files(SAMPLE, BUNDLED / "regions.csv")).sample


async def test_a_file_given_by_the_operator_is_no_sample(tmp_path: Path):
    put(tmp_path, "regions.csv")
    assert not (await locate_files(SAMPLE, tmp_path / "regions.csv")).sample


async def test_what_is_not_bundled_says_how_to_be_given():
    with pytest.raises(NoFileError, match="no open package carries it"):
        await locate_files(RENTS, "bundled")


async def test_with_the_offers_proxy_job_titles_are_those_that_it_has(tmp_path: Path):
    content = b'{"sandbox": true, "items": [{"code_ogr": "1", "code_rome": "J1506", "label": "Infirmier"}]}'
    titles = replace(RENTS, proxied=Download("/internal/rome/titles", "rome-titles.json"))
    async with serving(FileServer(content)) as server, aiohttp.ClientSession() as session:
        address = server.url.rsplit("/", 1)[0]
        downloader = Downloader(session, tmp_path, 1_000, total_seconds=5, jobs_url=address)
        located = await locate_files(titles, "official", downloader)
    assert located == Located((tmp_path / "rome-titles.json",), RENTS.page, sample=True)
    (title,) = read_titles(located.files, Report(), load_reference())
    assert title.model_dump() == {"code_ogr": "1", "code_rome": "J1506", "label": "Infirmier"}


async def test_an_address_that_is_no_offers_proxy_says_so(tmp_path: Path):
    titles = replace(RENTS, proxied=Download("/internal/rome/titles", "rome-titles.json"))
    async with serving(FileServer(b"<html>")) as server, aiohttp.ClientSession() as session:
        address = server.url.rsplit("/", 1)[0]
        downloader = Downloader(session, tmp_path, 1_000, total_seconds=5, jobs_url=address)
        with pytest.raises(NoFileError, match="gave no list of the offers proxy"):
            await locate_files(titles, "official", downloader)
