"""Of all replicas, one crawls: it holds a lease, renewed while it lives."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from uuid import uuid4

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from services.enrichment.metrics import CRAWLING
from services.enrichment.queries.leases import keep_lease, release_lease, take_lease
from shared.database import writing

log = structlog.get_logger(__name__)

_RENEWALS = 3  # in the time that it lasts


class LostLeaseError(Exception):
    """Another replica crawls now: what was found is not to be written."""


class Lease:
    def __init__(self, engine: AsyncEngine, seconds: float) -> None:
        self._engine = engine
        self._seconds = seconds
        self.holder = uuid4().hex

    @asynccontextmanager
    async def held(self) -> AsyncIterator[bool]:
        """Whether this replica is the one, for the length of the block.

        The block is cancelled, and LostLeaseError raised, when another has taken it or may have.
        """
        async with writing(self._engine) as connection:
            mine = await take_lease(connection, self.holder, self._seconds)
        CRAWLING.set(1 if mine else 0)
        if not mine:
            yield False
            return
        try:
            async with asyncio.timeout(self._seconds) as term:
                beating = asyncio.create_task(self._keep(term))
                try:
                    yield True
                finally:
                    beating.cancel()
                    with suppress(asyncio.CancelledError):
                        await beating
        except TimeoutError as error:
            if not term.expired():
                raise
            raise LostLeaseError("another replica has taken the crawl over, or may have") from error
        finally:
            await self._release()

    async def confirm(self, connection: AsyncConnection) -> None:
        """In the transaction of what is written: LostLeaseError when it is no longer ours to write."""
        if not await keep_lease(connection, self.holder, self._seconds):
            raise LostLeaseError("another replica has taken the crawl over")

    async def _keep(self, term: asyncio.Timeout) -> None:
        """Each renewal moves the end of the term; what is not renewed in time ends it."""
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(self._seconds / _RENEWALS)
            asked = loop.time()
            try:
                async with writing(self._engine) as connection:
                    ours = await keep_lease(connection, self.holder, self._seconds)
                term.reschedule(asked + self._seconds if ours else asked)
                if not ours:
                    return
            except Exception as error:  # noqa: BLE001  # the database is away: the term ends by itself
                log.warning("lease_not_renewed", error=repr(error))

    async def _release(self) -> None:
        with suppress(Exception):  # it expires by itself
            async with writing(self._engine) as connection:
                await release_lease(connection, self.holder)
