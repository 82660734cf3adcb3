"""The store in Redis or Valkey, shared by all replicas."""

from pathlib import Path
from typing import Any

from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from services.jobs.proxy.store.contract import Quota, Turn
from services.jobs.proxy.store.turns import GRACE_SECONDS

_HERE = Path(__file__).parent
_EXTEND = "return redis.call('GET', KEYS[1]) == ARGV[1] and redis.call('PEXPIRE', KEYS[1], ARGV[2]) or 0"
_RELEASE = "return redis.call('GET', KEYS[1]) == ARGV[1] and redis.call('DEL', KEYS[1]) or 0"
_MICROSECONDS = 1_000_000
MAX_CONNECTIONS = 32


class RedisStore:
    """Keys start with `prefix`. redis.exceptions.RedisError or OSError when Redis is away."""

    def __init__(self, url: str, prefix: str, *, timeout: float) -> None:
        pool = BlockingConnectionPool.from_url(
            url,
            max_connections=MAX_CONNECTIONS,
            timeout=timeout,
            socket_connect_timeout=timeout,
            retry=Retry(NoBackoff(), 1),  # a connection that Redis closed is opened again
        )
        self._redis = Redis.from_pool(pool)  # closes the pool with it
        self._prefix = prefix
        self._extend = self._redis.register_script(_EXTEND)
        self._release = self._redis.register_script(_RELEASE)
        self._take_turn = self._redis.register_script((_HERE / "take_turn.lua").read_text(encoding="utf-8"))
        self._slow_down = self._redis.register_script((_HERE / "slow_down.lua").read_text(encoding="utf-8"))

    async def get(self, key: str) -> bytes | None:
        value = await self._redis.get(self._prefix + key)
        return value.encode() if isinstance(value, str) else value

    async def put(self, key: str, value: bytes, seconds: float) -> None:
        await self._redis.set(self._prefix + key, value, px=_milliseconds(seconds))

    async def acquire(self, lock: str, holder: str, seconds: float) -> bool:
        key = self._prefix + lock
        if await self._redis.set(key, holder, nx=True, px=_milliseconds(seconds)):
            return True
        return await self.extend(lock, holder, seconds)

    async def extend(self, lock: str, holder: str, seconds: float) -> bool:
        return bool(await self._extend(keys=[self._prefix + lock], args=[holder, _milliseconds(seconds)]))

    async def release(self, lock: str, holder: str) -> None:
        await self._release(keys=[self._prefix + lock], args=[holder])

    async def take_turn(self, quota: Quota, waiter: str, *, urgency: int, patience: float) -> Turn:
        spare = quota.spare if urgency else 0
        times = [quota.seconds, patience, GRACE_SECONDS]
        window, patience_us, grace = (round(seconds * _MICROSECONDS) for seconds in times)
        answer: list[Any] = await self._take_turn(
            keys=self._keys(quota),
            args=[waiter, int(urgency), quota.calls, window, spare, patience_us, grace],
        )
        granted, wait, hopeless = (int(part) for part in answer)
        return Turn(granted=bool(granted), wait=wait / _MICROSECONDS, hopeless=bool(hopeless))

    async def leave(self, quota: Quota, waiter: str) -> None:
        _, queue, back_before, _ = self._keys(quota)
        async with self._redis.pipeline(transaction=True) as both:
            both.zrem(queue, waiter)
            both.zrem(back_before, waiter)
            await both.execute()

    async def slow_down(self, quota: Quota, *, pause: float, calls: int | None, seconds: float) -> None:
        arguments = [
            round(pause * _MICROSECONDS),
            "" if calls is None else calls,
            round(seconds * _MICROSECONDS),
        ]
        await self._slow_down(keys=[self._keys(quota)[3]], args=arguments)

    async def close(self) -> None:
        await self._redis.aclose()

    def _keys(self, quota: Quota) -> list[str]:
        one_place = f"{self._prefix}{{quota:{quota.name}}}"  # braces keep the four together in a cluster
        return [f"{one_place}:{part}" for part in ("granted", "queue", "back_before", "state")]


def _milliseconds(seconds: float) -> int:
    return max(1, round(seconds * 1000))
