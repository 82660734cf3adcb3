"""Sending a crowd, and adding up what it tells."""

import asyncio
import json
import sys
from collections import Counter
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict, dataclass
from statistics import quantiles

from tests.load.load.crowd import Plan, Second, Seen


@dataclass
class Sum(Seen):
    """Of any number of seconds."""

    seconds: int = 0

    @property
    def requests(self) -> int:
        return self.statuses.total()

    @property
    def errors(self) -> Counter[str]:
        """By status alone."""
        counts: Counter[str] = Counter()
        for name, count in self.wrong.items():
            counts[name.rpartition(" ")[2]] += count
        return counts

    def percentile(self, number: int) -> float:
        """In milliseconds; 0 when nothing was answered."""
        if len(self.milliseconds) < 2:
            return sum(self.milliseconds)
        return quantiles(self.milliseconds, n=100)[number - 1]


def add_up(seconds: Iterable[Second]) -> Sum:
    whole = Sum()
    for one in seconds:
        whole.seconds += 1
        whole.statuses.update(one.statuses)
        whole.wrong.update(one.wrong)
        whole.milliseconds += one.milliseconds
        whole.stale += one.stale
        whole.incomplete += one.incomplete
        whole.oldest = max(whole.oldest, one.oldest)
    return whole


def tell_counts(counts: Counter[str]) -> str:
    """`503: 12, 0: 3`, or a dash for none."""
    return ", ".join(f"{name}: {count:,}" for name, count in counts.most_common()) or "–"


class Sent:
    """A crowd that is out; `seconds` are those it has told of so far."""

    def __init__(self) -> None:
        self.seconds: list[Second] = []

    def between(self, begin: float, end: float) -> Sum:
        """Moments of the monotonic clock."""
        return add_up(one for one in self.seconds if int(begin) <= one.at < end)

    async def listen(self, lines: asyncio.StreamReader) -> None:
        async for line in lines:
            told = json.loads(line)
            told |= {name: Counter(told[name]) for name in ("statuses", "wrong")}
            self.seconds.append(Second(**told))


@asynccontextmanager
async def sending(plan: Plan) -> AsyncIterator[Sent]:
    """The crowd is out until the block ends; RuntimeError when it died meanwhile."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "tests.load.load.crowd"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=1 << 24,
    )
    sent = Sent()
    try:
        if process.stdin is None or process.stdout is None:
            raise RuntimeError("no pipe to the visitors")
        process.stdin.write(json.dumps(asdict(plan)).encode())
        process.stdin.close()
        listening = asyncio.create_task(sent.listen(process.stdout))
        yield sent
        if process.returncode:
            raise RuntimeError(f"the visitors ended with {process.returncode}")
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
        await listening


async def send(plan: Plan) -> Sum:
    """To its end."""
    async with sending(plan) as sent:
        await asyncio.sleep(plan.seconds + 1)
    return add_up(sent.seconds)
