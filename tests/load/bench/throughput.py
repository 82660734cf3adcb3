"""Part "operations": what each operation answers a second, beside a bare handler that has the same bytes."""

import statistics
import sys
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.load.bench.operations import Operation, list_operations
from tests.load.bench.system import System, memory_mb
from tests.load.bench.wrk import Measured, Request, ask
from tests.load.offers_bench import cpu_seconds
from tests.servers.process import ServerProcess, accepts_connections, free_port

CONNECTIONS = (1, 16, 64)
FEW, MANY = CONNECTIONS[0], CONNECTIONS[-1]
USUAL = 16
_ROUNDS = 3  # of those with a target: the handler and the service take turns, the middle counts


@dataclass
class Figures:
    """Of one operation. Keys: who answers, what is asked, on how many connections."""

    operation: Operation
    size: int
    runs: dict[tuple[str, str, int], Measured] = field(default_factory=dict)
    cpu: dict[tuple[str, str], float] = field(default_factory=dict)
    memory: float = 0

    def find(self, who: str, what: str, connections: int = USUAL) -> Measured | None:
        return self.runs.get((who, what, connections))

    def per_second(self, who: str, what: str, connections: int = USUAL) -> float | None:
        run = self.find(who, what, connections)
        return run.per_second if run else None

    def share(self, what: str) -> float | None:
        """Of the bare handler's requests a second."""
        ours, bare = self.per_second("service", what), self.per_second("bare", "repeated")
        return ours / bare if ours and bare else None

    @property
    def cached_to_uncached(self) -> float | None:
        kept = self.per_second("nginx", "repeated")
        asked = self.per_second("nginx", "never asked")
        return kept / asked if kept and asked else None


@dataclass(frozen=True)
class Bench:
    """Where what is measured runs, whether runs are short, and whom to tell how far it is."""

    system: System
    home: Path
    quick: bool
    tell: Callable[[str], None]

    def seconds(self, operation: Operation) -> int:
        """Of one run: what has a target is looked at for longer."""
        return 2 if operation.target and not self.quick else 1


def measure_operations(bench: Bench) -> list[Figures]:
    """All operations, one after the other."""
    operations, found = list_operations(), []
    for number, operation in enumerate(operations, 1):
        bench.tell(f"operation {number} of {len(operations)}: {operation.name}")
        found.append(_measure(bench, operation))
    return found


def _measure(bench: Bench, operation: Operation) -> Figures:
    service = bench.system.services[operation.service]
    body = _fetch(service.url, operation.requests[0])
    figures = Figures(operation, len(body))
    with _bare_handler(bench.home, body) as (bare_url, bare):
        _measure_usual(bench, figures, bare_url, bare)
        for connections in (FEW, MANY) if operation.target else ():
            figures.runs["bare", "repeated", connections] = ask(
                bare_url, [Request("/")], connections, bench.seconds(operation)
            )
    for connections in (FEW, MANY):
        figures.runs["service", "repeated", connections] = ask(
            service.url, operation.repeated, connections, bench.seconds(operation)
        )
    _measure_nginx(bench, figures)
    figures.memory = memory_mb(service.process)
    return figures


def _measure_usual(bench: Bench, figures: Figures, bare_url: str, bare: ServerProcess) -> None:
    """On 16 connections, the handler and the service in turns."""
    operation, service = figures.operation, bench.system.services[figures.operation.service]
    asked: dict[str, Sequence[Request]] = {
        "repeated": operation.repeated,
        "varied": operation.varied,
        "never asked": operation.never_asked(0),
    }
    for request in operation.varied:
        _fetch(service.url, request)
    rounds = _ROUNDS if operation.target else 1
    runs: dict[tuple[str, str], list[Measured]] = {}
    for number in range(rounds):
        _run(bench, figures, runs, ("bare", "repeated"), (bare_url, bare, [Request("/")]))
        for what, requests in asked.items():
            if requests and (what != "never asked" or number == 0):
                _run(bench, figures, runs, ("service", what), (service.url, service.process, requests))
    for (who, what), several in runs.items():
        figures.runs[who, what, USUAL] = _middle(several)


def _run(
    bench: Bench,
    figures: Figures,
    runs: dict[tuple[str, str], list[Measured]],
    key: tuple[str, str],
    asked: tuple[str, ServerProcess, Sequence[Request]],
) -> None:
    url, process, requests = asked
    before = cpu_seconds(process)
    measured = ask(url, requests, USUAL, bench.seconds(figures.operation))
    runs.setdefault(key, []).append(measured)
    spent = (cpu_seconds(process) - before) / max(measured.requests, 1)
    figures.cpu[key] = min(spent, figures.cpu.get(key, spent))


def _measure_nginx(bench: Bench, figures: Figures) -> None:
    url, operation = bench.system.gateway.url, figures.operation
    for connections in CONNECTIONS:
        figures.runs["nginx", "repeated", connections] = ask(
            url, operation.repeated, connections, bench.seconds(operation)
        )
    if requests := operation.never_asked(1):
        figures.runs["nginx", "never asked", USUAL] = ask(url, requests, USUAL, bench.seconds(operation))


def _middle(runs: Sequence[Measured]) -> Measured:
    """The run in the middle by requests a second."""
    middle = statistics.median_low(run.per_second for run in runs)
    return next(run for run in runs if run.per_second == middle)


@contextmanager
def _bare_handler(home: Path, body: bytes) -> Iterator[tuple[str, ServerProcess]]:
    file, port = home / "answer.bytes", free_port()
    file.write_bytes(body)
    command = [sys.executable, "-m", "tests.load.bare_handler", str(port), str(file)]
    process = ServerProcess(command, home / "bare.log")
    process.start(lambda: accepts_connections(port))
    try:
        yield f"http://127.0.0.1:{port}", process
    finally:
        process.kill()


def _fetch(url: str, request: Request) -> bytes:
    """The whole answer; an HTTPError when it is none."""
    headers = {"Content-Type": "application/json"} if request.body else {}
    asked = urllib.request.Request(url + request.path, request.body.encode() or None, headers)  # noqa: S310
    with urllib.request.urlopen(asked, timeout=30) as response:  # noqa: S310  # an address of ours
        body: bytes = response.read()
        return body
