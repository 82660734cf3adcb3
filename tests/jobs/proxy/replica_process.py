"""A replica in its own process: for each line of its input, `<first page> <pages> <times each>`, it fetches
those pages at once and writes one line: how many were served, and the calls their answers came from."""

import asyncio
import os
import sys

import orjson

from services.jobs.proxy.fetching import Proxy
from services.jobs.proxy.opening import open_proxy
from services.jobs.settings import JobsSettings
from shared.logging import configure_logging
from tests.jobs.proxy.replicas import PAGE, page


async def main() -> None:
    configure_logging()
    settings = JobsSettings(**orjson.loads(os.environ["REPLICA_SETTINGS"]))
    async with open_proxy(settings) as proxy:
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        while line := await asyncio.to_thread(sys.stdin.readline):
            sys.stdout.write(orjson.dumps(await fetch(proxy, *map(int, line.split()))).decode() + "\n")
            sys.stdout.flush()


async def fetch(proxy: Proxy, first: int, count: int, times: int) -> dict[str, object]:
    pages = [page(first + number) for number in range(count)] * times
    outcomes = await asyncio.gather(*[proxy.fetch(PAGE, one) for one in pages], return_exceptions=True)
    served = [outcome for outcome in outcomes if not isinstance(outcome, BaseException)]
    problems = {str(outcome) for outcome in outcomes if isinstance(outcome, BaseException)}
    return {
        "served": len(served),
        "numbers": sorted({one.value.number for one in served}),
        "problems": sorted(problems),
    }


if __name__ == "__main__":
    asyncio.run(main())
