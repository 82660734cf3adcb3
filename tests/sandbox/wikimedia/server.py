"""Driving the stand-in; and running it in a thread of its own."""

from typing import Any

from sandbox.clock import Clock
from sandbox.wikimedia.app import create_app
from sandbox.wikimedia.settings import WikimediaSettings
from tests.sandbox.francetravail.server import Control
from tests.sandbox.threaded import Threaded

UNLIMITED = 1_000_000


class Wikimedia(Control):
    """`start()` before use; under `url` is a folder for each real host."""

    def __init__(self, settings: WikimediaSettings | None = None, *, clock: Clock | None = None) -> None:
        super().__init__("")
        self.settings = settings or WikimediaSettings()
        self._threaded = Threaded(lambda: create_app(self.settings, clock=clock))

    def start(self) -> None:
        self.url = self._threaded.start()

    def stop(self) -> None:
        self._threaded.stop()

    def reset(self) -> None:
        """As it was at the start, but that calls are not limited."""
        self.control("POST", "reset", compliant_per_minute=UNLIMITED)

    def edit(self, code: str, **changes: Any) -> dict[str, Any]:
        """One more revision of a page."""
        version: dict[str, Any] = self.control("POST", "edit", code=code, **changes)
        return version

    def find_oddities(self) -> dict[str, str]:
        """The commune that has it, by oddity."""
        return {one["key"]: one["code"] for one in self.control("GET", "oddities")}
