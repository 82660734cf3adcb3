"""Asking as fast as answers come, with wrk: requests that take turns, and what became of them."""

import json
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.servers.process import find_program

_SCRIPT = Path(__file__).with_name("turns.lua")


@dataclass(frozen=True, slots=True)
class Request:
    """A path with its query, and JSON to post to it if any."""

    path: str
    body: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """Of one run. Milliseconds until the whole answer was there; `errors`: statuses of 400 and more, and
    connections that broke or timed out."""

    requests: int
    per_second: float
    p50: float
    p99: float
    errors: int


class WrkError(Exception):
    """wrk said nothing that could be read."""


def ask(url: str, requests: Sequence[Request], connections: int, seconds: float) -> Measured:
    """Ask for each in turn on so many connections, for whole seconds."""
    program = find_program("wrk", package="wrk")
    with tempfile.NamedTemporaryFile("w", suffix=".requests", encoding="utf-8") as file:
        file.writelines(f"{request.path}\t{request.body}\n" for request in requests)
        file.flush()
        options = ["-t1", f"-c{connections}", f"-d{round(seconds)}s", "--timeout", "10s", "-s", str(_SCRIPT)]
        done = subprocess.run(
            [program, *options, url, "--", file.name], capture_output=True, text=True, check=False
        )
    return _read(done.stdout, done.stderr)


def _read(printed: str, complaints: str) -> Measured:
    lines = [line for line in printed.splitlines() if line.startswith("{")]
    if not lines:
        raise WrkError(f"wrk printed no result:\n{printed}\n{complaints}")
    told = json.loads(lines[-1])
    return Measured(
        requests=told["requests"],
        per_second=told["requests"] / (told["microseconds"] / 1e6),
        p50=told["p50"] / 1000,
        p99=told["p99"] / 1000,
        errors=told["errors"],
    )
