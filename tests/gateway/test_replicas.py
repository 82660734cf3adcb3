"""Replicas come, go and die; visitors do not notice."""

import asyncio
import itertools
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import aiohttp
import pytest

from tests.gateway.asking import Reply, ask
from tests.gateway.conftest import StartGateway
from tests.gateway.name_server import NameServer
from tests.gateway.replica import Call, Replica, answering
from tests.servers.gateway import Gateway
from tests.servers.process import free_port
from tests.waiting import until

HOSTS = ("127.0.1.1", "127.0.1.2", "127.0.1.3")
CITY = "/api/v1/cities/59350"


@pytest.fixture
async def replicas() -> AsyncIterator[list[Replica]]:
    """Three, on one port of three addresses, each answering with its own."""
    port = free_port()
    async with AsyncExitStack() as stack:
        yield [await stack.enter_async_context(Replica(host, port, answering(host))) for host in HOSTS]


@pytest.fixture
async def names() -> AsyncIterator[NameServer]:
    async with NameServer(cities=list(HOSTS), legacy=list(HOSTS)) as server:
        yield server


@pytest.fixture
async def gateway(
    start_gateway: StartGateway, names: NameServer, replicas: list[Replica], visitor: aiohttp.ClientSession
) -> Gateway:
    """It has resolved the names, for which an nginx >= 1.27.3 takes a moment after it listens."""
    gateway = await start_gateway(
        CITIES_ADDRESS=f"cities:{replicas[0].port}",
        LEGACY_ADDRESS=f"legacy:{replicas[0].port}",
        RESOLVER=names.address,
        RESOLVER_VALID="1s",
        API_RATE="100000r/s",
    )
    for path in (CITY, "/api/ogrs"):
        await until(lambda: _answers(visitor, gateway, path))  # noqa: B023
    for replica in replicas:
        replica.calls.clear()
    return gateway


async def _answers(visitor: aiohttp.ClientSession, gateway: Gateway, path: str = CITY) -> bool:
    return (await ask(visitor, gateway, path)).status == 200


async def who_answer(visitor: aiohttp.ClientSession, gateway: Gateway, asked: int = 40) -> set[str]:
    answers = [await ask(visitor, gateway, CITY) for _ in range(asked)]
    assert {answer.status for answer in answers} == {200}
    return {answer.text for answer in answers}


async def test_all_replicas_share_the_work(gateway: Gateway, visitor: aiohttp.ClientSession):
    assert await who_answer(visitor, gateway) == set(HOSTS)


async def test_replicas_appear_and_disappear_without_a_restart(
    gateway: Gateway, names: NameServer, visitor: aiohttp.ClientSession
):
    for present in (HOSTS[:1], HOSTS[1:], HOSTS):
        names.addresses["cities"] = list(present)
        await until(lambda: _answer_exactly(visitor, gateway, set(present)))  # noqa: B023


async def _answer_exactly(visitor: aiohttp.ClientSession, gateway: Gateway, hosts: set[str]) -> bool:
    return await who_answer(visitor, gateway) == hosts


async def test_the_gateway_starts_before_any_service(
    start_gateway: StartGateway, names: NameServer, replicas: list[Replica], visitor: aiohttp.ClientSession
):
    names.addresses.clear()
    gateway = await start_gateway(
        CITIES_ADDRESS=f"cities:{replicas[0].port}", RESOLVER=names.address, RESOLVER_VALID="1s"
    )
    assert (await ask(visitor, gateway, CITY)).status == 502
    names.addresses["cities"] = list(HOSTS)
    await until(lambda: _answers(visitor, gateway))


async def test_what_is_known_is_shown_while_no_replica_is_left(
    gateway: Gateway, names: NameServer, replicas: list[Replica], visitor: aiohttp.ClientSession
):
    kept = "public, max-age=1, stale-while-revalidate=600"
    for replica in replicas:
        replica.answer = answering("known", Cache_Control=kept)
    await ask(visitor, gateway, f"{CITY}?known")
    for replica in replicas:
        replica.answer = answering()
    names.addresses.clear()

    async def nobody_left() -> bool:
        return not await _answers(visitor, gateway)

    await until(nobody_left)
    assert (await ask(visitor, gateway, f"{CITY}?known")).text == "known"


async def _visit(
    visitor: aiohttp.ClientSession, gateway: Gateway, answers: list[Reply], enough: asyncio.Event
) -> None:
    """Every request is for something that nobody asked for before."""
    for number in itertools.count():
        if enough.is_set():
            return
        answers.append(await ask(visitor, gateway, f"{CITY}?visit={number}&of={id(asyncio.current_task())}"))


async def test_a_replica_that_dies_under_load_costs_no_request(
    gateway: Gateway, replicas: list[Replica], names: NameServer, visitor: aiohttp.ClientSession
):
    """Its address goes on being told, as it is for some seconds after a crash."""
    answers: list[Reply] = []
    enough = asyncio.Event()
    load = asyncio.gather(*(_visit(visitor, gateway, answers, enough) for _ in range(16)))
    await until(lambda: len(answers) > 200)
    await replicas[0].stop()
    dead = len(answers)
    await until(lambda: len(answers) > dead + 600)
    await replicas[0].start()
    back = len(replicas[0].calls)
    await until(lambda: len(replicas[0].calls) > back + 20)
    enough.set()
    await load
    assert {answer.status for answer in answers} == {200}


async def test_a_reload_under_load_costs_no_request(gateway: Gateway, visitor: aiohttp.ClientSession):
    answers: list[Reply] = []
    enough = asyncio.Event()
    load = asyncio.gather(*(_visit(visitor, gateway, answers, enough) for _ in range(8)))
    for _ in range(3):
        before = len(answers)
        await until(lambda: len(answers) > before + 100)  # noqa: B023
        reloaded = await asyncio.to_thread(gateway.run, "reload")
        assert reloaded.returncode == 0, reloaded.stderr
    before = len(answers)
    await until(lambda: len(answers) > before + 300)
    enough.set()
    await load
    assert {answer.status for answer in answers} == {200}


async def test_a_replica_that_hangs_costs_a_wait_and_no_error(
    gateway: Gateway, replicas: list[Replica], visitor: aiohttp.ClientSession
):
    async def never(_: Call) -> aiohttp.web.Response:
        await asyncio.sleep(60)
        raise AssertionError

    replicas[0].answer = never
    answers = await asyncio.gather(*(ask(visitor, gateway, f"{CITY}?{number}") for number in range(12)))
    assert {answer.status for answer in answers} == {200}
    assert replicas[0].calls


async def test_replicas_that_do_not_listen_yet_cost_no_request(
    gateway: Gateway, names: NameServer, visitor: aiohttp.ClientSession
):
    """As when one is scaled to four, each with two addresses."""
    names.addresses["cities"] = [*(f"127.0.2.{number}" for number in range(1, 7)), HOSTS[0]]
    asked = names.asked
    await until(lambda: _asked_again(visitor, gateway, names, asked))
    assert await who_answer(visitor, gateway) == {HOSTS[0]}


async def _asked_again(
    visitor: aiohttp.ClientSession, gateway: Gateway, names: NameServer, asked: int
) -> bool:
    return await _answers(visitor, gateway) and names.asked > asked + 1


async def test_a_busy_answer_is_an_answer(
    gateway: Gateway, replicas: list[Replica], visitor: aiohttp.ClientSession
):
    for replica in replicas:
        replica.answer = answering("busy", 503)
    assert (await ask(visitor, gateway, CITY)).text == "busy"
    assert sum(len(replica.calls) for replica in replicas) == 1


async def test_an_address_that_swallows_connections_costs_a_second(
    start_gateway: StartGateway, replica: Replica, visitor: aiohttp.ClientSession
):
    """A host that went away answers no SYN; here a listener whose backlog is full does not."""
    with socket.socket() as hole, socket.socket() as filler, socket.socket() as more:
        hole.bind(("127.0.1.9", replica.port))
        hole.listen(0)
        for taken in (filler, more):
            taken.setblocking(False)
            taken.connect_ex(("127.0.1.9", replica.port))
        async with NameServer(cities=["127.0.1.9", "127.0.0.1"]) as names:
            gateway = await start_gateway(CITIES_ADDRESS=f"cities:{replica.port}", RESOLVER=names.address)
            await until(lambda: _answers(visitor, gateway))
            async with asyncio.timeout(5):
                answers = await asyncio.gather(
                    *(ask(visitor, gateway, f"{CITY}?{number}") for number in range(8))
                )
    assert {answer.status for answer in answers} == {200}


async def test_a_search_of_the_first_contract_is_asked_again_of_another_replica(
    gateway: Gateway, replicas: list[Replica], visitor: aiohttp.ClientSession
):
    replicas[0].answer = replicas[1].answer = _die
    search = [
        await ask(visitor, gateway, "/api/cities/search", "POST", data=b'{"index":10}') for _ in range(6)
    ]
    assert {answer.status for answer in search} == {200}
    assert {call.body for call in replicas[2].calls} == {b'{"index":10}'}


async def _die(_: Call) -> None:
    return None


async def test_a_reading_is_never_counted_twice(
    gateway: Gateway, replicas: list[Replica], visitor: aiohttp.ClientSession
):
    for replica in replicas:
        replica.answer = _die
    answer = await ask(visitor, gateway, "/api/v1/helps/mobili-pass/views", "POST", data=b"x" * 500)
    assert answer.status == 502
    assert [call.body for replica in replicas for call in replica.calls] == [b""]


async def test_connections_to_replicas_are_kept_by_an_nginx_that_can(
    start_gateway: StartGateway, replica: Replica, visitor: aiohttp.ClientSession
):
    gateway = await start_gateway(replica.address, WORKERS="1")
    for number in range(20):
        await ask(visitor, gateway, f"{CITY}?{number}")
    kept = len({call.connection for call in replica.calls}) == 1
    assert kept == (gateway.version >= (1, 27, 3))
