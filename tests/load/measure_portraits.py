"""`make measure-portraits`: portraits of all of France, from the stand-in of Wikimedia, while visitors read.

The service with its default settings but for the rate of its calls (`--calls-per-minute`), MariaDB,
RabbitMQ, the stand-in, and the visitors, each a process of its own. The stand-in does not limit calls here:
how many there are is what is measured. Prints Markdown: the first crawl, then the refresh a week later.
"""

import argparse
import asyncio
import csv
import os
import platform
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from shared.broker.connect import connect
from tests.enrichment.stand_in import Wikimedia
from tests.load.offers_bench import cpu_seconds, send_visitors
from tests.load.visitors import Plan, Report
from tests.publish import publish_dataset
from tests.servers.mariadb import MariaDB
from tests.servers.process import ServerProcess, free_port
from tests.servers.rabbitmq import RabbitMQ
from tests.system.stack import ROOT, fetch_json, fetch_status
from tests.waiting import until

_WEEK_SECONDS = 7 * 86_400


@dataclass
class Bench:
    """The servers, and the service once it is started."""

    home: Path
    mariadb: MariaDB
    rabbitmq: RabbitMQ
    wikimedia: Wikimedia
    port: int
    idle_port: int
    amqp: str = ""
    database: str = ""

    def start(self) -> None:
        for server in (self.mariadb, self.rabbitmq, self.wikimedia):
            server.start()
        self.wikimedia.reset()
        self.amqp = self.rabbitmq.create_vhost("portraits")
        self.database = self.mariadb.create_database("enrichment")

    def stop(self) -> None:
        self.wikimedia.kill()
        self.mariadb.kill9()
        self.rabbitmq.stop()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start_replica(self, calls_per_minute: float, *, crawls: bool) -> ServerProcess:
        port = self.port if crawls else self.idle_port
        settings = {
            "port": port,
            "database_url": self.database,
            "broker_url": self.amqp,
            "sandbox": "true",
            "crawl": crawls,
            "calls_per_minute": calls_per_minute,
            "images_dir": self.home / f"images-{port}",
            "refresh_seconds": 1,
            **self.wikimedia.addresses,
        }
        environment = {f"ENRICHMENT_{name.upper()}": str(value) for name, value in settings.items()}
        command = [sys.executable, "-m", "services.enrichment"]
        process = ServerProcess(command, self.home / f"enrichment-{port}.log", environment)
        process.start(lambda: fetch_status(f"http://127.0.0.1:{port}/health/ready") == 200)
        return process

    def status(self) -> Any:
        return fetch_json(f"{self.url}/internal/portraits/status")

    async def is_over(self, places: int) -> bool:
        status = await asyncio.to_thread(self.status)
        last = status["last_round"]
        listed = sum(kind["places"] for kind in status["kinds"].values())
        pending = sum(kind["pending"] for kind in status["kinds"].values())
        ended = last is not None and last["ended_at"] is not None
        return bool(ended and listed == places and pending == 0 and status["due"] == 0)


async def measure(bench: Bench, arguments: argparse.Namespace) -> None:
    process = bench.start_replica(arguments.calls_per_minute, crawls=True)
    idle = bench.start_replica(arguments.calls_per_minute, crawls=False)
    places = read_places(arguments.communes)
    popular = [f"/api/v1/portraits/communes/{row['code_insee']}" for row in places["cities"][:500]]
    try:
        await crawl(bench, process, places, popular, arguments.rate)
        await refresh(bench, places, popular, arguments.rate)
    finally:
        process.kill()
        idle.kill()


async def crawl(
    bench: Bench,
    process: ServerProcess,
    places: Mapping[str, Sequence[dict[str, Any]]],
    popular: Sequence[str],
    rate: float,
) -> None:
    broker = connect(bench.amqp, name="measure")
    begun = time.perf_counter()
    for dataset, rows in places.items():
        await publish_dataset(broker, dataset, rows, rows_per_batch=2000)
    await broker.close()
    await until(lambda: fetch_status(bench.url + popular[-1]) == 200, seconds=600, every=0.5)
    before = cpu_seconds(process)
    reads = await read_until_over(bench, sum(map(len, places.values())), popular, rate)
    seconds = time.perf_counter() - begun
    print(f"\n### The first crawl: {sum(map(len, places.values())):,} places\n")
    print_calls(bench, seconds)
    print(f"The replica that crawls used {cpu_seconds(process) - before:.0f} s of CPU, reads included.\n")
    print_reads(reads)
    print()
    print_shares(bench.status())


async def refresh(
    bench: Bench, places: Mapping[str, Sequence[dict[str, Any]]], popular: Sequence[str], rate: float
) -> None:
    """A week passes at Wikimedia; here everything is due that would be."""
    bench.wikimedia.advance(seconds=_WEEK_SECONDS)
    bench.wikimedia.forget_calls()
    begun = time.perf_counter()
    bench.mariadb.execute(
        "UPDATE enrichment.attempt SET next_at = UTC_TIMESTAMP() "
        "WHERE next_at < UTC_TIMESTAMP() + INTERVAL 8 DAY"
    )
    reads = await read_until_over(bench, sum(map(len, places.values())), popular, rate)
    print("\n### A week later\n")
    print_calls(bench, time.perf_counter() - begun)
    print_reads(reads)


Reads = Mapping[str, Sequence[Report]]


async def read_until_over(bench: Bench, places: int, popular: Sequence[str], rate: float) -> Reads:
    """Until nothing is due, visitors read for 5 s at the replica that crawls, then for 5 s at the other, and
    so on: what the machine has to do besides is the same for both."""
    ports = {"the replica that crawls": bench.port, "a replica that does not": bench.idle_port}
    reads: dict[str, list[Report]] = {name: [] for name in ports}
    over = asyncio.create_task(until(lambda: bench.is_over(places), seconds=7200, every=1))
    while not over.done():
        for name, port in ports.items():
            plan = Plan(port=port, popular=list(popular), seconds=5, rate=rate)
            reads[name].append(await send_visitors(plan))
    await over
    return reads


def print_reads(reads: Reads) -> None:
    """Of slices of 5 s: the middle p50 and p99, the largest p99."""
    print("| reads at | p50 ms | p99 ms | p99 of the worst 5 s | longest ms | statuses |")
    print("|---|---|---|---|---|---|")
    for name, reports in reads.items():
        middle, late, longest = zip(*(report.milliseconds["all"] for report in reports), strict=True)
        statuses = sum((Counter(report.statuses["all"]) for report in reports), Counter[str]())
        print(
            f"| {name} | {median(middle):.1f} | {median(late):.1f} | {max(late):.0f} | {max(longest):.0f} "
            f"| {dict(statuses)} |"
        )


def print_calls(bench: Bench, seconds: float) -> None:
    figures = bench.wikimedia.control("GET", "calls")["apis"]
    total = figures["all"]["calls"]
    print("| API | calls | statuses |\n|---|---|---|")
    for api, counted in sorted(figures.items()):
        print(f"| {api} | {counted['calls']:,} | {counted['by_status']} |")
    print(
        f"\n{total:,} calls in {seconds:.0f} s, at most {figures['all']['max_at_once']} at once; "
        f"at the default rate of 100 a minute: {total / 100:.0f} min.\n"
    )


def print_shares(status: Mapping[str, Any]) -> None:
    print("| | places | with text | with photo | failing | no photo |\n|---|---|---|---|---|---|")
    for kind, counted in status["kinds"].items():
        places = counted["places"]
        text, photo = counted["with_text"] / places, counted["with_photo"] / places
        print(
            f"| {kind} | {places:,} | {text:.1%} | {photo:.1%} | {counted['failing']} "
            f"| {counted['photo_missing']} |"
        )


def read_places(communes: int) -> dict[str, list[dict[str, Any]]]:
    """As the importer sends them; the most populated first."""
    return {
        "regions": [_area(row) for row in _rows("regions")],
        "departements": [_area(row) for row in _rows("departements")],
        "cities": sorted(map(_commune, _rows("communes")), key=_population, reverse=True)[:communes],
    }


def _rows(name: str) -> list[dict[str, str]]:
    with (ROOT / "bundled" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _area(row: Mapping[str, str]) -> dict[str, Any]:
    return {"code": row["code"], "name": row["name"], "population": int(row["population"] or 0)}


def _commune(row: Mapping[str, str]) -> dict[str, Any]:
    people = int(row["population"]) if row["population"] else None
    return {"code_insee": row["code_insee"], "name": row["name"], "population": people}


def _population(row: Mapping[str, Any]) -> int:
    return row["population"] or 0


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--communes", type=int, default=35_000, help="at most so many, the largest")
    parser.add_argument("--calls-per-minute", type=float, default=600, help="of the crawl; 100 in production")
    parser.add_argument("--rate", type=float, default=50, help="reads a second")
    arguments = parser.parse_args()
    print(
        f"{os.cpu_count()} cores, Python {platform.python_version()}; load average before: "
        f"{os.getloadavg()[0]:.1f}; {arguments.rate:.0f} reads a second, "
        f"{arguments.calls_per_minute:.0f} calls a minute at most.",
        flush=True,
    )
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        bench = Bench(home, MariaDB(home), RabbitMQ(home), Wikimedia(home), free_port(), free_port())
        bench.start()
        try:
            asyncio.run(measure(bench, arguments))
        finally:
            bench.stop()


if __name__ == "__main__":
    main()
