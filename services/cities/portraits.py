"""The portraits that sheets show: kept for a while, and asked for with little patience.

A sheet never waits long for them: while the enrichment service fails, it is asked again only now and then,
and what was obtained before is shown, however old.
"""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import structlog

from services.cities.clients.enrichment import NoPortrait, PortraitClient
from services.cities.columns.photos import NO_PHOTOS, Photos
from services.cities.schemas.portrait import Portrait
from shared.errors import ServiceError, UnavailableError
from shared.events.enrichment import PlaceKind
from shared.sync.live import Live

log = structlog.get_logger(__name__)

UNAVAILABLE = "Les portraits sont momentanément indisponibles."
_Key = tuple[PlaceKind, str]
_FIRST_REST_SECONDS, _LONGEST_REST_SECONDS = 1.0, 30.0


@dataclass(frozen=True, slots=True)
class Shown:
    """What a sheet shows; `missing` says in French why there is no portrait, `known` whether that is so."""

    portrait: Portrait | None
    missing: str | None
    known: bool = True


_UNKNOWN = Shown(None, UNAVAILABLE, known=False)


def read_photos(photos: Live[Photos]) -> Photos:
    """Which communes have a photo; none while nobody could say."""
    try:
        return photos.value
    except UnavailableError:
        return NO_PHOTOS


class Portraits:
    """At most `most` are kept, the least recently shown are dropped; they are good for `seconds`."""

    def __init__(
        self,
        client: PortraitClient,
        *,
        most: int,
        seconds: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._client = client
        self._most = most
        self._seconds = seconds
        self._clock = clock
        self._kept: OrderedDict[_Key, tuple[float, Shown]] = OrderedDict()
        self._asked: dict[_Key, asyncio.Task[Shown | None]] = {}
        self._failures = 0
        self._resting_until = 0.0

    async def find(self, kind: PlaceKind, code: str) -> Shown:
        """The portrait as it is kept, else as the service tells, else why not."""
        key = (kind, code)
        since, shown = self._kept.get(key, (0.0, None))
        if shown is not None:
            self._kept.move_to_end(key)
            if self._clock() < since + self._seconds:
                return shown
        if key not in self._asked and self._clock() < self._resting_until:
            return shown or _UNKNOWN
        return await self._ask(key) or shown or _UNKNOWN

    def forget(self, kind: PlaceKind, codes: Iterable[str]) -> None:
        """They have changed: ask again. What is being asked is what was, so is not kept."""
        for code in codes:
            self._kept.pop((kind, code), None)
            self._asked.pop((kind, code), None)

    @property
    def state(self) -> str:
        """For an operator."""
        if self._failures:
            return f"enrichment does not answer ({self._failures} failures in a row)"
        return f"{len(self._kept)} portraits kept"

    async def _ask(self, key: _Key) -> Shown | None:
        """One call, whoever waits for it; None when it fails."""
        task = self._asked.get(key)
        if task is None:
            task = self._asked[key] = asyncio.create_task(self._fetch(key))
        return await asyncio.shield(task)

    async def _fetch(self, key: _Key) -> Shown | None:
        if self._failures:  # this call is to tell whether the service is back: nobody else asks meanwhile
            self._rest()
        try:
            answer = await self._client.get_portrait(*key)
        except ServiceError as error:
            self._failures += 1
            self._rest()
            log.warning("portrait_unavailable", error=error.detail, failures=self._failures)
            return None
        finally:
            current = self._asked.get(key) is asyncio.current_task()
            if current:
                del self._asked[key]
        self._failures, self._resting_until = 0, 0.0
        shown = Shown(None, answer.message) if isinstance(answer, NoPortrait) else Shown(answer, None)
        if current:
            self._keep(key, shown)
        return shown

    def _rest(self) -> None:
        pause = min(_FIRST_REST_SECONDS * 2 ** min(self._failures - 1, 10), _LONGEST_REST_SECONDS)
        self._resting_until = self._clock() + pause

    def _keep(self, key: _Key, shown: Shown) -> None:
        self._kept[key] = (self._clock(), shown)
        self._kept.move_to_end(key)
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)
