"""Visitors in a process of their own: `python -m tests.load.load.crowd <plan.json`.

Prints a line of JSON for each second: what was answered in it. They ask as fast as answers come, or, with a
rate, when their moment has come whether or not others still wait: what waits for a connection waits too.
"""

import asyncio
import heapq
import itertools
import json
import random
import re
import sys
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from tests.load.load.asking import Answer, Connection, Request
from tests.load.load.journeys import Journey, Popular, Visitors, World

_AGE = re.compile(rb'"age_seconds":(\d+)')
_INCOMPLETE = re.compile(rb'"incomplete":\["')


@dataclass(frozen=True)
class Plan:
    """`rate`: requests a second, None for as fast as answers come; `thinking`: seconds between two requests
    of a visitor. Whoever has waited `patience` seconds for an answer gives up."""

    port: int
    world: World
    seconds: float
    connections: int
    rate: float | None = None
    thinking: tuple[float, float] = (0, 0)
    new_per_second: float = 0.4
    patience: float = 30
    seed: int = 1


@dataclass
class Seen:
    """Of some answers. `statuses`: kind and status, such as "search 200"; `wrong`: those that were no right
    answers; `oldest`: age in seconds of an old offer."""

    statuses: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    milliseconds: list[float] = field(default_factory=list)
    stale: int = 0
    incomplete: int = 0
    oldest: int = 0


@dataclass(kw_only=True)
class Second(Seen):
    """What came in one second of the monotonic clock."""

    at: int


@dataclass(order=True)
class _Visitor:
    back_at: float
    number: int
    address: str = field(compare=False)
    journey: Journey = field(compare=False)
    next: Request = field(compare=False)


class Crowd:
    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._visitors = Visitors(plan.world, plan.seed, new_per_second=plan.new_per_second)
        self._random = random.Random(plan.seed)
        self._thinking: list[_Visitor] = []
        self._numbers, self._names = itertools.count(), itertools.count()
        self._second = Second(at=int(time.monotonic()))

    async def run(self) -> None:
        self._start = time.monotonic()
        telling = asyncio.create_task(self._tell_each_second())
        await asyncio.gather(*(self._serve() for _ in range(self._plan.connections)))
        telling.cancel()
        self._tell()

    async def _serve(self) -> None:
        connection = Connection(self._plan.port, self._plan.patience)
        for number in self._numbers:
            due = await self._turn(number)
            if due - self._start >= self._plan.seconds:
                break
            visitor = self._who()
            answer = await connection.ask(visitor.next, visitor.address)
            self._note(visitor.next, answer, 1000 * (time.monotonic() - due))
            self._send_on(visitor, answer)
        connection.close()

    async def _turn(self, number: int) -> float:
        if self._plan.rate is None:
            return time.monotonic()
        moment = self._start + number / self._plan.rate
        await asyncio.sleep(max(0.0, moment - time.monotonic()))
        return moment

    def _who(self) -> _Visitor:
        """Whoever has thought long enough, else somebody new."""
        if self._thinking and self._thinking[0].back_at <= time.monotonic():
            return heapq.heappop(self._thinking)
        journey = self._visitors.journey()
        return _Visitor(0, next(self._names), self._visitors.address(), journey, next(journey))

    def _send_on(self, visitor: _Visitor, answer: Answer) -> None:
        with suppress(StopIteration):
            visitor.next = visitor.journey.send(answer)
            visitor.back_at = time.monotonic() + self._random.uniform(*self._plan.thinking)
            heapq.heappush(self._thinking, visitor)

    def _note(self, request: Request, answer: Answer, milliseconds: float) -> None:
        second, name = self._second, f"{request.kind} {answer.status}"
        second.statuses[name] += 1
        if answer.status != "200" and answer.status not in request.expects:
            second.wrong[name] += 1
        second.milliseconds.append(round(milliseconds, 1))
        start = answer.body[:300]
        second.stale += b'"stale":true' in start
        age = _AGE.search(start)
        second.oldest = max(second.oldest, int(age[1]) if age else 0)
        second.incomplete += _INCOMPLETE.search(answer.body) is not None

    async def _tell_each_second(self) -> None:
        while True:
            await asyncio.sleep(1 - time.monotonic() % 1)
            self._tell()

    def _tell(self) -> None:
        print(json.dumps(vars(self._second)), flush=True)
        self._second = Second(at=int(time.monotonic()))


def main() -> None:
    plan: dict[str, Any] = json.load(sys.stdin)
    world = plan.pop("world")
    world["popular"] = [Popular(**one) for one in world["popular"]]
    world["cities"] = [(code, name) for code, name in world["cities"]]
    crowd = Crowd(Plan(world=World(**world), **plan))
    with suppress(KeyboardInterrupt):
        asyncio.run(crowd.run())


if __name__ == "__main__":
    main()
