"""`python -m tests.load.load`: visitors at 80 % of the measured capacity, imports and a crawl behind them.

Starts everything, measures the capacity with as many visitors at once as it takes, sends visitors for
`--minutes`, and says whether it stayed without errors, as quick, and as small. Exit code 1 when it did not.
The section of docs/resilience.md is written by runs of ten minutes or more.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path

from shared.logging import configure_logging
from tests.load.load.background import Imports
from tests.load.load.crowd import Plan
from tests.load.load.document import describe_run, write_section
from tests.load.load.journeys import World
from tests.load.load.parts import Supervisor
from tests.load.load.results import Minute, Results
from tests.load.load.sending import send, sending, tell_counts
from tests.load.load.system import System, running_system
from tests.load.load.warming import BUNDLED, SHARED, warm_up

_RAMP = (2, 4, 8, 16, 32, 64)
_WRITTEN_FROM_MINUTES = 10
_PERIOD_SECONDS = 60
_BEGUN = time.monotonic()


def tell(text: str) -> None:
    print(f"{time.monotonic() - _BEGUN:6.0f} s  {text}", flush=True)


async def measure_capacity(system: System, world: World, step_seconds: float) -> tuple[float, list[str]]:
    """Requests per second that come back when as many visitors as are best ask at once, over several imports;
    and a line of each step."""
    lines: list[str] = []

    async def step(connections: int, seconds: float) -> float:
        seed = 100 + len(lines)
        plan = Plan(
            port=system.gateway.port, world=world, seconds=seconds, connections=connections, seed=seed
        )
        done = await send(plan)
        rate = done.requests / seconds
        cells = (f"{rate:,.0f}", f"{done.percentile(50):.0f}", f"{done.percentile(99):.0f}")
        lines.append(f"| {connections} | {seconds:.0f} | {' | '.join(cells)} | {tell_counts(done.wrong)} |")
        tell(f"capacity, {connections} at once: {rate:,.0f}/s, errors {tell_counts(done.wrong)}")
        return rate

    rates = {connections: await step(connections, step_seconds) for connections in _RAMP}
    best = max(rates, key=lambda connections: rates[connections])
    return await step(best, _PERIOD_SECONDS), lines


async def hold(system: System, world: World, rate: float, minutes: float) -> list[Minute]:
    """Visitors for so long; what each minute was like."""
    plan = Plan(
        port=system.gateway.port,
        world=world,
        seconds=60 * minutes + 5,
        connections=256,
        rate=rate,
        thinking=(2, 8),
    )
    told: list[Minute] = []
    async with sending(plan) as sent:
        await asyncio.sleep(2)
        while len(told) < max(1, round(minutes)):
            begin, length = time.monotonic(), min(60.0, 60 * minutes)
            memory = await _watch_memory(system, begin + length)
            done = sent.between(begin, begin + length)
            told.append(Minute(done, memory, length))
            tell(f"minute {len(told)}: {told[-1].summary()}")
    return told


async def _watch_memory(system: System, end: float) -> dict[str, float]:
    """Resident memory of each part in MB, the middle of what was seen until `end`."""
    seen: dict[str, list[int]] = {name: [] for name in system.parts}
    while (left := end - time.monotonic()) > 0:
        await asyncio.sleep(min(5.0, left))
        for name, part in system.parts.items():
            seen[name].append(part.memory_kb())
    return {name: sorted(sizes)[len(sizes) // 2] / 1024 for name, sizes in seen.items()}


async def run(home: Path, arguments: argparse.Namespace) -> Results:
    before = describe_run()
    origin = SHARED if SHARED.is_dir() and not arguments.bundled else BUNDLED
    async with running_system(home) as system:
        world = await warm_up(system, origin, tell)
        imports = Imports(system)
        supervisor = Supervisor(list(system.parts.values()))
        going_on = asyncio.create_task(imports.go_on(_PERIOD_SECONDS))
        with supervisor.watching():
            capacity, ramp = await measure_capacity(system, world, arguments.step_seconds)
            rate = arguments.share * capacity
            tell(f"{arguments.share:.0%} of {capacity:,.0f}/s: {rate:,.0f} requests a second")
            minutes = await hold(system, world, rate, arguments.minutes)
        going_on.cancel()
        await asyncio.gather(going_on, return_exceptions=True)
        restarts = {name: part.restarts for name, part in system.parts.items() if part.restarts}
        faults = [*imports.failures, *(f"{name} ended {count} times" for name, count in restarts.items())]
    data = "the files of ../shared/data, and what comes along" if origin == SHARED else "what comes along"
    return Results(before, data, capacity, ramp, arguments.share, minutes, imports.done, faults)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--share", type=float, default=0.8, help="of the measured capacity")
    parser.add_argument(
        "--step-seconds", type=float, default=10, help="of each step of the capacity's measure"
    )
    parser.add_argument("--bundled", action="store_true", help="the data that come along, not ../shared/data")
    arguments = parser.parse_args()
    configure_logging("console", "WARNING")
    with tempfile.TemporaryDirectory(prefix="mobiville-load-") as folder:
        Path(folder).chmod(0o755)
        results = asyncio.run(run(Path(folder), arguments))
    print(results.text())
    if arguments.minutes >= _WRITTEN_FROM_MINUTES:
        write_section("load", results.text())
    sys.exit(0 if results.passed else 1)


if __name__ == "__main__":
    main()
