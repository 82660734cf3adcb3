"""What a backup says of itself: a zstd skippable frame of fixed size at the start of the file.

`zstd -dc FILE` skips it and gives the SQL; we read it without reading the rest.
"""

import hashlib
import struct
from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from backup.errors import BackupError, NotABackupError

HEADER_BYTES = 64 * 1024
_FRAME = struct.Struct("<II")
_SKIPPABLE = 0x184D2A5B
_PAYLOAD_BYTES = HEADER_BYTES - _FRAME.size
_DIGEST_BYTES = 64


class TableFacts(BaseModel):
    """Rows, and MariaDB's CHECKSUM TABLE of them."""

    model_config = ConfigDict(frozen=True)

    rows: int
    checksum: int | None


class SchemaFacts(BaseModel):
    """`revision` is the last migration applied."""

    model_config = ConfigDict(frozen=True)

    revision: str
    tables: Mapping[str, TableFacts]

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())


class Manifest(BaseModel):
    """`created_at` (UTC) is when the snapshot was taken; `body_…` is what follows the header."""

    model_config = ConfigDict(frozen=True)

    program: Literal["mobiville"] = "mobiville"
    version: Literal[1] = 1
    environment: str
    created_at: datetime
    server: str
    schemas: Mapping[str, SchemaFacts]
    body_bytes: int
    body_sha256: str


def encode_header(manifest: Manifest) -> bytes:
    """The frame, HEADER_BYTES long."""
    text = manifest.model_dump_json().encode().ljust(_PAYLOAD_BYTES - _DIGEST_BYTES)
    if len(text) > _PAYLOAD_BYTES - _DIGEST_BYTES:
        raise BackupError(f"the manifest takes {len(text)} bytes, there is room for {_PAYLOAD_BYTES}")
    return _FRAME.pack(_SKIPPABLE, _PAYLOAD_BYTES) + _digest(text) + text


def decode_header(header: bytes) -> Manifest:
    """The manifest; NotABackupError (without the file's name) when it is none or is damaged."""
    if len(header) < _FRAME.size or _FRAME.unpack_from(header) != (_SKIPPABLE, _PAYLOAD_BYTES):
        raise NotABackupError("not a backup of Mobiville")
    digest, text = header[_FRAME.size :][:_DIGEST_BYTES], header[_FRAME.size + _DIGEST_BYTES :]
    if len(header) < HEADER_BYTES or _digest(text) != digest:
        raise NotABackupError("its first 64 kB, which say what it holds, are damaged")
    try:
        return Manifest.model_validate_json(text)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        where = ".".join(map(str, fault["loc"]))
        raise NotABackupError(f"written by another program or version ({where}: {fault['msg']})") from None


def _digest(text: bytes) -> bytes:
    return hashlib.sha256(text).hexdigest().encode()
