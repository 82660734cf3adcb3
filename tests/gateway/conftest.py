"""A gateway in front of replicas that do as they are told."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import aiohttp
import pytest

from tests.gateway.asking import create_visitor
from tests.gateway.replica import Replica
from tests.servers.gateway import Gateway
from tests.servers.process import free_port

StartGateway = Callable[..., Awaitable[Gateway]]
SERVICES = ("cities", "tensions", "jobs", "enrichment", "legacy")


@pytest.fixture
async def start_gateway(tmp_path: Path) -> AsyncIterator[StartGateway]:
    """Start one with these settings, all services being at `address` unless told otherwise."""
    started: list[Gateway] = []

    async def start(address: str = "127.0.0.1:9", **settings: str) -> Gateway:
        addresses = {f"{service.upper()}_ADDRESS": address for service in SERVICES}
        gateway = Gateway(tmp_path / f"gateway{len(started)}", **{**addresses, **settings})
        started.append(gateway)
        await asyncio.to_thread(gateway.start)
        return gateway

    yield start
    for gateway in started:
        gateway.kill()


@pytest.fixture(scope="module")
def lasting_gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    """One for a module whose tests leave no trace in it; all its services are `lasting_replica`."""
    port = free_port()
    addresses = {f"{service.upper()}_ADDRESS": f"127.0.0.1:{port}" for service in SERVICES}
    running = Gateway(tmp_path_factory.mktemp("gateway"), **addresses, API_RATE="100000r/s")
    running.start()
    yield running
    running.kill()


@pytest.fixture
async def lasting_replica(lasting_gateway: Gateway) -> AsyncIterator[Replica]:
    """What the lasting gateway asks, as new."""
    _, _, port = lasting_gateway.settings["CITIES_ADDRESS"].partition(":")
    async with Replica(port=int(port)) as running:
        yield running


@pytest.fixture
async def replica() -> AsyncIterator[Replica]:
    async with Replica() as running:
        yield running


@pytest.fixture
async def gateway(start_gateway: StartGateway, replica: Replica) -> Gateway:
    """With its usual settings, every service being `replica`."""
    return await start_gateway(replica.address)


@pytest.fixture
async def visitor() -> AsyncIterator[aiohttp.ClientSession]:
    async with create_visitor() as session:
        yield session
