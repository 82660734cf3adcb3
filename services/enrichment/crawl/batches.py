"""Many questions, a few at a time, until one shows that there is no point in going on."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

import structlog

from services.enrichment.clients.failures import UnreadableError, WikimediaError
from services.enrichment.problems import Problem, Reason

log = structlog.get_logger(__name__)

T = TypeVar("T")

_WORKERS = 3
_UNREADABLE_ENOUGH = 3
_NOT_UNDERSTOOD = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


class Batches(Generic[T]):
    """`failed`: the items of questions that failed, and why; what was never asked is in `left`.
    `stopped` says why the rest was not asked."""

    def __init__(self, items: Sequence[T], size: int) -> None:
        self.left = deque(list(items[start : start + size]) for start in range(0, len(items), size))
        self.failed: list[tuple[T, Problem]] = []
        self.stopped: WikimediaError | None = None
        self._unreadable = 0

    async def run(self, ask: Callable[[list[T]], Awaitable[None]]) -> None:
        """Ask them all. A batch that cannot be read is asked again in halves, down to the one to blame."""
        async with asyncio.TaskGroup() as group:
            for _ in range(_WORKERS):
                group.create_task(self._work(ask))

    async def _work(self, ask: Callable[[list[T]], Awaitable[None]]) -> None:
        while self.left and self.stopped is None:
            batch = self.left.popleft()
            try:
                await ask(batch)
            except UnreadableError as error:
                self._divide(batch, error)
            except WikimediaError as error:
                self._give_up(batch, error)
                self.stopped = error
            except _NOT_UNDERSTOOD as error:
                log.warning("answer_not_understood", exc_info=True)
                self._divide(batch, UnreadableError("wikimedia", f"not understood: {error!r}"))

    def _divide(self, batch: list[T], error: UnreadableError) -> None:
        if len(batch) > 1:
            middle = len(batch) // 2
            self.left.extendleft((batch[middle:], batch[:middle]))
            return
        self._give_up(batch, error)
        self._unreadable += 1
        if self._unreadable >= _UNREADABLE_ENOUGH:
            self.stopped = error

    def _give_up(self, batch: list[T], error: WikimediaError) -> None:
        self.failed += [(item, describe(error)) for item in batch]


def describe(error: WikimediaError) -> Problem:
    """The problem that a failed call makes for the places it was about."""
    reasons: dict[str, Reason] = {"RefusedError": "refused", "UnreadableError": "unreadable"}
    return Problem(reasons.get(type(error).__name__, "unavailable"), str(error))
