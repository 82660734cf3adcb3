"""What a run under load was like, and the verdicts."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tests.load.load.sending import Sum, tell_counts

_GROWTH = 0.05
_FLAT = 1.5
_COLUMNS = (
    *("minute", "requests", "requests/s", "p50 ms", "p99 ms", "longest ms"),
    *("statuses", "errors", "our memory MB"),
)
_SERVERS = {"mariadb", "rabbitmq", "redis"}


@dataclass(frozen=True)
class Minute:
    """`memory`: resident MB of each part."""

    sum: Sum
    memory: dict[str, float]
    seconds: float

    @property
    def ours(self) -> float:
        """MB of the services and nginx together."""
        return sum(size for name, size in self.memory.items() if name not in _SERVERS)

    def summary(self) -> str:
        return (
            f"{self.sum.requests / self.seconds:,.0f}/s, p50 {self.sum.percentile(50):.0f} ms, "
            f"p99 {self.sum.percentile(99):.0f} ms, errors {tell_counts(self.sum.wrong)}, {self.ours:,.0f} MB"
        )


def _p99(minutes: Sequence[Minute]) -> float:
    return Sum(milliseconds=[one for minute in minutes for one in minute.sum.milliseconds]).percentile(99)


@dataclass(frozen=True)
class Verdict:
    what: str
    told: str
    good: bool

    def line(self) -> str:
        return f"- {'PASSED' if self.good else 'FAILED'}: {self.what}: {self.told}"


@dataclass(frozen=True)
class Results:
    """`faults`: imports that failed, processes that ended."""

    before: str
    data: str
    capacity: float
    ramp: Sequence[str]
    share: float
    minutes: Sequence[Minute]
    imports: int
    faults: Sequence[str]

    @property
    def passed(self) -> bool:
        return all(verdict.good for verdict in self.verdicts())

    def verdicts(self) -> list[Verdict]:
        errors = sum((minute.sum.wrong for minute in self.minutes), Counter[str]())
        requests = sum(minute.sum.requests for minute in self.minutes)
        third = max(1, len(self.minutes) // 3)
        first, last = _p99(self.minutes[:third]), _p99(self.minutes[-third:])
        return [
            Verdict("zero errors", f"{errors.total():,} of {requests:,} ({tell_counts(errors)})", not errors),
            Verdict(
                f"p99 flat (last third at most {_FLAT} times the first)",
                f"{first:.0f} ms, then {last:.0f} ms",
                last <= _FLAT * first,
            ),
            self._growth(),
            Verdict(
                "imports and processes",
                "; ".join(self.faults) or f"{self.imports} imports, all applied; no process ended",
                not self.faults,
            ),
        ]

    def _growth(self) -> Verdict:
        """Of our processes, from the minute in which a third of the run is over to the last one."""
        warm = self.minutes[(len(self.minutes) - 1) // 3]
        growth = self.minutes[-1].ours / warm.ours - 1
        return Verdict(
            f"memory of our processes grows by less than {_GROWTH:.0%} after warm-up",
            f"{warm.ours:,.0f} MB, then {self.minutes[-1].ours:,.0f} MB ({growth:+.1%})",
            growth < _GROWTH,
        )

    def text(self) -> str:
        """Markdown."""
        rate = self.share * self.capacity
        return "\n".join(
            [
                f"{self.before} Data: {self.data}.",
                "",
                "Capacity: so many visitors at once, none of whom thinks; the longest step is what counts.",
                "",
                "| visitors | seconds | requests/s | p50 ms | p99 ms | errors |",
                "|---|---|---|---|---|---|",
                *self.ramp,
                "",
                f"Then {self.share:.0%} of {self.capacity:,.0f}/s: {rate:,.0f} requests/s, answered or not:",
                "",
                f"| {' | '.join(_COLUMNS)} |",
                "|---" * len(_COLUMNS) + "|",
                *(self._line(number, minute) for number, minute in enumerate(self.minutes, 1)),
                "",
                *self._memory_table(),
                "",
                *(verdict.line() for verdict in self.verdicts()),
            ]
        )

    def _line(self, number: int, minute: Minute) -> str:
        done = minute.sum
        statuses: Counter[str] = Counter()
        for name, count in done.statuses.items():
            statuses[name.rpartition(" ")[2]] += count
        return (
            f"| {number} | {done.requests:,} | {done.requests / minute.seconds:,.0f} "
            f"| {done.percentile(50):.0f} | {done.percentile(99):.0f} "
            f"| {max(done.milliseconds, default=0):,.0f} | {tell_counts(statuses)} "
            f"| {tell_counts(done.wrong)} | {minute.ours:,.0f} |"
        )

    def _memory_table(self) -> list[str]:
        """Resident MB of each process by minute."""
        numbers = range(1, len(self.minutes) + 1)
        return [
            f"| resident MB in minute | {' | '.join(map(str, numbers))} |",
            f"|---|{'---|' * len(self.minutes)}",
            *(
                f"| {name} | {' | '.join(f'{minute.memory[name]:.0f}' for minute in self.minutes)} |"
                for name in self.minutes[0].memory
            ),
        ]
