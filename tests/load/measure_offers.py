"""`make measure-offers`: the offers service with 1, 2 and 4 replicas, in a day's work and in trouble.

Everything is a process of its own: the replicas with their default settings (3 calls a second to Offres,
3 s a request), Redis, nginx, the stand-in of France Travail, and the visitors, on 64 connections. 95 % of
their requests are for the popular searches (drawn by Zipf's law, answered once before), 5 % for searches
that nobody made before. Prints Markdown.
"""

import argparse
import asyncio
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import aiohttp

from tests.load.offers_bench import (
    STAND_IN_MILLISECONDS,
    STAND_IN_OFFERS,
    Bench,
    Measured,
    cpu_seconds,
    send_visitors,
)
from tests.load.visitors import Plan, Report
from tests.servers.process import ServerProcess, accepts_connections, free_port
from tests.system.offers_stack import OffersStack, proxied
from tests.waiting import until

PARTS = ("replicas", "requests", "troubles")
TROUBLES: Mapping[str, dict[str, Any]] = {
    "none": {},
    "outage: 502 at once": {"kind": "html", "status": 502},
    "outage: no answer": {"kind": "slow", "seconds": 120},
    "storm of 429": {"kind": "status", "status": 429, "headers": {"Retry-After": "1"}},
}


async def measure_replicas(bench: Bench, counts: Sequence[int], seconds: float) -> None:
    print("\n### As fast as answers come\n")
    print(
        "| replicas | requests/s | p50 ms | p99 ms | p99 ms, popular | upstream calls | most in 1 s "
        "| hit rate | 200 | 503 with Retry-After | other | CPU ms a request |\n"
        "|---|---|---|---|---|---|---|---|---|---|---|---|"
    )
    print(_bare_line(*await measure_bare(bench, seconds)), flush=True)
    for count in counts:
        async with bench.replicas(count) as stack:
            measured = await bench.measure(stack, fresh=bench.fresh(4000), seconds=seconds)
        print(_replicas_line(count, measured), flush=True)


async def measure_bare(bench: Bench, seconds: float) -> tuple[Report, float]:
    """A handler that has the bytes of the most popular answer, behind the same nginx; its CPU seconds."""
    body = bench.home / "answer.json"
    async with bench.replicas(1) as stack:
        body.write_bytes(await asyncio.to_thread(_read, stack.url + bench.popular[0]))
    port = free_port()
    command = [sys.executable, "-m", "tests.load.bare_handler", str(port), str(body)]
    process = ServerProcess(command, bench.home / "bare.log")
    process.start(lambda: accepts_connections(port))
    nginx = proxied(bench.home, [port])
    nginx.start()
    try:
        before = cpu_seconds(process)
        report = await send_visitors(Plan(port=nginx.port, popular=bench.popular, seconds=seconds))
        return report, cpu_seconds(process) - before
    finally:
        nginx.kill9()
        process.kill()


async def measure_requests(bench: Bench, requests: int, seconds: float) -> None:
    async with bench.replicas(2) as stack:
        fresh = bench.fresh(requests)
        measured = await bench.measure(stack, fresh=fresh, requests=requests, rate=requests / seconds)
    print(f"\n### {requests:,} requests in {seconds:.0f} s, 2 replicas\n")
    print(
        f"{measured.upstream['calls']} upstream calls (most in a second: "
        f"{measured.upstream['max_per_second']}), hit rate {measured.hit_rate:.1%}, "
        f"statuses {_statuses(measured.report, 'all')}; of the "
        f"{_count(measured.report, 'fresh')} requests that nobody made before: "
        f"{_statuses(measured.report, 'fresh')}."
    )


async def measure_troubles(bench: Bench, seconds: float, rate: float, revalidate: float) -> None:
    print(f"\n### {seconds:.0f} s of trouble upstream, {rate:.0f} requests/s, 2 replicas\n")
    print(
        f"Answers are fresh for 10 s here, and renewed behind until {revalidate:.0f} s; older ones are shown "
        "when they cannot be renewed soon.\n\n"
        "| upstream | p50 ms | p99 ms | longest ms | p99 ms, popular | popular: statuses | fresh: statuses "
        "| stale answers | oldest s | upstream calls | seconds until a new search is answered again |\n"
        "|---|---|---|---|---|---|---|---|---|---|---|"
    )
    lifetime = json.dumps({"fresh": 10, "revalidate": revalidate, "stale": 86_400, "missing": 10})
    for name, failure in TROUBLES.items():
        async with bench.replicas(2, JOBS_LIFETIMES__OFFER_SEARCH=lifetime) as stack:
            if failure:
                bench.upstream.fail_next(api="offres", times=-1, **failure)
            measured = await bench.measure(
                stack, fresh=bench.fresh(2000), requests=int(rate * seconds), rate=rate
            )
            bench.upstream.control("DELETE", "failures")
            back = await _seconds_until_answered(stack, bench.fresh(500))
        print(_trouble_line(name, measured, back), flush=True)


async def _seconds_until_answered(stack: OffersStack, searches: list[str]) -> float:
    begun, left = time.perf_counter(), iter(searches)

    async def answered(session: aiohttp.ClientSession) -> bool:
        async with session.get(stack.url + next(left)) as response:
            return response.status == 200

    async with aiohttp.ClientSession() as session:
        await until(lambda: answered(session), seconds=60, every=0.2)
    return time.perf_counter() - begun


def _replicas_line(count: int, measured: Measured) -> str:
    report, statuses = measured.report, measured.report.statuses["all"]
    good, refused = statuses.get("200", 0), statuses.get("503 after", 0)
    middle, late, _ = report.milliseconds["all"]
    return (
        f"| {count} | {report.per_second:,.0f} | {middle:.0f} | {late:.0f} "
        f"| {report.milliseconds['popular'][1]:.0f} | {measured.upstream['calls']} "
        f"| {measured.upstream['max_per_second']} | {measured.hit_rate:.1%} | {good:,} | {refused:,} "
        f"| {measured.requests - good - refused} | {1000 * measured.cpu_seconds / measured.requests:.2f} |"
    )


def _bare_line(report: Report, cpu: float) -> str:
    count, (middle, late, _) = _count(report, "all"), report.milliseconds["all"]
    good = report.statuses["all"].get("200", 0)
    return (
        f"| a bare handler | {report.per_second:,.0f} | {middle:.0f} | {late:.0f} | {late:.0f} "
        f"| 0 | 0 | | {good:,} | 0 | {count - good} | {1000 * cpu / count:.2f} |"
    )


def _trouble_line(name: str, measured: Measured, back: float) -> str:
    report = measured.report
    middle, late, longest = report.milliseconds["all"]
    return (
        f"| {name} | {middle:.0f} | {late:.0f} | {longest:.0f} | {report.milliseconds['popular'][1]:.0f} "
        f"| {_statuses(report, 'popular')} | {_statuses(report, 'fresh')} | {report.stale:,} "
        f"| {report.oldest_seconds} | {measured.upstream.get('calls', 0)} | {back:.1f} |"
    )


def _statuses(report: Report, kind: str) -> str:
    counts = sorted(report.statuses.get(kind, {}).items())
    return ", ".join(f"{status.replace('after', 'with Retry-After')}: {count:,}" for status, count in counts)


def _count(report: Report, kind: str) -> int:
    return sum(report.statuses.get(kind, {}).values())


def _read(url: str) -> bytes:
    with urlopen(url, timeout=10) as response:  # noqa: S310  # an address of ours
        body: bytes = response.read()
        return body


def _describe_machine(arguments: argparse.Namespace) -> Iterator[str]:
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    yield f"{os.cpu_count()} cores, Python {platform.python_version()}; load average before: {load}."
    yield (
        f"{arguments.popular} popular searches, 20 offers a page; the stand-in has {STAND_IN_OFFERS:,} "
        f"offers and answers after {STAND_IN_MILLISECONDS} ms; "
        "visitors, nginx, Redis and stand-in share the cores with the replicas."
    )


async def run(bench: Bench, arguments: argparse.Namespace) -> None:
    if "replicas" in arguments.parts:
        await measure_replicas(bench, arguments.replicas, arguments.seconds)
    if "requests" in arguments.parts:
        await measure_requests(bench, arguments.requests, arguments.requests_seconds)
    if "troubles" in arguments.parts:
        await measure_troubles(
            bench, arguments.trouble_seconds, arguments.trouble_rate, arguments.trouble_revalidate
        )
    print(f"\nLoad after: {os.getloadavg()[0]:.1f}.")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    option: Callable[..., Any] = parser.add_argument
    option("--parts", nargs="+", choices=PARTS, default=PARTS)
    option("--replicas", nargs="+", type=int, default=[1, 2, 4])
    option("--seconds", type=float, default=10, help="of each line of the first table")
    option("--popular", type=int, default=200, help="how many searches are popular")
    option("--requests", type=int, default=10_000)
    option("--requests-seconds", type=float, default=60)
    option("--trouble-seconds", type=float, default=30)
    option("--trouble-rate", type=float, default=200, help="requests a second")
    option("--trouble-revalidate", type=float, default=7200, help="20: all that is known becomes too old")
    arguments = parser.parse_args()
    print("\n".join(_describe_machine(arguments)), flush=True)
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), arguments.popular)
        bench.start()
        try:
            asyncio.run(run(bench, arguments))
        finally:
            bench.stop()


if __name__ == "__main__":
    main()
