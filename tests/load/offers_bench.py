"""The servers of a measure of the offers service, and the searches that visitors make."""

import asyncio
import csv
import itertools
import json
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import aiohttp
from redis import Redis as RedisClient

from tests.load.visitors import Plan, Report
from tests.sandbox.francetravail.server import UNLIMITED
from tests.servers.process import ServerProcess
from tests.servers.redis import Redis
from tests.system.offers_stack import FranceTravailProcess, OffersStack, count_fetches, running_offers
from tests.system.stack import ROOT

TOWNS = ("75056", "69123", "59350", "59512")
STAND_IN_OFFERS, STAND_IN_MILLISECONDS = 500_000, 150


@dataclass(frozen=True)
class Measured:
    report: Report
    upstream: Mapping[str, Any]
    fetches: Mapping[str, int]
    cpu_seconds: float

    @property
    def requests(self) -> int:
        return sum(self.report.statuses["all"].values())

    @property
    def hit_rate(self) -> float:
        """The share of searches that the proxy had: fresh, stale, or old in place of an error."""
        had = sum(self.fetches.get(kind, 0) for kind in ("fresh", "stale", "stale_on_error"))
        return had / sum(self.fetches.values())


class Bench:
    """The servers that stay for the whole run, and the searches."""

    def __init__(self, home: Path, popular: int) -> None:
        self.home = home
        self.redis = Redis(home)
        self.upstream = FranceTravailProcess(home, offers=STAND_IN_OFFERS)
        occupations = [row["code_rome"] for row in _rows("bundled/occupations.csv")]
        departements = [row["code"] for row in _rows("bundled/departements.csv")]
        wanted = sorted(_rows("sandbox/francetravail/data/frequencies.csv"), key=_weight, reverse=True)
        near_towns = (_search(row["code_rome"], city=town) for row in wanted for town in TOWNS)
        self.popular = list(itertools.islice(near_towns, popular))
        self._new = (_search(rome, departement=code) for code in departements for rome in occupations)

    def start(self) -> None:
        self.redis.start()
        self.upstream.start()

    def stop(self) -> None:
        self.redis.kill9()
        self.upstream.process.kill()

    def fresh(self, count: int) -> list[str]:
        """Searches that nobody made before."""
        return list(itertools.islice(self._new, count))

    @asynccontextmanager
    async def replicas(self, count: int, **environment: str) -> AsyncIterator[OffersStack]:
        """They know the popular searches, and nothing else."""
        with RedisClient.from_url(self.redis.url) as client:
            client.flushall()
        self.upstream.control("POST", "reset", rates={"*": UNLIMITED}, default_rate=UNLIMITED)
        wide = {"JOBS_OFFRES__QUOTA_CALLS": "1000", "JOBS_PROXY__DEADLINE_SECONDS": "20"}
        async with running_offers(self.home, self.redis, self.upstream, 1, **environment, **wide) as warm:
            await _ask_all(warm.url, self.popular)
        async with running_offers(self.home, self.redis, self.upstream, count, **environment) as stack:
            self.upstream.control("POST", "reset", latency_ms={"offres": STAND_IN_MILLISECONDS})
            yield stack

    async def measure(self, stack: OffersStack, **plan: Any) -> Measured:
        self.upstream.control("DELETE", "calls")
        before = _fetches(stack), _cpu_seconds(stack)
        port = int(stack.url.rpartition(":")[2])
        report = await send_visitors(Plan(port=port, popular=self.popular, **plan))
        after = _fetches(stack), _cpu_seconds(stack)
        fetches = {kind: count - before[0].get(kind, 0) for kind, count in after[0].items()}
        return Measured(report, self.upstream.calls("offres"), fetches, after[1] - before[1])


async def send_visitors(plan: Plan) -> Report:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.load.visitors",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    printed, _ = await process.communicate(json.dumps(asdict(plan)).encode())
    return Report(**json.loads(printed))


async def _ask_all(url: str, paths: list[str]) -> None:
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=16)) as session:

        async def ask(path: str) -> None:
            async with session.get(url + path) as response:
                response.raise_for_status()

        await asyncio.gather(*map(ask, paths))


def _fetches(stack: OffersStack) -> dict[str, int]:
    total: dict[str, int] = {}
    for counts in map(count_fetches, stack.replicas):
        for kind, count in counts.items():
            total[kind] = total.get(kind, 0) + count
    return total


def cpu_seconds(process: ServerProcess) -> float:
    """Of a running process, in and for it, since its start."""
    stat = Path(f"/proc/{process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")


def _cpu_seconds(stack: OffersStack) -> float:
    return sum(cpu_seconds(replica.process) for replica in stack.replicas)


def _search(rome: str, **place: str) -> str:
    ((kind, code),) = place.items()
    return f"/api/v1/offers?rome={rome}&{kind}={code}"


def _rows(path: str) -> list[dict[str, str]]:
    with (ROOT / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _weight(row: dict[str, str]) -> float:
    return float(row["weight"])
