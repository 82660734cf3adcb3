"""Whether all is as before: every part ready, new questions answered, every row there once."""

import asyncio
import random
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

from tests.load.load.background import Imports, count_dead_letters, count_readings
from tests.load.load.journeys import World
from tests.load.load.sending import Sent
from tests.load.load.system import System
from tests.waiting import until

_SECONDS = 120


class Checks:
    """`sent` are the visitors of the whole run, whose readings are counted in the database."""

    def __init__(self, system: System, world: World, sent: Sent, imports: Imports) -> None:
        self._system, self._world, self._sent, self._imports = system, world, sent, imports
        self._random = random.Random(7)
        self._readings_before = count_readings(system)

    async def until_whole(self) -> None:
        """AssertionError saying what is still missing."""
        missing: list[str] = []

        async def is_whole() -> bool:
            missing[:] = await asyncio.to_thread(self._find_missing)
            return not missing

        try:
            await until(is_whole, seconds=_SECONDS, every=0.5)
        except AssertionError:
            raise AssertionError(f"after {_SECONDS} s still: {'; '.join(missing)}") from None

    def _find_missing(self) -> list[str]:
        parts = [f"{part.name} is not ready" for part in self._system.parts.values() if not part.is_ready()]
        return parts or [
            f"{path}: {status}" for path in self._questions() if (status := self._ask(path)) != 200
        ]

    def _questions(self) -> list[str]:
        """That nobody has asked before, most likely: nothing that was kept can answer them."""
        world, any_ = self._world, self._random.choice
        rome, (city, _) = any_(world.occupations), any_(world.cities)
        return [
            f"/api/v1/cities?rome={rome}&min_tension=2&per_page={self._random.randint(2, 99)}",
            f"/api/v1/cities/{city}?rome={rome}",
            f"/api/v1/occupations/{rome}",
            f"/api/v1/helps/{any_(world.helps)}",
            f"/api/v1/portraits/communes/{any_(world.photos)}",
            f"/api/v1/offers?rome={rome}&departement={any_(world.departements)}",
            f"/api/region/{any_(world.regions)}",
        ]

    def _ask(self, path: str) -> int:
        request = urllib.request.Request(  # noqa: S310  # the gateway of this run
            self._system.gateway.url + path,
            headers={"X-Forwarded-For": f"198.51.100.{self._random.randint(1, 250)}"},
        )
        try:
            with urllib.request.urlopen(request, timeout=10) as response:  # noqa: S310
                return int(response.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    async def find_losses(self) -> list[str]:
        """What is missing, doubled or given up, once the import has ended; none when all is well."""
        losses: list[str] = []

        async def all_there() -> bool:
            losses[:] = await asyncio.to_thread(self._imports.differences)
            return not losses

        with suppress(AssertionError):  # the crawl's copy of the places is nobody's to wait for
            await until(all_there, seconds=_SECONDS, every=1)
        losses += await self._miscounted_readings()
        if dead := await asyncio.to_thread(count_dead_letters, self._system):
            losses.append(f"{dead} dead letters")
        return losses

    async def _miscounted_readings(self) -> list[str]:
        """All that were confirmed are stored, and none that was not sent."""
        confirmed, _ = self._readings()
        stored = await asyncio.to_thread(count_readings, self._system) - self._readings_before
        await asyncio.sleep(2)
        _, sent = self._readings()
        if confirmed <= stored <= sent:
            return []
        return [f"{stored} readings stored, {confirmed} confirmed, {sent} sent"]

    def _readings(self) -> tuple[int, int]:
        kinds = [(name, count) for second in self._sent.seconds for name, count in second.statuses.items()]
        sent = [(name, count) for name, count in kinds if name.startswith("reading ")]
        return sum(count for name, count in sent if name == "reading 200"), sum(count for _, count in sent)


class Logs:
    """What was written since a moment: tracebacks of the services, answers that nginx had kept."""

    def __init__(self, system: System) -> None:
        self._services = [system.home / f"{name}.log" for name in system.parts]
        self._access = system.gateway.access_log
        self._starts = {path: _size(path) for path in (*self._services, self._access)}

    def crashes(self) -> int:
        return sum(self._since(path).count(b'"request_crashed"') for path in self._services)

    def kept(self) -> int:
        """Answers older than they should be, shown because no newer one was to be had yet."""
        written = self._since(self._access)
        return written.count(b'"cache":"STALE"') + written.count(b'"cache":"UPDATING"')

    def _since(self, path: Path) -> bytes:
        if not path.exists():
            return b""
        with path.open("rb") as file:
            file.seek(self._starts[path])
            return file.read()


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
