"""Images on the disk: as many as fit, the least recently shown go first; they survive a restart."""

import asyncio
import os
import re
import time
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from uuid import uuid4

import structlog

from services.enrichment.image_types import find_type

log = structlog.get_logger(__name__)

_NAME = re.compile(r"(?P<key>[0-9a-f]{32})\.(?P<fetched>\d{1,12})\.(?P<size>\d{1,9})")
_UNFINISHED = ".unfinished-"
_ABANDONED_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Image:
    """`etag` is of the content, without quotes; `fetched_at` in seconds since 1970."""

    body: bytes
    content_type: str
    etag: str
    fetched_at: float


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    size: int
    fetched_at: int


def describe_image(body: bytes, content_type: str, fetched_at: float) -> Image:
    """The image of a body."""
    return Image(body, content_type, blake2b(body, digest_size=16).hexdigest(), fetched_at)


def make_key(*parts: object) -> str:
    """The name of an image in the folder: nothing of what it is made of can be seen in it."""
    return blake2b("\n".join(map(str, parts)).encode(), digest_size=16).hexdigest()


class ImageFiles:
    """The images of one folder, which is this process's own. What it cannot write it does without."""

    def __init__(self, folder: Path, max_bytes: int) -> None:
        self._folder = folder
        self._max_bytes = max_bytes
        self._files: OrderedDict[str, _File] = OrderedDict()
        self._bytes = 0

    @property
    def size(self) -> int:
        """Bytes on the disk."""
        return self._bytes

    def __len__(self) -> int:
        return len(self._files)

    async def open(self) -> None:
        """Find what an earlier run left there."""
        for key, file in await asyncio.to_thread(lambda: list(_scan(self._folder))):
            await self._add(key, file)

    async def find(self, key: str) -> Image | None:
        """The image, which is then the most recently shown; None when it is not there, or not whole."""
        file = self._files.get(key)
        if file is None:
            return None
        self._files.move_to_end(key)
        image = await asyncio.to_thread(_read, file)
        if image is None and self._files.get(key) is file:  # not when a newer one has just replaced it
            await self._forget(key)
        return image

    async def keep(self, key: str, image: Image) -> None:
        """Write it whole or not at all; older ones make room."""
        name = f"{key}.{int(image.fetched_at)}.{len(image.body)}"
        file = _File(self._folder / key[:2] / name, len(image.body), int(image.fetched_at))
        try:
            await asyncio.to_thread(_write, file.path, image.body)
        except OSError as error:
            log.warning("image_not_kept", folder=str(self._folder), error=repr(error))
            return
        await self._add(key, file)

    async def _add(self, key: str, file: _File) -> None:
        if key in self._files and self._files[key].path != file.path:
            await self._forget(key)
        if key not in self._files:
            self._bytes += file.size
        self._files[key] = file
        while self._bytes > self._max_bytes and len(self._files) > 1:
            await self._forget(next(iter(self._files)))

    async def _forget(self, key: str) -> None:
        file = self._files.pop(key, None)
        if file is not None:
            self._bytes -= file.size
            await asyncio.to_thread(_delete, file.path)


def _scan(folder: Path) -> Iterator[tuple[str, _File]]:
    """The files that are whole, the least recently shown first; abandoned ones are deleted."""
    found: list[tuple[float, str, _File]] = []
    for path in folder.glob("*/*"):
        if path.name.startswith(_UNFINISHED):
            if _is_abandoned(path):
                _delete(path)
        elif name := _NAME.fullmatch(path.name):
            status = path.stat()
            file = _File(path, int(name["size"]), int(name["fetched"]))
            if status.st_size == file.size:
                found.append((status.st_mtime, name["key"], file))
            else:
                _delete(path)
    for _, key, file in sorted(found, key=lambda one: one[0]):
        yield key, file


def _is_abandoned(path: Path) -> bool:
    """Writing takes moments: a young one may be what another process, about to end, is writing."""
    try:
        return path.stat().st_mtime < time.time() - _ABANDONED_SECONDS
    except FileNotFoundError:
        return False


def _read(file: _File) -> Image | None:
    try:
        body = file.path.read_bytes()
        os.utime(file.path, (time.time(), time.time()))
    except OSError:
        return None
    content_type = find_type(body)
    if content_type is None or len(body) != file.size:
        return None
    return describe_image(body, content_type, file.fetched_at)


def _write(path: Path, body: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{_UNFINISHED}{uuid4().hex}")
    try:
        unfinished.write_bytes(body)
        unfinished.replace(path)
    except OSError:
        _delete(unfinished)
        raise


def _delete(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        log.warning("image_not_deleted", path=str(path), error=repr(error))
