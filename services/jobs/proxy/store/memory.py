"""The store in this process: for one replica alone, and for when Redis is away."""

import time
from collections import OrderedDict, defaultdict
from collections.abc import Callable

from services.jobs.proxy.store.contract import Quota, Turn
from services.jobs.proxy.store.turns import Turns


class MemoryStore:
    """Holds `max_bytes` of values at most; the least recently used go first."""

    def __init__(self, max_bytes: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._max_bytes = max_bytes
        self._clock = clock
        self._values: OrderedDict[str, tuple[bytes, float]] = OrderedDict()
        self._bytes = 0
        self._locks: dict[str, tuple[str, float]] = {}
        self._turns: defaultdict[str, Turns] = defaultdict(Turns)

    async def get(self, key: str) -> bytes | None:
        value, until = self._values.get(key, (None, 0.0))
        if value is None:
            return None
        if self._clock() >= until:
            self._drop(key)
            return None
        self._values.move_to_end(key)
        return value

    async def put(self, key: str, value: bytes, seconds: float) -> None:
        self._drop(key)
        self._values[key] = (value, self._clock() + seconds)
        self._bytes += len(value)
        while self._bytes > self._max_bytes:
            self._drop(next(iter(self._values)))

    def _drop(self, key: str) -> None:
        value, _ = self._values.pop(key, (b"", 0.0))
        self._bytes -= len(value)

    async def acquire(self, lock: str, holder: str, seconds: float) -> bool:
        now = self._clock()
        held_by, until = self._locks.get(lock, (holder, now))
        if held_by != holder and now < until:
            return False
        self._locks[lock] = (holder, now + seconds)
        return True

    async def extend(self, lock: str, holder: str, seconds: float) -> bool:
        held_by, until = self._locks.get(lock, ("", 0.0))
        now = self._clock()
        if held_by != holder or now >= until:
            return False
        self._locks[lock] = (holder, now + seconds)
        return True

    async def release(self, lock: str, holder: str) -> None:
        if self._locks.get(lock, ("", 0.0))[0] == holder:
            del self._locks[lock]

    async def take_turn(self, quota: Quota, waiter: str, *, urgency: int, patience: float) -> Turn:
        turns = self._turns[quota.name]
        return turns.take(quota, waiter, self._clock(), urgency=urgency, patience=patience)

    async def leave(self, quota: Quota, waiter: str) -> None:
        self._turns[quota.name].leave(waiter)

    async def slow_down(self, quota: Quota, *, pause: float, calls: int | None, seconds: float) -> None:
        self._turns[quota.name].slow_down(self._clock(), pause=pause, calls=calls, seconds=seconds)

    async def close(self) -> None:
        self._values.clear()
        self._bytes = 0
