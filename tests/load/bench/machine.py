"""Where and when: what a figure is worth nothing without."""

import os
import platform
import re
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from tests.servers.process import ServerError, find_program
from tests.system.stack import ROOT

_PACKAGES = ("aiohttp", "numpy", "orjson", "pydantic", "sqlalchemy", "aio-pika")
_PROGRAMS = {
    "MariaDB": ("mariadbd", "--version"),
    "RabbitMQ": ("dpkg-query", "--show", "--showformat=${Version}", "rabbitmq-server"),
    "Redis": ("redis-server", "--version"),
    "nginx": ("nginx", "-v"),
    "wrk": ("wrk", "-v"),
}
_VERSION = re.compile(r"\d+\.\d+(?:\.\d+)*")


def describe_machine() -> str:
    """Cores, memory, and the versions of what runs on them."""
    return "\n".join(f"- {line}" for line in _lines())


def _lines() -> Iterator[str]:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    system = f"{platform.system()} {platform.release()}"
    yield f"{os.cpu_count()} cores of {_processor()}, {memory:.0f} GB of memory, {system}"
    yield f"Python {platform.python_version()}; " + ", ".join(f"{one} {version(one)}" for one in _PACKAGES)
    yield ", ".join(f"{name} {_ask_version(*command)}" for name, command in _PROGRAMS.items())


def _processor() -> str:
    told = re.search(r"^model name\s*: (.+)$", Path("/proc/cpuinfo").read_text(encoding="utf-8"), re.M)
    return told[1] if told else platform.machine()


def _ask_version(name: str, *arguments: str) -> str:
    try:
        program = find_program(name, package=name)
    except ServerError:
        return "(not installed)"
    told = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
    found = _VERSION.search(told.stdout + told.stderr)
    return found[0] if found else "(unknown)"


def stamp(load_before: float, seconds: float, *, coarse: bool) -> str:
    """When, on what, beside what else."""
    load = f"load average {load_before:.1f} before, {os.getloadavg()[0]:.1f} after"
    runs = "; short runs" if coarse else ""
    return f"*{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, commit {_commit()}; {seconds:.0f} s{runs}; {load}.*"


def _commit() -> str:
    def git(*arguments: str) -> str:
        done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
        return done.stdout.strip()

    changed = " with changes" if git("status", "--porcelain", "--untracked-files=no", "--", ":!docs") else ""
    return (git("rev-parse", "--short", "HEAD") or "unknown") + changed
