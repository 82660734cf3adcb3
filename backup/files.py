"""Backups on disk: never half of one under its name, verified whenever one is used."""

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from backup.errors import BackupError, NotABackupError, PlaceError
from backup.manifest import HEADER_BYTES, Manifest, decode_header

OnBytes = Callable[[int, int], None]

PART = ".part"
_CHUNK = 1 << 20


@contextmanager
def replacing(target: Path) -> Iterator[BinaryIO]:
    """A file to write, which takes the target's name, on disk, when the block ends without an exception.

    PlaceError when the disk is full or the folder cannot be written; the file that was there stays.
    """
    partial = target.with_name(f".{target.name}{PART}")
    try:
        with partial.open("wb+") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        give_name(partial, target)
    except OSError as error:
        raise PlaceError(
            f"{target}: {error.strerror or error}; free space there or choose another folder"
            " (BACKUP_DIRECTORY, BACKUP_SECOND_DIRECTORY); the previous backup is kept"
        ) from error
    finally:
        partial.unlink(missing_ok=True)


def give_name(partial: Path, target: Path) -> None:
    """Replace what had the name, on disk."""
    partial.replace(target)
    _sync_folder(target.parent)


def remove_partials(directory: Path) -> None:
    """Forget what killed processes left."""
    for path in directory.glob(f".*{PART}"):
        path.unlink(missing_ok=True)


def read_manifest(path: Path) -> Manifest:
    """What the backup says of itself. NotABackupError, BackupError."""
    try:
        with path.open("rb") as file:
            return decode_header(file.read(HEADER_BYTES))
    except NotABackupError as error:
        raise NotABackupError(f"{path}: {error}") from None
    except FileNotFoundError:
        raise BackupError(f"{path} does not exist (mobiville backup list)") from None
    except OSError as error:
        raise BackupError(f"{path}: {error.strerror}") from error


def verify(path: Path, on_bytes: OnBytes = lambda *_: None) -> Manifest:
    """Read it whole; NotABackupError when it is not what was written."""
    manifest = read_manifest(path)
    expected = HEADER_BYTES + manifest.body_bytes
    found = path.stat().st_size
    if found != expected:
        wrong = "truncated" if found < expected else "longer than it was"
        raise NotABackupError(f"{path} is {wrong}: {found:,} bytes of {expected:,}")
    digest, done = hashlib.sha256(), 0
    with path.open("rb") as file:
        file.seek(HEADER_BYTES)
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            on_bytes(done := done + len(chunk), manifest.body_bytes)
    if digest.hexdigest() != manifest.body_sha256:
        raise NotABackupError(f"{path} is damaged: its SHA-256 is not the one that was written down")
    return manifest


def copy_verified(source: Path, target: Path) -> None:
    """Copy, read the copy back from the disk, then give it its name. BackupError."""
    with replacing(target) as copy:
        with source.open("rb") as original:
            while chunk := original.read(_CHUNK):
                copy.write(chunk)
        copy.flush()
        os.fsync(copy.fileno())
        os.posix_fadvise(copy.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        verify(Path(copy.name))


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
