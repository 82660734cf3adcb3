"""`make bench`: measure everything, or some parts, and write each part's section of docs/benchmarks.md."""

import argparse
import os
import sys
import time
from functools import partial
from pathlib import Path

from shared.logging import configure_logging
from tests.load.bench.machine import describe_machine, stamp
from tests.load.bench.parts import PARTS, Run
from tests.load.bench.report import DOCUMENT, write_section


def main() -> None:
    arguments = _read_arguments()
    configure_logging("console", "WARNING")
    tell = partial(_tell, time.perf_counter())
    write_section("machine", describe_machine(), arguments.document)
    run = Run(arguments.quick, tell)
    try:
        failed = [name for name in arguments.only if not _measure(name, run, arguments.document)]
    finally:
        run.end_system()
    tell(f"written: {arguments.document}")
    if failed:
        sys.exit(f"bench: failed: {', '.join(failed)}; their sections are as they were")


def _measure(name: str, run: Run, document: Path) -> bool:
    """False when it could not be measured: the other parts are measured nevertheless."""
    run.tell(f"{name}: begins")
    before, load = time.perf_counter(), os.getloadavg()[0]
    try:
        content = PARTS[name](run)
    except Exception as error:  # noqa: BLE001  # whatever it is, the others go on
        run.tell(f"{name}: {type(error).__name__}: {error}")
        run.end_system()
        return False
    seconds = time.perf_counter() - before
    write_section(name, f"{stamp(load, seconds, coarse=run.quick)}\n\n{content}", document)
    run.tell(f"{name}: {seconds:.0f} s")
    return True


def _tell(begun: float, text: str) -> None:
    print(f"bench {time.perf_counter() - begun:5.0f} s  {text}", file=sys.stderr, flush=True)


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    option = parser.add_argument
    option("--only", nargs="+", choices=PARTS, default=list(PARTS), metavar="PART", help=", ".join(PARTS))
    option("--quick", action="store_true", help="short runs: to see that it works")
    option("--document", type=Path, default=DOCUMENT)
    return parser.parse_args()


if __name__ == "__main__":
    main()
