"""SQL to the body of a backup (one zstd frame with its own checksum), and back."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

import zstandard

from backup.errors import NotABackupError
from backup.manifest import HEADER_BYTES

_LEVEL = 9
# Small: SQL grows a hundredfold when it is decompressed.
_CHUNK = 1 << 14


class BodyWriter:
    """Compresses into the file behind the header, and knows what it wrote."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._file.seek(HEADER_BYTES)
        self._compressor = zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True).compressobj()
        self._digest = hashlib.sha256()
        self.bytes = 0

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()

    def write(self, sql: bytes) -> None:
        """OSError when the disk is full."""
        self._keep(self._compressor.compress(sql))

    def finish(self) -> None:
        self._keep(self._compressor.flush())

    def _keep(self, compressed: bytes) -> None:
        self._file.write(compressed)
        self._digest.update(compressed)
        self.bytes += len(compressed)


def read_sql(path: Path, on_bytes: Callable[[int], None]) -> Iterator[bytes]:
    """The SQL of a backup; `on_bytes` is told how many compressed bytes were read. NotABackupError."""
    decompressor, done = zstandard.ZstdDecompressor().decompressobj(), 0
    with path.open("rb") as file:
        file.seek(HEADER_BYTES)
        while chunk := file.read(_CHUNK):
            try:
                sql = decompressor.decompress(chunk)
            except zstandard.ZstdError as error:
                raise NotABackupError(f"{path} is damaged: {error}") from None
            on_bytes(done := done + len(chunk))
            if sql:
                yield sql
    if not decompressor.eof:
        raise NotABackupError(f"{path} is truncated")
