"""A Valkey that is full, with the policy of compose.yaml, forgets answers, never the turns of a quota."""

from pathlib import Path

from redis.asyncio import Redis as Client

from services.jobs.proxy.store.contract import Quota
from services.jobs.proxy.store.redis import RedisStore
from tests.compose.files import SERVICES
from tests.servers.redis import Redis
from tests.waiting import until

ANSWER, DAY = bytes(8192), 86_400
THREE = Quota("offres", calls=3, seconds=60)


async def test_turns_outlive_answers(tmp_path: Path):
    command = SERVICES["valkey"]["command"]
    policy = command[command.index("--maxmemory-policy") + 1]
    server = Redis(tmp_path)
    server.start()
    store, client = RedisStore(server.url, "test:", timeout=5), Client.from_url(server.url)
    await client.config_set("maxmemory", "8mb")
    await client.config_set("maxmemory-policy", policy)
    try:
        for number in range(1000):
            await store.put(f"old:{number}", ANSWER, DAY)
        last = f"test:old:{number}"
        await until(lambda: _has_rested(client, last))
        granted = []
        for number in range(300):  # far less than all of the memory, as in any minute
            granted.append((await store.take_turn(THREE, str(number), urgency=0, patience=0)).granted)
            await store.put(f"new:{number}", ANSWER, DAY)
        assert granted == [True] * 3 + [False] * 297
        assert (await client.info("stats"))["evicted_keys"] > 300
    finally:
        await store.close()
        await client.aclose()
        server.stop()


async def _has_rested(client: Client, key: str) -> bool:
    """For longer than the clock of evictions takes to tick."""
    return bool(await client.object("IDLETIME", key) >= 2)
