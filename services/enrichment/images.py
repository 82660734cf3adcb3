"""Images for visitors: from the disk, else from Commons, once for all who wait."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import structlog

from services.enrichment.clients.commons import THUMBNAIL_WIDTH
from services.enrichment.clients.failures import OutageError, RefusedError, WikimediaError
from services.enrichment.clients.images import ImageClient
from services.enrichment.clients.pacing import NoTurnError
from services.enrichment.image_files import Image, ImageFiles, describe_image, make_key
from services.enrichment.image_types import SHOWN
from services.enrichment.image_widths import STEPS, find_step
from services.enrichment.metrics import IMAGES
from shared.errors import ServiceError, UnavailableError, UpstreamError

log = structlog.get_logger(__name__)

_REST_SECONDS = 5.0
_REFUSED_SECONDS = 600.0
_MOST_REFUSED = 1_000
_DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Shown:
    """`stale`: older than it should be, as Commons does not answer."""

    image: Image
    stale: bool = False


class Images:
    """`seconds`: how long a visitor waits; `days`: how long an image is good."""

    def __init__(
        self,
        client: ImageClient,
        files: ImageFiles,
        *,
        seconds: float,
        days: float,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._client = client
        self._files = files
        self._seconds = seconds
        self._good_seconds = days * _DAY
        self._clock = clock
        self._asked: dict[str, asyncio.Task[Image]] = {}
        self._refused: OrderedDict[str, tuple[float, ServiceError]] = OrderedDict()
        self._resting_until = 0.0

    async def find(self, picture: Mapping[str, Any], width: int) -> Shown:
        """The photo of a row of pictures, in one of the widths that may be asked for.

        UnavailableError when Commons does not answer, UpstreamError when what it has cannot be shown.
        """
        step = find_step(width, picture["width"], shown_as_is=picture["mime"] in SHOWN)
        key = make_key(picture["file"], picture["original_url"], step)
        kept = await self._files.find(key)
        if kept is not None and self._clock() < kept.fetched_at + self._good_seconds:
            IMAGES.labels("disk").inc()
            return Shown(kept)
        try:
            image = await self._ask(key, lambda: self._fetch(picture, width, step))
        except ServiceError as error:
            if kept is None:
                IMAGES.labels("nowhere").inc()
                raise
            log.warning("image_stale", file=picture["file"], error=error.detail)
            IMAGES.labels("disk, stale").inc()
            return Shown(kept, stale=True)
        IMAGES.labels("upstream").inc()
        return Shown(image)

    async def _ask(self, key: str, fetch: Callable[[], Awaitable[tuple[bytes, str]]]) -> Image:
        """One fetch for all who wait; it goes on when they leave, as somebody will come back for it."""
        self._refuse_early(key)
        task = self._asked.get(key)
        if task is None:
            task = self._asked[key] = asyncio.create_task(self._obtain(key, fetch))
            task.add_done_callback(lambda done: self._end(key, done))
        try:
            async with asyncio.timeout(self._seconds):
                return await asyncio.shield(task)
        except TimeoutError:
            raise _unavailable(f"no image within {self._seconds:g} s", _REST_SECONDS) from None

    def _end(self, key: str, task: asyncio.Task[Image]) -> None:
        self._asked.pop(key, None)
        if not task.cancelled():
            task.exception()  # heard, even when whoever waited has left

    async def _obtain(self, key: str, fetch: Callable[[], Awaitable[tuple[bytes, str]]]) -> Image:
        try:
            body, content_type = await fetch()
        except NoTurnError as error:
            raise _unavailable(str(error), error.seconds) from error
        except OutageError as error:
            pause = error.pause or _REST_SECONDS
            self._resting_until = self._clock() + pause
            raise _unavailable(str(error), pause) from error
        except WikimediaError as error:
            refusal = UpstreamError(str(error), upstream="wikimedia")
            self._refuse(key, refusal)
            raise refusal from error
        image = await asyncio.to_thread(describe_image, body, content_type, self._clock())
        await self._files.keep(key, image)
        return image

    async def _fetch(self, picture: Mapping[str, Any], width: int, step: int | None) -> tuple[bytes, str]:
        known = {None: picture["original_url"], THUMBNAIL_WIDTH: picture["thumbnail_url"]}
        if step in known:
            with suppress(RefusedError):  # the address that the crawl was given may have moved
                return await self._client.get_file(known[step])
        return await self._client.get_thumbnail(picture["file"], step or STEPS[width])

    def _refuse_early(self, key: str) -> None:
        """While Commons does not answer nobody waits for it, nor for what it has just refused."""
        now = self._clock()
        if now < self._resting_until:
            raise _unavailable("Commons did not answer a moment ago", self._resting_until - now)
        until, refusal = self._refused.get(key, (0.0, None))
        if refusal is not None and now < until:
            raise refusal

    def _refuse(self, key: str, refusal: ServiceError) -> None:
        self._refused[key] = (self._clock() + _REFUSED_SECONDS, refusal)
        self._refused.move_to_end(key)
        if len(self._refused) > _MOST_REFUSED:
            self._refused.popitem(last=False)


def _unavailable(detail: str, seconds: float) -> UnavailableError:
    return UnavailableError(detail, retry_after=max(1, round(seconds)), upstream="wikimedia")
