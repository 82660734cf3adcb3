"""What goes on behind the visitors: imports that change every commune, and whether all of it arrived."""

import asyncio
import csv
import itertools
import subprocess
import time
from pathlib import Path

from tests.load.load.system import System
from tests.system.stack import ROOT

_COMMUNES = ROOT / "bundled" / "communes.csv"
_IMPORT_SECONDS = 300


class Imports:
    """The communes, alternately as they are and with one more inhabitant each; other datasets in between."""

    def __init__(self, system: System) -> None:
        self._system = system
        self._changed = system.home / "changed" / "communes.csv"
        self._changed.parent.mkdir()
        _write_changed(self._changed)
        self._started = 0
        self.last: Path = _COMMUNES
        self.failures: list[str] = []
        self.done = 0

    def start(self) -> "subprocess.Popen[str]":
        """The next import of communes, which changes every row."""
        self._started += 1
        self.last = self._changed if self._started % 2 else _COMMUNES
        return self._system.start_import("cities", "--from", str(self.last))

    async def finish(self, importer: "subprocess.Popen[str]", *, seconds: float = _IMPORT_SECONDS) -> None:
        """Wait for it; what went wrong is added to `failures`."""
        try:
            code = await asyncio.to_thread(importer.wait, seconds)
        except subprocess.TimeoutExpired:
            importer.kill()
            self.failures.append(f"import {self._started}: not ended after {seconds:.0f} s")
            return
        self.done += 1
        if code:
            self.failures.append(f"import {self._started}: exit code {code}, see import.log")

    async def go_on(self, period: float) -> None:
        """Two each `period` seconds, until cancelled: every period has the same work in it."""
        beginning = time.monotonic()
        for half in itertools.count():
            await asyncio.sleep(beginning + half * period / 2 - time.monotonic())
            await self._run(self._start_others() if half % 2 else self.start())

    def _start_others(self) -> "subprocess.Popen[str]":
        return self._system.start_import("tensions", "occupations", "--from", str(ROOT / "bundled"))

    async def _run(self, importer: "subprocess.Popen[str]") -> None:
        try:
            await self.finish(importer)
        except asyncio.CancelledError:
            importer.terminate()
            raise

    def differences(self) -> list[str]:
        """Between the file that was imported last and its owners' tables; none when all is there once."""
        wanted = _read(self.last)
        found = []
        for owner, columns in (
            ("cities", "code_insee, name, population"),
            ("enrichment", "code, name, population"),
        ):
            rows = self._stored(owner, columns)
            if sorted(rows) != wanted:
                lost, extra = len(set(wanted) - set(rows)), len(set(rows) - set(wanted))
                found.append(
                    f"{owner}: {len(rows)} rows for {len(wanted)}, {lost} missing or different, {extra} else"
                )
        return found

    def _stored(self, owner: str, columns: str) -> list[tuple[str, ...]]:
        printed = self._system.mariadb.execute(f"SELECT {columns} FROM `{owner}`.commune")  # noqa: S608
        return [tuple(line.split("\t")) for line in printed.splitlines()]


def count_readings(system: System) -> int:
    """How often help schemes were read, as the database has it."""
    return int(system.mariadb.execute("SELECT COALESCE(SUM(views), 0) FROM cities.help_view"))


def count_dead_letters(system: System) -> int:
    queues = system.rabbitmq.api("GET", "/queues?disable_stats=true&enable_queue_totals=true")
    return sum(queue.get("messages", 0) for queue in queues if queue["name"].endswith(".dead"))


def _read(path: Path) -> list[tuple[str, ...]]:
    with path.open(encoding="utf-8", newline="") as file:
        return sorted(
            (row["code_insee"], row["name"], row["population"] or "NULL") for row in csv.DictReader(file)
        )


def _write_changed(path: Path) -> None:
    with _COMMUNES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row["population"] = str(int(row["population"]) + 1) if row["population"] else ""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
