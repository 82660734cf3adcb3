"""A circuit breaker per API: an upstream that keeps failing, or refuses us, is left alone for a while."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import structlog

from services.jobs.proxy.failures import (
    AccessRefusedError,
    CallFailedError,
    UnauthorizedError,
    UnreadableError,
    whole_seconds,
)
from services.jobs.proxy.metrics import BREAKER_STATE
from shared.errors import ServiceError, UnavailableError

log = structlog.get_logger(__name__)

CLOSED, OPEN, REFUSED = 0, 1, 2


class Breaker:
    """Opens after `failures` in a row for `pause` seconds, then lets one call through to see; after a
    refusal of our access it stays open `refused_pause` seconds. Told once when it opens, once when it
    closes."""

    def __init__(
        self,
        api: str,
        *,
        failures: int,
        pause: float,
        refused_pause: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._api = api
        self._allowed_failures = failures
        self._pause = pause
        self._refused_pause = refused_pause
        self._clock = clock
        self._failures = 0
        self._reason = ""
        self._until = 0.0
        self._probing = False
        self._enter(CLOSED)

    @property
    def state(self) -> str:
        """ "ok", or why calls are not made and when one will be tried."""
        if self._state == CLOSED:
            return "ok"
        wait = max(0.0, self._until - self._clock())
        kind = "switched off" if self._state == REFUSED else "left alone"
        return f"{kind}: {self._reason}; tried again in {wait:.0f} s"

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Around one call: UnavailableError at once while open; what the call comes to is remembered."""
        probe = self._admit()
        try:
            yield
        except AccessRefusedError as error:
            self._open(REFUSED, error.reason, self._refused_pause)
            raise
        except ServiceError as error:
            self._hear(error, probe=probe)
            raise
        else:
            self._hear(None, probe=probe)
        finally:
            if probe:
                self._probing = False

    def _admit(self) -> bool:
        if self._state == CLOSED:
            return False
        wait = self._until - self._clock()
        if wait > 0 or self._probing:
            detail = f"{self._api}: {self.state}"
            raise UnavailableError(detail, retry_after=whole_seconds(wait), upstream=self._api)
        self._probing = True
        return True

    def _hear(self, error: ServiceError | None, *, probe: bool) -> None:
        """Once open, only the call that was let through to see is listened to."""
        if self._state != CLOSED and not probe:
            return
        if error is not None and _is_failure(error):
            self._failures += 1
            if probe or self._failures >= self._allowed_failures:
                reason = error.detail.removeprefix(f"{self._api}: ")
                self._open(max(OPEN, self._state), reason, self._pause)
        elif not isinstance(error, UnavailableError):
            self._close()  # it answered, be it to refuse what was asked

    def _open(self, state: int, reason: str, pause: float) -> None:
        if self._state != state:
            log.warning("upstream_left_alone", api=self._api, reason=reason, seconds=pause)
        self._reason = reason
        self._until = self._clock() + pause
        self._enter(state)

    def _close(self) -> None:
        self._failures = 0
        if self._state != CLOSED:
            log.info("upstream_back", api=self._api)
            self._enter(CLOSED)

    def _enter(self, state: int) -> None:
        self._state = state
        BREAKER_STATE.labels(self._api).set(state)


def _is_failure(error: ServiceError) -> bool:
    if isinstance(error, CallFailedError | UnreadableError):
        return error.counts
    return isinstance(error, UnauthorizedError)
