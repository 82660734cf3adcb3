"""What a service keeps in memory for its readers, rebuilt in the background when the data change."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from typing import Any, Generic, TypeVar

import structlog

from shared.broker.contract import Delivery, Subscription
from shared.errors import UnavailableError
from shared.sync.beside import beside_requests

log = structlog.get_logger(__name__)

T = TypeVar("T")

_REST = 3


def _nobody_listens() -> None:
    pass


class Live(Generic[T]):
    """The value in use. `version` is asked at start, every `interval` seconds and when woken; when it
    differs from the one in use, `build` makes the new value, which replaces the old in one assignment.
    `changed` is called then, and already when somebody announces that data have changed."""

    def __init__(
        self,
        name: str,
        version: Callable[[], Awaitable[object]],
        build: Callable[[], Awaitable[T]],
        *,
        interval: float = 15.0,
    ) -> None:
        self.name = name
        self._version = version
        self._build = build
        self._interval = interval
        self._wake = asyncio.Event()
        self._tried = asyncio.Event()
        self._one_at_a_time = asyncio.Lock()
        self._in_use: object = None
        self._value: T | None = None
        self._failure = "not loaded yet"
        self.changed: Callable[[], None] = _nobody_listens

    @property
    def value(self) -> T:
        """The value in use; UnavailableError until there is one."""
        if self._value is None:
            raise UnavailableError(f"{self.name}: {self._failure}", retry_after=2)
        return self._value

    async def check(self) -> None:
        """Raise while there is no value."""
        _ = self.value

    async def tried(self) -> None:
        """Return once there is a value, or it could not be built for the first time."""
        await self._tried.wait()

    def wake(self) -> None:
        """Look at the version now."""
        self._wake.set()

    async def on_applied(self, _: Delivery) -> None:
        """Handler of `sync.*.applied`: every replica looks again."""
        self.changed()
        self.wake()

    def subscription(self, owner: str) -> Subscription:
        """This process's own queue of announcements."""
        return Subscription(
            queue=f"{owner}.{self.name}",
            routing_keys=("sync.*.applied",),
            handler=self.on_applied,
            durable=False,
        )

    async def refresh(self) -> bool:
        """Rebuild if the version changed; whether it did."""
        async with self._one_at_a_time:
            version = await self._version()
            if self._value is not None and version == self._in_use:
                return False
            with beside_requests():
                self._value = await self._build()
            self._in_use = version
            self.changed()
            self._tried.set()
        log.info("rebuilt", name=self.name, version=str(version))
        return True

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Keep the value fresh for the length of the block."""
        task = asyncio.create_task(self._keep_fresh())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _keep_fresh(self) -> None:
        while True:
            self._wake.clear()
            pause = self._interval
            start = time.monotonic()
            try:
                if await self.refresh():
                    # an import applies many datasets in a row: leave most of the time to others
                    await asyncio.sleep(min(_REST * (time.monotonic() - start), self._interval))
            except Exception as error:  # noqa: BLE001  # what is in use stays in use; readiness tells
                self._failure = f"{type(error).__name__}: {error}"
                log.warning("rebuild_failed", name=self.name, error=repr(error))
                pause = min(self._interval, 1.0)
                self._tried.set()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), pause)


async def wait_for_first(values: Iterable[Live[Any]], *, seconds: float = 20) -> None:
    """Return once each has a value or has failed to get one, or after `seconds`.

    A replica that listens only then sends nobody away while another one could answer.
    """
    tasks = [asyncio.create_task(value.tried()) for value in values]
    _, late = await asyncio.wait(tasks, timeout=seconds)
    for task in late:
        task.cancel()
