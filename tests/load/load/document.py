"""Sections of docs/resilience.md that are written by what measures them."""

import os
import platform
import re
import subprocess
from datetime import UTC, datetime

from tests.system.stack import ROOT

PAGE = ROOT / "docs" / "resilience.md"


def write_section(name: str, text: str) -> None:
    """Between its markers, which are there; ValueError when they are not."""
    page = PAGE.read_text(encoding="utf-8")
    begin, end = f"<!-- {name}: generated -->", f"<!-- {name}: end -->"
    pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.S)
    if not pattern.search(page):
        raise ValueError(f"{PAGE}: no {begin} … {end}")
    PAGE.write_text(pattern.sub(lambda _: f"{begin}\n\n{text.strip()}\n\n{end}", page), encoding="utf-8")


def describe_run() -> str:
    """Machine, date, commit, and how busy the machine was before."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"Measured on {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, commit {_commit()}: {os.cpu_count()} cores "
        f"({_processor()}), {memory:.0f} GiB, Linux {platform.release()}, "
        f"Python {platform.python_version()}; load average before: {os.getloadavg()[0]:.1f}."
    )


def _commit() -> str:
    command = ["git", "describe", "--always", "--dirty"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def _processor() -> str:
    with open("/proc/cpuinfo", encoding="utf-8") as file:  # noqa: PTH123  # not a file of ours
        names = [line.partition(":")[2].strip() for line in file if line.startswith("model name")]
    return names[0] if names else platform.machine()
