"""Counting who reads help schemes, many at a time."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping

# Adds readings to schemes; how many each then has. All of them or, raising, none.
Store = Callable[[Mapping[str, int]], Awaitable[dict[str, int]]]


class ViewCounter:
    """Readings that come while others are being stored are stored next, together.

    With a transaction each, readers of the same scheme would wait in turns, each for the disk.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._next = _Batch()
        self._storing: asyncio.Task[None] | None = None

    async def add(self, slug: str) -> int:
        """One more, stored; how many there are then. Raises what storing raised."""
        batch = self._next
        batch.readings[slug] += 1
        if self._storing is None:
            self._storing = asyncio.create_task(self._store_all())
        return (await asyncio.shield(batch.totals))[slug]

    async def _store_all(self) -> None:
        while self._next.readings:
            batch, self._next = self._next, _Batch()
            try:
                batch.totals.set_result(await self._store(batch.readings))
            except Exception as error:  # noqa: BLE001  # each of those who wait is told
                batch.totals.set_exception(error)
                batch.totals.exception()  # known, even when nobody waits any more
        self._storing = None


class _Batch:
    def __init__(self) -> None:
        self.readings: Counter[str] = Counter()
        self.totals: asyncio.Future[dict[str, int]] = asyncio.get_running_loop().create_future()
