"""Parts that other measures print: imports, offers, portraits; run as `make measure-…` runs them."""

import re
import subprocess
import sys
from collections.abc import Callable, Sequence

from tests.load.bench.report import table

Tell = Callable[[str], None]

_ROWS, _QUICK_ROWS = 2_500_000, 400_000
_LEAST_ROWS = 200_000  # fewer are refused: no BPE is so small
_MEMORY = re.compile(r"^(\w+)(?: \(this process\))?: .*?peak (\d+) MB$", re.M)


class MeasureError(Exception):
    """The other measure ended with an error; the text is the end of what it said."""


def measure_imports(tell: Tell, *, quick: bool) -> str:
    """All datasets, then again in a new system with a tenth of the largest one: the same memory has to do."""
    rows = _QUICK_ROWS if quick else _ROWS
    few_rows = max(rows // 10, _LEAST_ROWS)
    whole = _print_of("measure_imports", ["--bpe-rows", str(rows)], tell)
    tenth = _print_of("measure_imports", ["--bpe-rows", str(few_rows)], tell)
    few, many = (dict(_MEMORY.findall(text)) for text in (tenth, whole))
    compared = ((name, few[name], many[name]) for name in many)
    head = ("process", f"peak MB with {few_rows:,} rows of the BPE", f"with {rows:,}")
    return f"{_MEMORY.sub('', whole).strip()}\n\n{table(head, compared)}"


def measure_offers(tell: Tell, *, quick: bool) -> str:
    shorter = ["--seconds", "3", "--requests", "1000", "--requests-seconds", "6", "--trouble-seconds", "4"]
    usual = ["--seconds", "8", "--requests", "5000", "--requests-seconds", "30", "--trouble-seconds", "10"]
    return _print_of("measure_offers", shorter if quick else usual, tell)


def measure_portraits(tell: Tell, *, quick: bool) -> str:
    communes = "500" if quick else "10000"
    return _print_of("measure_portraits", ["--communes", communes, "--calls-per-minute", "1200"], tell)


def _print_of(module: str, arguments: Sequence[str], tell: Tell) -> str:
    """What the measure prints, each line told as it comes; MeasureError."""
    command = [sys.executable, "-m", f"tests.load.{module}", *arguments]
    tell(" ".join(command[2:]))
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    lines = []
    for line in process.stdout or ():
        lines.append(line)
        tell(line.rstrip()[:100])
    if process.wait():
        raise MeasureError(f"{module} ended with {process.returncode}: {''.join(lines[-5:]).strip()}")
    return "".join(lines)
