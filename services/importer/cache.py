"""The folder of downloaded files: beside each, what its server said identifies this version of it."""

import fcntl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import orjson


class DownloadError(Exception):
    """The file could not be had from its official address; `str()` says why and what is left to do."""


@dataclass(frozen=True, slots=True)
class Validators:
    """The ETag and Last-Modified of one version of a file at one address; either may be empty."""

    url: str
    etag: str = ""
    last_modified: str = ""

    @classmethod
    def of(cls, url: str, headers: Mapping[str, str]) -> "Validators":
        if "Content-Encoding" in headers:  # the bytes that we keep are not the ones that the server names
            return cls(url)
        return cls(url, headers.get("ETag", ""), headers.get("Last-Modified", ""))

    @property
    def if_changed(self) -> dict[str, str]:
        """The headers that ask for the file unless it still is this version."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in asked.items() if value}

    @property
    def if_range(self) -> str:
        """What proves that a partial file can be completed (a weak ETag does not); empty when nothing."""
        return self.etag if self.etag and not self.etag.startswith("W/") else self.last_modified


@dataclass(frozen=True, slots=True)
class CachedFile:
    """A file of the cache (`path`), and the one that is on its way (`part`)."""

    path: Path

    @property
    def part(self) -> Path:
        return self.path.with_name(f"{self.path.name}.part")

    def validators(self, of: Path, url: str) -> Validators | None:
        """Of `path` or `part`; None when it is not there, is of another address, or of unknown version."""
        try:
            known = Validators(**orjson.loads(_beside(of).read_bytes()))
        except (OSError, orjson.JSONDecodeError, TypeError):
            return None
        return known if of.exists() and known.url == url else None

    def start_part(self, validators: Validators) -> None:
        """An empty partial file of this version."""
        self.discard_part()
        _beside(self.part).write_bytes(orjson.dumps(validators))
        self.part.touch()

    def discard_part(self) -> None:
        _beside(self.part).unlink(missing_ok=True)
        self.part.unlink(missing_ok=True)

    def finish_part(self) -> None:
        """Put the partial file, now whole, in place; a crash in between only costs another download."""
        _beside(self.path).unlink(missing_ok=True)
        self.part.replace(self.path)
        _beside(self.part).replace(_beside(self.path))

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Held by one process at a time; DownloadError when another one is at it."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.with_name(f"{self.path.name}.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise DownloadError(
                    f"{self.path.name}: another import is downloading it, wait for it"
                ) from error
            yield


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.version.json")
