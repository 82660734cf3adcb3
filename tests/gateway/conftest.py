"""A gateway in front of replicas that do as they are told."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import aiohttp
import pytest

from tests.gateway.asking import create_visitor
from tests.gateway.replica import Replica
from tests.servers.gateway import Gateway

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
