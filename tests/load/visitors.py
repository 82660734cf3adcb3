"""Visitors in a process of their own: `python -m tests.load.visitors <plan.json`, prints a report in JSON.

They speak HTTP/1.1 over plain streams: a client as heavy as the server would be what is measured.
"""

import asyncio
import itertools
import json
import random
import re
import sys
import time
from collections import Counter, defaultdict
from dataclasses import asdict, dataclass, field
from typing import Any

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.I)
_AGE = re.compile(rb'"age_seconds":(\d+)')
_BUFFER_BYTES = 1 << 20
Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass(frozen=True)
class Plan:
    """Ends after `requests` requests or `seconds` seconds, whichever comes first. `rate`: requests a second,
    None for as fast as answers come. Popular paths are drawn by Zipf's law, each fresh one is new."""

    port: int
    popular: list[str]
    fresh: list[str] = field(default_factory=list)
    fresh_share: float = 0.05
    connections: int = 64
    requests: int = 1_000_000
    seconds: float = 3600
    rate: float | None = None


@dataclass
class Report:
    """`milliseconds` (50th, 99th percentile, longest) by kind of request: popular, fresh, all. `statuses` as
    "503 after" when the answer tells when to come back; "0" is a broken connection. `per_second` leaves out
    the end, when those who still wait for the quota are alone."""

    per_second: float
    statuses: dict[str, dict[str, int]]
    milliseconds: dict[str, tuple[float, float, float]]
    stale: int
    oldest_seconds: int


class Visitors:
    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._random = random.Random(1)
        self._numbers = iter(range(plan.requests))
        self._fresh = itertools.cycle(plan.fresh or [""])
        self._weights = list(itertools.accumulate(1 / rank for rank in range(1, len(plan.popular) + 1)))
        self._statuses: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._milliseconds: defaultdict[str, list[float]] = defaultdict(list)
        self._stale = 0
        self._oldest = 0
        self._in_time = 0

    async def run(self) -> Report:
        self._start = time.perf_counter()
        await asyncio.gather(*(self._visit() for _ in range(self._plan.connections)))
        return Report(
            self._in_time / min(self._plan.seconds, time.perf_counter() - self._start),
            {kind: dict(counts) for kind, counts in self._statuses.items()},
            {kind: _summary(values) for kind, values in self._milliseconds.items()},
            self._stale,
            self._oldest,
        )

    async def _visit(self) -> None:
        streams: Streams | None = None
        for number in self._numbers:
            begun = await self._turn(number)
            if begun - self._start > self._plan.seconds:
                break
            kind, path = self._choose()
            try:
                streams = streams or await asyncio.open_connection(
                    "127.0.0.1", self._plan.port, limit=_BUFFER_BYTES
                )
                status, body = await _ask(streams, path)
            except (OSError, asyncio.IncompleteReadError):
                streams, status, body = None, "0", b""
            self._note(kind, status, body, 1000 * (time.perf_counter() - begun))
        if streams:
            streams[1].close()

    async def _connect(self) -> Streams:
        return await asyncio.open_connection("127.0.0.1", self._plan.port, limit=_BUFFER_BYTES)

    async def _turn(self, number: int) -> float:
        """When the request should begin: what waits for a free connection waits too."""
        if self._plan.rate is None:
            return time.perf_counter()
        moment = self._start + number / self._plan.rate
        await asyncio.sleep(max(0.0, moment - time.perf_counter()))
        return moment

    def _choose(self) -> tuple[str, str]:
        if self._plan.fresh and self._random.random() < self._plan.fresh_share:
            return "fresh", next(self._fresh)
        return "popular", self._random.choices(self._plan.popular, cum_weights=self._weights)[0]

    def _note(self, kind: str, status: str, body: bytes, milliseconds: float) -> None:
        self._in_time += time.perf_counter() - self._start <= self._plan.seconds
        for name in (kind, "all"):
            self._statuses[name][status] += 1
            self._milliseconds[name].append(milliseconds)
        start = body[:200]
        self._stale += b'"stale":true' in start
        age = _AGE.search(start)
        self._oldest = max(self._oldest, int(age[1]) if age else 0)


async def _ask(streams: Streams, path: str) -> tuple[str, bytes]:
    reader, writer = streams
    writer.write(f"GET {path} HTTP/1.1\r\nHost: mobiville.invalid\r\n\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    length = _LENGTH.search(head)
    if length is None:
        raise OSError("an answer without a length")
    body = await reader.readexactly(int(length[1]))
    told = " after" if b"\r\nretry-after:" in head.lower() else ""
    return head[9:12].decode() + told, body


def _summary(values: list[float]) -> tuple[float, float, float]:
    values.sort()
    return values[len(values) // 2], values[int(len(values) * 0.99)], values[-1]


def main() -> None:
    plan: dict[str, Any] = json.load(sys.stdin)
    report = asyncio.run(Visitors(Plan(**plan)).run())
    print(json.dumps(asdict(report)))


if __name__ == "__main__":
    main()
