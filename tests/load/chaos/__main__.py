"""`python -m tests.load.chaos`: what visitors see of every breakdown, and whether all comes back by itself.

Starts everything with MariaDB on a small disk, MariaDB and RabbitMQ each behind a cable of their own, sends
visitors, and plays one scenario after the other, each in the middle of an import that changes every commune.
Exit code 1 when one of them lost or doubled something, needed a hand, or showed visitors a failure where it
should not. The table of docs/resilience.md is written when all scenarios were played.
"""

import argparse
import asyncio
import os
import signal
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from shared.logging import configure_logging
from tests.load.chaos.checking import Checks, Logs
from tests.load.chaos.disk import small_disk
from tests.load.chaos.network import namespace
from tests.load.chaos.outcomes import Outcome, table
from tests.load.chaos.scenarios import SCENARIOS, Broken, Scenario
from tests.load.load.background import Imports
from tests.load.load.crowd import Plan
from tests.load.load.document import describe_run, write_section
from tests.load.load.parts import Supervisor
from tests.load.load.sending import Sent, sending
from tests.load.load.system import running_system
from tests.load.load.warming import BUNDLED, warm_up
from tests.waiting import until

_DISK_MEGABYTES = 1500
_BEGUN = time.monotonic()


def tell(text: str) -> None:
    print(f"{time.monotonic() - _BEGUN:6.0f} s  {text}", flush=True)


class Chaos:
    """One run: what is broken, who watches it, and what was seen."""

    def __init__(self, broken: Broken, sent: Sent, imports: Imports, checks: Checks) -> None:
        self._broken, self._sent, self._imports, self._checks = broken, sent, imports, checks

    async def play(self, scenario: Scenario) -> Outcome:
        logs, faults = Logs(self._broken.system), []
        await asyncio.to_thread(scenario.prepare, self._broken)
        importer = self._imports.start()
        with suppress(AssertionError):  # it may be over before it is looked at
            await until(lambda: asyncio.to_thread(self._is_staging), seconds=30, every=0.05)
        begun = time.monotonic()
        await asyncio.to_thread(scenario.begin, self._broken)
        if scenario.end is not None:
            await asyncio.sleep(scenario.seconds)
            await asyncio.to_thread(scenario.end, self._broken)
        ended = time.monotonic()
        try:
            await self._checks.until_whole()
        except AssertionError as error:
            faults.append(str(error))
        whole = time.monotonic()
        await self._imports.finish(importer)
        faults += self._imports.failures
        self._imports.failures.clear()
        faults += await self._checks.find_losses()
        await asyncio.sleep(1)
        seen = self._sent.between(begun, time.monotonic())
        last_wrong = max(
            (one.at for one in self._sent.seconds if one.at >= int(begun) and one.wrong), default=begun
        )
        if crashes := logs.crashes():
            faults.append(f"{crashes} requests crashed in a service")
        return Outcome(scenario, seen, logs.kept(), max(0.0, last_wrong - begun), whole - ended, faults)

    def _is_staging(self) -> bool:
        return self._broken.system.mariadb.execute("SELECT COUNT(*) FROM cities.sync_batch") != "0\n"


async def run(home: Path, arguments: argparse.Namespace) -> list[Outcome]:
    outcomes: list[Outcome] = []
    with small_disk(home / "mariadb", _DISK_MEGABYTES), namespace(1) as database, namespace(2) as broker:
        async with running_system(home, database.place, broker.place) as system:
            world = await warm_up(system, BUNDLED, tell)
            plan = Plan(
                port=system.gateway.port,
                world=world,
                seconds=36_000,
                connections=1000,
                rate=arguments.rate,
                thinking=(1, 4),
            )
            supervisor = Supervisor(list(system.parts.values()))
            async with sending(plan) as sent:
                with supervisor.watching():
                    imports = Imports(system)
                    checks = Checks(system, world, sent, imports)
                    chaos = Chaos(Broken(system, database, broker), sent, imports, checks)
                    for scenario in arguments.only or SCENARIOS:
                        outcomes.append(await chaos.play(scenario))
                        tell(outcomes[-1].summary())
                for failure in supervisor.failures:
                    tell(f"a start that failed, and was tried again: {failure}")
            if arguments.keep:
                tell(f"logs are in {home}, until Enter")
                await asyncio.to_thread(sys.stdin.readline)
    return outcomes


def _scenario(name: str) -> Scenario:
    found = {scenario.name: scenario for scenario in SCENARIOS}.get(name)
    if found is None:
        raise argparse.ArgumentTypeError(f"{name} is not one of {', '.join(one.name for one in SCENARIOS)}")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--only", type=_scenario, nargs="+", metavar="SCENARIO", help="instead of all of them"
    )
    parser.add_argument("--rate", type=float, default=80, help="requests a second")
    parser.add_argument("--keep", action="store_true", help="wait at the end, so that logs can be read")
    arguments = parser.parse_args()
    if os.geteuid():
        parser.error("network namespaces and a disk of its own need root")
    configure_logging("console", "WARNING")
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    before = describe_run()
    with tempfile.TemporaryDirectory(prefix="mobiville-chaos-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        outcomes = asyncio.run(run(Path(folder), arguments))
    text = table(before, arguments.rate, time.monotonic() - _BEGUN, outcomes)
    print(text)
    if not arguments.only:
        write_section("chaos", text)
    sys.exit(0 if all(outcome.passed for outcome in outcomes) else 1)


if __name__ == "__main__":
    main()
