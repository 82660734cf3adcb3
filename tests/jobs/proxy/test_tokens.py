"""One token per API for all replicas: with the real endpoint and the real Redis between them."""

import asyncio

import pytest

from services.jobs.proxy.oauth import Token
from services.jobs.proxy.patience import Patience
from services.jobs.proxy.store.contract import Store
from services.jobs.proxy.store.memory import MemoryStore
from services.jobs.proxy.store.redis import RedisStore
from services.jobs.proxy.tokens import Tokens
from shared.errors import UnavailableError
from tests.jobs.proxy.replicas import PAGE, Clock, page, replicas, settings_of
from tests.jobs.upstream_server import UpstreamServer, always
from tests.waiting import until


class Endpoint:
    """Gives tokens of 1,000 seconds, to be renewed after 900."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.given = 0
        self.down = False
        self.open = asyncio.Event()
        self.open.set()

    async def __call__(self, _: Patience) -> Token:
        self.given += 1
        number = self.given
        await self.open.wait()
        if self.down:
            raise UnavailableError("the token endpoint is away")
        return Token(value=f"token-{number}", renew_at=self.clock() + 900, expires_at=self.clock() + 1000)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def endpoint(clock: Clock) -> Endpoint:
    return Endpoint(clock)


def one(endpoint: Endpoint, store: Store | None = None) -> Tokens:
    return Tokens("offres", endpoint, store or MemoryStore(1024), endpoint.clock)


async def values(tokens: Tokens, count: int) -> set[str]:
    got = await asyncio.gather(*[tokens.get(Patience(5)) for _ in range(count)])
    return {token.value for token in got}


async def test_one_request_serves_all(endpoint: Endpoint):
    assert await values(one(endpoint), 500) == {"token-1"}
    assert endpoint.given == 1


async def test_one_request_serves_all_replicas(endpoint: Endpoint, redis_url: str):
    stores = [RedisStore(redis_url, "test:", timeout=5) for _ in range(3)]
    served = await asyncio.gather(*[values(one(endpoint, store), 100) for store in stores])
    assert served == [{"token-1"}] * 3
    assert endpoint.given == 1
    await asyncio.gather(*[store.close() for store in stores])


async def test_it_is_renewed_ahead_by_one_request_and_nobody_waits_for_it(endpoint: Endpoint, clock: Clock):
    tokens = one(endpoint)
    await tokens.get(Patience(5))
    clock.now += 901
    endpoint.open.clear()
    assert await values(tokens, 500) == {"token-1"}
    await until(lambda: endpoint.given == 2)
    assert await values(tokens, 500) == {"token-1"}
    endpoint.open.set()

    async def renewed() -> bool:
        return await values(tokens, 10) == {"token-2"}

    await until(renewed)
    assert endpoint.given == 2


async def test_all_replicas_renew_ahead_with_one_request(endpoint: Endpoint, clock: Clock, redis_url: str):
    stores = [RedisStore(redis_url, "test:", timeout=5) for _ in range(3)]
    replicas = [one(endpoint, store) for store in stores]
    await asyncio.gather(*[values(tokens, 10) for tokens in replicas])
    clock.now += 901

    async def renewed() -> bool:
        served = await asyncio.gather(*[values(tokens, 100) for tokens in replicas])
        return served == [{"token-2"}] * 3

    await until(renewed)
    assert endpoint.given == 2
    await asyncio.gather(*[store.close() for store in stores])


async def test_while_it_cannot_be_renewed_it_serves_until_it_expires(endpoint: Endpoint, clock: Clock):
    tokens = one(endpoint)
    await tokens.get(Patience(5))
    clock.now += 901
    endpoint.down = True
    assert await values(tokens, 50) == {"token-1"}
    await until(lambda: endpoint.given == 2)
    await asyncio.wait([tokens._ahead] if tokens._ahead else [])
    assert await values(tokens, 50) == {"token-1"}
    assert endpoint.given == 2
    clock.now += 100
    with pytest.raises(UnavailableError, match="the token endpoint is away"):
        await tokens.get(Patience(5))


async def test_a_rejected_token_is_replaced_once_for_all_who_had_it(endpoint: Endpoint):
    tokens = one(endpoint)
    rejected = await tokens.get(Patience(5))
    replaced = await asyncio.gather(*[tokens.replace(rejected, Patience(5)) for _ in range(100)])
    assert {token.value for token in replaced} == {"token-2"}
    assert (await tokens.replace(rejected, Patience(5))).value == "token-2"
    assert endpoint.given == 2


async def test_the_other_replicas_take_the_replacement(endpoint: Endpoint):
    store = MemoryStore(1024)
    first, second = one(endpoint, store), one(endpoint, store)
    rejected = await first.get(Patience(5))
    await second.get(Patience(5))
    await first.replace(rejected, Patience(5))
    assert (await second.replace(rejected, Patience(5))).value == "token-2"
    assert endpoint.given == 2


async def test_what_is_no_token_in_the_store_is_passed_over(endpoint: Endpoint):
    store = MemoryStore(1024)
    await store.put("offres:token", b"{}", 60)
    assert (await one(endpoint, store).get(Patience(5))).value == "token-1"


async def test_a_revoked_token_costs_one_renewal_and_each_call_is_sent_again(
    upstream: UpstreamServer, redis_url: str
):
    async with replicas(3, settings_of(upstream, redis_url)) as proxies:
        await asyncio.gather(*[proxy.fetch(PAGE, page(n)) for n, proxy in enumerate(proxies)])
        assert len(upstream.grants) == 1
        upstream.revoked.add("token-1")
        upstream.calls.clear()
        fetched = await asyncio.gather(*[proxies[n % 3].fetch(PAGE, page(100 + n)) for n in range(30)])
    assert not any(one.stale for one in fetched)
    assert len(upstream.grants) == 2
    assert len(upstream.calls) <= 60
    assert {call.token for call in upstream.calls} == {"token-1", "token-2"}


async def test_a_token_that_is_always_rejected_is_replaced_once_per_attempt(upstream: UpstreamServer):
    upstream.answer = always(401)
    async with replicas(1, settings_of(upstream)) as (proxy,):
        with pytest.raises(UnavailableError, match="refuses a token that it has just given"):
            await proxy.fetch(PAGE, page())
    assert (len(upstream.grants), len(upstream.calls)) == (2, 2)


async def test_each_api_has_its_own_token_with_its_own_scopes(upstream: UpstreamServer):
    events = type(PAGE)(PAGE.name, "evenements", PAGE.lifetime, PAGE.parse, PAGE.adapter)
    async with replicas(1, settings_of(upstream)) as (proxy,):
        await proxy.fetch(PAGE, page())
        await proxy.fetch(events, page())
    assert [grant["scope"] for grant in upstream.grants] == [
        "api_offres o2dsoffre",
        "api_evenementsv1 evenements",
    ]


def test_a_token_does_not_show_its_value():
    token = Token(value="sesame", renew_at=1, expires_at=2)
    assert "sesame" not in f"{token} {token!r}"
