"""Starting while what a service depends on is still away: a step is tried until it succeeds."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

import structlog

from shared.errors import UnavailableError

log = structlog.get_logger(__name__)


class Step:
    """Something to be done once before the service is whole: the schema, the subscriptions."""

    def __init__(self, name: str, action: Callable[[], Awaitable[None]], *, pause: float = 1.0) -> None:
        self.name = name
        self._action = action
        self._pause = pause
        self._done = asyncio.Event()
        self._failure = "not done yet"

    async def wait(self) -> None:
        """Return once it is done."""
        await self._done.wait()

    async def check(self) -> None:
        """Raise while it is not done, saying why."""
        if not self._done.is_set():
            raise UnavailableError(f"{self.name}: {self._failure}")

    @asynccontextmanager
    async def running(self, *, patience: float = 5.0) -> AsyncIterator[None]:
        """Enter when it is done, or after `patience` seconds and go on trying in the background."""
        task = asyncio.create_task(self._try())
        try:
            await asyncio.wait([task], timeout=patience)
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _try(self) -> None:
        while not self._done.is_set():
            try:
                await self._action()
            except Exception as error:  # noqa: BLE001  # whatever it is, readiness tells and we try again
                self._failure = f"{type(error).__name__}: {error}"
                log.warning("step_failed", step=self.name, error=repr(error))
                await asyncio.sleep(self._pause)
            else:
                self._done.set()
                log.info("step_done", step=self.name)
