"""The stand-in of Wikimedia in a process of its own."""

import sys
import urllib.request
from pathlib import Path
from typing import Any

from tests.sandbox.francetravail.server import Control
from tests.servers.process import ServerProcess, free_port

UNLIMITED = 1_000_000


class Wikimedia(Control):
    """`start()` before use."""

    def __init__(self, home: Path) -> None:
        port = free_port()
        super().__init__(f"http://127.0.0.1:{port}")
        command = [sys.executable, "-m", "sandbox.wikimedia"]
        environment = {"SANDBOX_WM_PORT": str(port)}
        self._process = ServerProcess(command, home / "wikimedia.log", environment)

    @property
    def addresses(self) -> dict[str, str]:
        """The settings of a service that talks to it."""
        return {
            "sparql_url": f"{self.url}/query.wikidata.org/sparql",
            "wikidata_url": f"{self.url}/www.wikidata.org/w/api.php",
            "wikipedia_url": f"{self.url}/fr.wikipedia.org/w/api.php",
            "commons_url": f"{self.url}/commons.wikimedia.org/w/api.php",
        }

    def start(self) -> None:
        self._process.start(self._answers)

    def kill(self) -> None:
        self._process.kill()

    def reset(self) -> None:
        """As it was at the start, but that calls are not limited."""
        self.control("POST", "reset", compliant_per_minute=UNLIMITED)

    def edit(self, code: str, **changes: Any) -> None:
        """One more revision of a page."""
        self.control("POST", "edit", code=code, **changes)

    def count(self, api: str = "all") -> int:
        """Calls since the last reset."""
        return int(self.calls(api).get("calls", 0))

    def forget_calls(self) -> None:
        self.control("DELETE", "calls")

    def find_oddities(self) -> dict[str, str]:
        """The commune that has it, by oddity."""
        return {one["key"]: one["code"] for one in self.control("GET", "oddities")}

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/_control/clock", timeout=1):  # noqa: S310  # our own server
                return True
        except OSError:
            return False
