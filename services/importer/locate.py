"""Where the files of a dataset are: given by the operator, at their official address, or bundled."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from pathlib import Path
from typing import Literal

import orjson

from services.importer.dataset import Dataset, Download
from services.importer.download import Downloader, OnBytes, fetch_file
from services.importer.reference import BUNDLED

Origin = Path | Literal["official", "bundled"]


class NoFileError(Exception):
    """No file of the dataset is there; `str()` says where it was looked for and how to give one."""


@dataclass(frozen=True, slots=True)
class Located:
    """The files to read; `url` is where they come from, `sample` that they are invented."""

    files: tuple[Path, ...]
    url: str
    sample: bool = False

    @property
    def names(self) -> str:
        return ", ".join(file.name for file in self.files)


async def locate_files(
    dataset: Dataset, origin: Origin, downloader: Downloader | None = None, on_bytes: OnBytes | None = None
) -> Located:
    """The files of the dataset: `origin` is a file, a folder (searched through), "official" or "bundled".

    A dataset without an official address comes from bundled/ then, unless that is a sample: real data
    in use is not to be replaced with invented figures by mistake. NoFileError, DownloadError.
    """
    if isinstance(origin, Path):
        return _given(dataset, origin)
    if origin == "bundled":
        return _bundled(dataset)
    if downloader and downloader.jobs_url and dataset.proxied:
        return await _ask_proxy(dataset, dataset.proxied, downloader, on_bytes or _ignore)
    if dataset.downloads:
        return await _download(dataset, downloader, on_bytes or _ignore)
    if dataset.bundled_sample or dataset.bundled is None:
        raise NoFileError(
            f"{dataset.name}: no official address to download from; get the file ({_names(dataset)}) from "
            f"{dataset.page} and import it with --from FILE"
        )
    return _bundled(dataset)


async def _download(dataset: Dataset, downloader: Downloader | None, on_bytes: OnBytes) -> Located:
    if downloader is None:
        raise ValueError(f"{dataset.name} has to be downloaded, which needs a downloader")
    files = [await fetch_file(downloader, download, on_bytes) for download in dataset.downloads]
    return Located(tuple(files), dataset.downloads[0].url)


async def _ask_proxy(
    dataset: Dataset, proxied: Download, downloader: Downloader, on_bytes: OnBytes
) -> Located:
    """What the offers proxy has; its stand-in's answers are a sample."""
    download = replace(proxied, url=f"{downloader.jobs_url}{proxied.url}")
    file = await fetch_file(downloader, download, on_bytes)
    try:
        sample = bool(orjson.loads(file.read_bytes())["sandbox"])
    except (orjson.JSONDecodeError, KeyError, TypeError) as error:
        raise NoFileError(f"{dataset.name}: {download.url} gave no list of the offers proxy") from error
    return Located((file,), dataset.page, sample)


def _given(dataset: Dataset, path: Path) -> Located:
    if path.is_file():
        return _located(dataset, (path,))
    if not path.is_dir():
        raise NoFileError(f"{dataset.name}: {path} does not exist")
    found = find_in_folder(dataset, path)
    if not found:
        raise NoFileError(f"{dataset.name}: nothing named {_names(dataset)} in {path} or below")
    return _located(dataset, found)


def find_in_folder(dataset: Dataset, folder: Path) -> tuple[Path, ...]:
    """The files of the first pattern that matches any: all of them, or the last by name (`newest_only`)."""
    files = sorted(
        (path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(".part")),
        key=lambda path: (path.name, path),
    )
    for pattern in (*dataset.patterns, *([dataset.bundled] if dataset.bundled else [])):
        found = [path for path in files if _matches(path.relative_to(folder), pattern)]
        if found:
            return (found[-1],) if dataset.newest_only else tuple(found)
    return ()


def _matches(path: Path, pattern: str) -> bool:
    """By name, or by the end of the path when the pattern has folders; whatever the case."""
    parts = pattern.lower().split("/")
    ends = [part.lower() for part in path.parts[-len(parts) :]]
    return len(ends) == len(parts) and all(map(fnmatch, ends, parts))


def _bundled(dataset: Dataset) -> Located:
    files = sorted(BUNDLED.glob(dataset.bundled)) if dataset.bundled else []
    if not files:
        raise NoFileError(f"{dataset.name}: no open package carries it; import it with --from FILE")
    return _located(dataset, files)


def _located(dataset: Dataset, files: Sequence[Path]) -> Located:
    bundled = all(file.resolve().is_relative_to(BUNDLED) for file in files)
    return Located(tuple(files), dataset.page, sample=bundled and dataset.bundled_sample)


def _names(dataset: Dataset) -> str:
    return " or ".join(dataset.patterns) or dataset.name


def _ignore(received: int, expected: int | None) -> None:
    """Progress that nobody looks at."""
