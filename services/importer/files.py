"""Opening the files of a dataset: plain, .zip, .gz or .bz2 (told by content), read as a capped stream."""

import bz2
import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, BinaryIO, Protocol

import orjson

from services.importer.dataset import RefusedFileError

MAX_BYTES = 4 * 1024**3
MAX_JSON_BYTES = 256 * 1024**2
_BUFFER = 1024 * 1024
_ZIP_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})  # zipfile unpacks others without bounds
_DAMAGE = (EOFError, OSError, RuntimeError, ValueError, struct.error, zipfile.BadZipFile, zlib.error)


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


class _Capped(io.RawIOBase):
    """Refuses to give more than `max_bytes`, so that a small archive cannot unpack without end."""

    def __init__(self, source: _Readable, path: Path, max_bytes: int) -> None:
        self._source = source
        self._path = path
        self._max_bytes = max_bytes
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        view = memoryview(buffer)
        with _refusing_damage(self._path):
            data = self._source.read(len(view))
        self._given += len(data)
        if self._given > self._max_bytes:
            raise RefusedFileError(f"{self._path.name}: more than {self._max_bytes:,} bytes once unpacked")
        view[: len(data)] = data
        return len(data)


@contextmanager
def _refusing_damage(path: Path) -> Iterator[None]:
    try:
        yield
    except _DAMAGE as error:
        what = "cannot be read" if getattr(error, "errno", None) else "truncated or damaged, fetch it again"
        raise RefusedFileError(f"{path.name}: {what} ({error})") from error


@contextmanager
def open_data(path: Path, *, member: str = "*", max_bytes: int = MAX_BYTES) -> Iterator[BinaryIO]:
    """The bytes of `path`, unpacked. In a zip exactly one file must match `member` (glob on its name).

    RefusedFileError, also while reading: damaged, truncated, or larger than `max_bytes` unpacked.
    """
    with ExitStack() as stack:
        with _refusing_damage(path):
            raw = stack.enter_context(path.open("rb"))
            magic = raw.read(10)
            raw.seek(0)
            source = _unpacked(raw, magic, path, member, stack)
        yield io.BufferedReader(_Capped(source, path, max_bytes), _BUFFER)


def _unpacked(raw: BinaryIO, magic: bytes, path: Path, member: str, stack: ExitStack) -> _Readable:
    if magic.startswith(b"PK\x03\x04"):
        archive = stack.enter_context(zipfile.ZipFile(raw))
        return stack.enter_context(archive.open(_find_member(archive, path, member)))
    if magic.startswith(b"\x1f\x8b"):
        return stack.enter_context(gzip.open(raw))
    if magic.startswith(b"BZh") and magic[4:] == b"1AY&SY":
        return stack.enter_context(bz2.open(raw))
    return raw


def _find_member(archive: zipfile.ZipFile, path: Path, member: str) -> zipfile.ZipInfo:
    files = [info for info in archive.infolist() if not info.is_dir()]
    found = [info for info in files if fnmatch(Path(info.filename).name.lower(), member.lower())]
    if len(found) != 1:
        names = [info.filename for info in found or files]
        raise RefusedFileError(f"{path.name}: expected one file named {member} in the archive, found {names}")
    if found[0].compress_type not in _ZIP_METHODS:
        raise RefusedFileError(f"{path.name}: packed by another method than deflate, pack it again")
    return found[0]


def read_text(path: Path, *, max_bytes: int = MAX_JSON_BYTES, encoding: str | None = None) -> str:
    """The whole (small) file: `encoding`, or UTF-8 and else cp1252."""
    with open_data(path, max_bytes=max_bytes) as stream:
        return decode(stream.read(), encoding)


def read_json(path: Path, *, max_bytes: int = MAX_JSON_BYTES, encoding: str | None = None) -> Any:
    """A whole JSON document; RefusedFileError when it is not one, or too large."""
    try:
        return orjson.loads(read_text(path, max_bytes=max_bytes, encoding=encoding))
    except orjson.JSONDecodeError as error:
        raise RefusedFileError(f"{path.name}: not a JSON document, or truncated ({error})") from error


def decode(data: bytes, encoding: str | None = None) -> str:
    """The text of `data`. Without `encoding`: UTF-8, else cp1252, else latin-1 (which takes any byte)."""
    if encoding is not None:
        return data.decode(encoding, errors="replace")
    for candidate in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(candidate)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")
