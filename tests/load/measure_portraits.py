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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
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
    amqp: str = ""

    def start(self) -> None:
        for server in (self.mariadb, self.rabbitmq, self.wikimedia):
            server.start()
        self.wikimedia.reset()
        self.amqp = self.rabbitmq.create_vhost("portraits")

    def stop(self) -> None:
        self.wikimedia.kill()
        self.mariadb.kill9()
        self.rabbitmq.stop()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start_service(self, calls_per_minute: float) -> ServerProcess:
        settings = {
            "port": self.port,
            "database_url": self.mariadb.create_database("enrichment"),
            "broker_url": self.amqp,
            "sandbox": "true",
            "calls_per_minute": calls_per_minute,
            "images_dir": self.home / "images",
            "refresh_seconds": 1,
            **self.wikimedia.addresses,
        }
        environment = {f"ENRICHMENT_{name.upper()}": str(value) for name, value in settings.items()}
        command = [sys.executable, "-m", "services.enrichment"]
        process = ServerProcess(command, self.home / "enrichment.log", environment)
        process.start(lambda: fetch_status(f"{self.url}/health/ready") == 200)
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
    process = bench.start_service(arguments.calls_per_minute)
    places = read_places(arguments.communes)
    popular = [f"/api/v1/portraits/communes/{row['code_insee']}" for row in places["cities"][:500]]
    try:
        await crawl(bench, process, places, popular, arguments.rate)
        await refresh(bench, places, popular, arguments.rate)
        report = await send_visitors(Plan(port=bench.port, popular=popular, seconds=20, rate=arguments.rate))
        print(f"\nReads without a crawl: {describe_reads(report)}.")
    finally:
        process.kill()


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
    report = await read_until_over(bench, sum(map(len, places.values())), popular, rate)
    seconds = time.perf_counter() - begun
    print(f"\n### The first crawl: {sum(map(len, places.values())):,} places\n")
    print_calls(bench, seconds)
    used = cpu_seconds(process) - before
    print(f"\nReads during the crawl: {describe_reads(report)}; {used:.0f} s of CPU.\n")
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
    report = await read_until_over(bench, sum(map(len, places.values())), popular, rate)
    print("\n### A week later\n")
    print_calls(bench, time.perf_counter() - begun)
    print(f"\nReads during the refresh: {describe_reads(report)}.")


async def read_until_over(bench: Bench, places: int, popular: Sequence[str], rate: float) -> Report:
    """Visitors read in slices of 10 s until nothing is due; the worst slice is what counts."""
    reports: list[Report] = []
    over = asyncio.create_task(until(lambda: bench.is_over(places), seconds=7200, every=1))
    while not over.done():
        plan = Plan(port=bench.port, popular=list(popular), seconds=10, rate=rate)
        reports.append(await send_visitors(plan))
    await over
    return merge(reports)


def merge(reports: Sequence[Report]) -> Report:
    """The middle p50, the largest p99 and longest of the slices; statuses added up."""
    statuses: dict[str, int] = {}
    for report in reports:
        for status, count in report.statuses["all"].items():
            statuses[status] = statuses.get(status, 0) + count
    times = sorted(report.milliseconds["all"] for report in reports)
    middle = times[len(times) // 2][0]
    worst = max(late for _, late, _ in times), max(longest for *_, longest in times)
    return Report(0, {"all": statuses}, {"all": (middle, *worst)}, 0, 0)


def describe_reads(report: Report) -> str:
    middle, late, longest = report.milliseconds["all"]
    statuses = ", ".join(f"{status}: {count:,}" for status, count in sorted(report.statuses["all"].items()))
    return (
        f"p50 {middle:.1f} ms, p99 {late:.1f} ms (of the worst 10 s), longest {longest:.0f} ms ({statuses})"
    )


def print_calls(bench: Bench, seconds: float) -> None:
    figures = bench.wikimedia.control("GET", "calls")["apis"]
    total = figures["all"]["calls"]
    print("| API | calls | statuses |\n|---|---|---|")
    for api, counted in sorted(figures.items()):
        print(f"| {api} | {counted['calls']:,} | {counted['by_status']} |")
    print(
        f"\n{total:,} calls in {seconds:.0f} s, at most {figures['all']['max_at_once']} at once; "
        f"at the default rate of 100 a minute: {total / 100:.0f} min."
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
    parser.add_argument(
        "--calls-per-minute", type=float, default=6000, help="of the crawl; 100 in production"
    )
    parser.add_argument("--rate", type=float, default=100, help="reads a second")
    arguments = parser.parse_args()
    print(
        f"{os.cpu_count()} cores, Python {platform.python_version()}; load average before: "
        f"{os.getloadavg()[0]:.1f}; {arguments.rate:.0f} reads a second, "
        f"{arguments.calls_per_minute:.0f} calls a minute at most.",
        flush=True,
    )
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        bench = Bench(home, MariaDB(home), RabbitMQ(home), Wikimedia(home), free_port())
        bench.start()
        try:
            asyncio.run(measure(bench, arguments))
        finally:
            bench.stop()


if __name__ == "__main__":
    main()
