"""Replicas as they are deployed: several processes, one Redis, one upstream."""

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import orjson

from tests.jobs.upstream_server import UpstreamServer
from tests.waiting import until

MODULE = "tests.jobs.proxy.replica_process"


class Replica:
    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process

    async def line(self) -> str:
        assert self.process.stdout is not None
        async with asyncio.timeout(20):
            return (await self.process.stdout.readline()).decode().strip()

    async def fetch(self, first: int, count: int, times: int = 1) -> dict[str, Any]:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{first} {count} {times}\n".encode())
        await self.process.stdin.drain()
        answer: dict[str, Any] = orjson.loads(await self.line())
        return answer


@asynccontextmanager
async def replica(settings: dict[str, Any]) -> AsyncIterator[Replica]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        MODULE,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "REPLICA_SETTINGS": orjson.dumps(settings).decode()},
    )
    try:
        yield Replica(process)
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


@asynccontextmanager
async def replicas(upstream: UpstreamServer, redis_url: str, **offres: Any) -> AsyncIterator[list[Replica]]:
    api = {"path": "/offres/v2", "scopes": "o2dsoffre", "quota_calls": 1000} | offres
    busy = {"quota_margin_seconds": 0.3, "redis_timeout_seconds": 5}  # as the machine may be
    settings = upstream.settings() | {"redis_url": redis_url, "offres": api, "proxy": busy}
    async with AsyncExitStack() as stack:
        started = [await stack.enter_async_context(replica(settings)) for _ in range(3)]
        assert await asyncio.gather(*[one.line() for one in started]) == ["ready"] * 3
        yield started


async def test_three_processes_share_one_call_one_token_and_one_quota(
    upstream: UpstreamServer, redis_url: str
):
    upstream.hold.clear()
    async with replicas(upstream, redis_url, quota_calls=10, quota_seconds=0.5) as started:
        same = asyncio.gather(*[one.fetch(1, 1, times=334) for one in started])
        await until(lambda: upstream.under_way)
        upstream.hold.set()
        assert await same == [{"served": 334, "numbers": [1], "problems": []}] * 3
        assert (len(upstream.calls), len(upstream.grants)) == (1, 1)
        others = await asyncio.gather(*[one.fetch(100 * n, 30) for n, one in enumerate(started, start=1)])
    assert sum(answer["served"] for answer in others) == len(upstream.calls) - 1 >= 30
    assert upstream.most_in(0.5) == 10
    assert len(upstream.grants) == 1


async def test_a_replica_killed_at_work_costs_the_others_less_than_their_deadline(
    upstream: UpstreamServer, redis_url: str
):
    upstream.hold.clear()
    async with replicas(upstream, redis_url) as (victim, *others):
        lost = asyncio.create_task(victim.fetch(1, 1))
        await until(lambda: upstream.under_way)
        start = time.monotonic()
        answers = asyncio.gather(*[one.fetch(1, 1, times=50) for one in others])
        victim.process.kill()
        upstream.hold.set()
        assert await answers == [{"served": 50, "numbers": [2], "problems": []}] * 2
        assert time.monotonic() - start < 2.5
        await asyncio.wait([lost])
        assert lost.exception() is not None
    assert len(upstream.calls) == 2
