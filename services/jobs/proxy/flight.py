"""One piece of work for any number of identical requests: in this process, and over all replicas."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any, Generic, TypeVar
from uuid import uuid4

from services.jobs.proxy.patience import Patience, Urgency
from services.jobs.proxy.store.contract import Store
from shared.errors import UnavailableError

R = TypeVar("R")
Work = Callable[[Patience], Coroutine[Any, Any, R]]

_LOCK_SECONDS = 1.5  # what the others lose when a replica dies at work
_EXTEND_SECONDS = 0.4
_SHORTEST_POLL_SECONDS, _LONGEST_POLL_SECONDS = 0.02, 0.2
_GRACE_SECONDS = 0.25  # the work knows better why it is late than who waits for it


class _Flight(Generic[R]):
    def __init__(self, task: asyncio.Task[R], patience: Patience) -> None:
        self.task = task
        self.patience = patience
        self.waiters = 0


class Flights(Generic[R]):
    """The work under way in this process, by key; keys begin with the name of the API and a colon."""

    def __init__(self) -> None:
        self._flights: dict[str, _Flight[R]] = {}

    async def join(self, key: str, patience: Patience, work: Work[R]) -> R:
        """The outcome of the work under way for the key, begun if there is none.

        Whoever waits leaves at its own deadline (UnavailableError) or when cancelled; the work goes on as
        long as somebody waits, and is cancelled when nobody does. Its patience grows with theirs.
        """
        flight = self._flights.get(key)
        if flight is None:
            flight = self._begin(key, patience.copy(), work)
        flight.patience.join(patience)
        flight.waiters += 1
        try:
            async with asyncio.timeout(patience.remaining() + _GRACE_SECONDS):
                return await asyncio.shield(flight.task)
        except TimeoutError:
            raise _late(key, "no answer before the deadline") from None
        finally:
            flight.waiters -= 1
            if not flight.waiters:
                self._end(key, flight)

    def _begin(self, key: str, patience: Patience, work: Work[R]) -> _Flight[R]:
        flight = self._flights[key] = _Flight(asyncio.create_task(work(patience)), patience)
        flight.task.add_done_callback(lambda _: self._end(key, flight))
        return flight

    def _end(self, key: str, flight: _Flight[R]) -> None:
        if self._flights.get(key) is flight:
            del self._flights[key]
        if not flight.task.done():
            flight.task.cancel()
        elif not flight.task.cancelled():
            flight.task.exception()  # heard, even when whoever waited has just left


async def once_everywhere(
    store: Store,
    key: str,
    patience: Patience,
    look: Callable[[], Awaitable[R | None]],
    work: Callable[[], Awaitable[R]],
) -> R:
    """What `look` finds once some replica has done the work, this one if no other is at it.

    When a visitor waits for work that another replica does in the background, it becomes urgent there too.
    `work` leaves its outcome where `look` finds it. A replica that dies at work is replaced after
    1.5 seconds. UnavailableError at the deadline.
    """
    holder, lock = uuid4().hex, f"lock:{key}"
    pause = _SHORTEST_POLL_SECONDS
    while not await store.acquire(lock, holder, _LOCK_SECONDS):
        if patience.urgency is Urgency.VISITOR:
            await store.put(f"urgent:{key}", b"1", _LOCK_SECONDS)
        if not patience.remaining():
            raise _late(key, "another replica still waits for its answer")
        await asyncio.sleep(pause)
        pause = min(pause * 1.2, _LONGEST_POLL_SECONDS)
        if (found := await look()) is not None:
            return found
    async with _holding(store, key, holder, patience):
        found = await look()
        return await work() if found is None else found


def _late(key: str, reason: str) -> UnavailableError:
    api, _, _ = key.partition(":")
    return UnavailableError(f"{api}: {reason}", retry_after=2, upstream=api)


@asynccontextmanager
async def _holding(store: Store, key: str, holder: str, patience: Patience) -> AsyncIterator[None]:
    lock = f"lock:{key}"

    async def keep() -> None:
        while True:
            await asyncio.sleep(_EXTEND_SECONDS)
            await store.extend(lock, holder, _LOCK_SECONDS)
            if patience.urgency is not Urgency.VISITOR and await store.get(f"urgent:{key}"):
                patience.urgency = Urgency.VISITOR

    keeper = asyncio.create_task(keep())
    try:
        yield
    finally:
        keeper.cancel()
        await store.release(lock, holder)
