"""What upstream answered, kept for all replicas, with the ages at which it may still be shown."""

import asyncio
import struct
import zlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import orjson
import structlog
from pydantic import ValidationError

from services.jobs.proxy.failures import RequestRefusedError
from services.jobs.proxy.resources import Resource
from services.jobs.proxy.store.contract import Store

log = structlog.get_logger(__name__)

T = TypeVar("T")

_HEADER = struct.Struct("<BB4d")  # format, flags, fetched_at, fresh_until, revalidate_until, stale_until
_FORMAT = 1
_PACKED, _REFUSAL = 1, 2
_PACK_OVER_BYTES = 2048
_THREAD_OVER_BYTES = 512 * 1024


@dataclass(frozen=True, slots=True)
class Ages:
    """Moments, in seconds since 1970."""

    fetched_at: float
    fresh_until: float
    revalidate_until: float
    stale_until: float


@dataclass(frozen=True, slots=True)
class Kept(Generic[T]):
    """A value or, when upstream refused the request, its refusal (status, message)."""

    ages: Ages
    value: T
    refusal: tuple[int, str | None] | None = None

    def get(self, api: str) -> T:
        """The value; RequestRefusedError when there is a refusal instead."""
        if self.refusal is not None:
            raise RequestRefusedError(api, *self.refusal)
        return self.value


class Cache:
    """The store, and in front of it the values that this process has already decoded: an entry never
    changes, so that one still fresh needs no look at the store. Nothing leaves after its `stale_until`."""

    def __init__(
        self, store: Store, clock: Callable[[], float], *, memory_bytes: int, max_entry_bytes: int
    ) -> None:
        self.store = store
        self.clock = clock
        self._memory_bytes = memory_bytes
        self._max_entry_bytes = max_entry_bytes
        self._decoded: OrderedDict[str, tuple[Kept[Any], int]] = OrderedDict()
        self._bytes = 0

    def recall(self, key: str) -> Kept[Any] | None:
        """What this process remembers."""
        kept, _ = self._decoded.get(key, (None, 0))
        if kept is None:
            return None
        if self.clock() >= kept.ages.stale_until:
            self._forget(key)
            return None
        self._decoded.move_to_end(key)
        return kept

    async def look(self, key: str, resource: Resource[T]) -> Kept[T] | None:
        """What the replicas remember; None too when it is not of the shape that this version reads."""
        entry = await self.store.get(key)
        if entry is None or entry[0] != _FORMAT:
            return None
        try:
            known = self.recall(key)
            if known is not None and known.ages == _read_header(entry)[1]:
                return known  # old, and looked for until it is renewed: decoding it would be most of the work
            kept, size = await _in_thread_if_large(entry, lambda: _decode(entry, resource))
        except (ValidationError, ValueError, zlib.error, struct.error):
            log.warning("entry_unreadable", resource=resource.name)
            return None
        if self.clock() >= kept.ages.stale_until:
            return None
        self._remember(key, kept, size)
        return kept

    async def keep(self, key: str, resource: Resource[T], kept: Kept[T]) -> None:
        """Remember it until it may no longer be shown; not at all when too large."""
        body = _dump(resource, kept)
        entry = await _in_thread_if_large(body, lambda: _encode(kept, body))
        if len(entry) > self._max_entry_bytes:
            log.warning("answer_too_large_to_keep", resource=resource.name, bytes=len(entry))
            return
        seconds = kept.ages.stale_until - self.clock()
        if seconds > 0:
            self._remember(key, kept, len(body))
            await self.store.put(key, entry, seconds)

    def _remember(self, key: str, kept: Kept[Any], size: int) -> None:
        self._forget(key)
        self._decoded[key] = (kept, size)
        self._bytes += size
        while self._bytes > self._memory_bytes:
            self._forget(next(iter(self._decoded)))

    def _forget(self, key: str) -> None:
        _, size = self._decoded.pop(key, (None, 0))
        self._bytes -= size


def _dump(resource: Resource[T], kept: Kept[T]) -> bytes:
    return orjson.dumps(kept.refusal) if kept.refusal else resource.adapter.dump_json(kept.value)


def _encode(kept: Kept[Any], body: bytes) -> bytes:
    flags = _REFUSAL if kept.refusal else 0
    if len(body) > _PACK_OVER_BYTES:
        flags, body = flags | _PACKED, zlib.compress(body, 1)
    ages = kept.ages
    times = (ages.fetched_at, ages.fresh_until, ages.revalidate_until, ages.stale_until)
    return _HEADER.pack(_FORMAT, flags, *times) + body


def _read_header(entry: bytes) -> tuple[int, Ages]:
    _, flags, *times = _HEADER.unpack_from(entry)
    return flags, Ages(*times)


def _decode(entry: bytes, resource: Resource[T]) -> tuple[Kept[T], int]:
    """What was kept, and its size in bytes once unpacked."""
    flags, ages = _read_header(entry)
    body = entry[_HEADER.size :]
    if flags & _PACKED:
        body = zlib.decompress(body)
    if flags & _REFUSAL:
        status, message = orjson.loads(body)
        missing: Any = None
        return Kept(ages, missing, refusal=(status, message)), len(body)
    return Kept(ages, resource.adapter.validate_json(body)), len(body)


R = TypeVar("R")


async def _in_thread_if_large(data: bytes, work: Callable[[], R]) -> R:
    """Packing lets other threads run: half a megabyte would hold the loop for milliseconds."""
    return await asyncio.to_thread(work) if len(data) > _THREAD_OVER_BYTES else work()
