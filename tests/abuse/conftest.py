"""The whole product behind the real nginx, for visitors who mean no good."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from services.jobs.upstream_settings import ProxySettings
from tests.jobs.stand_ins import france_travail
from tests.legacy.stack import Site, running_site
from tests.sandbox.francetravail.server import FranceTravail
from tests.servers.gateway import Gateway

UNLIMITED = "100000r/s"


@pytest.fixture(scope="session")
def _france(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FranceTravail]:
    server = france_travail(tmp_path_factory.mktemp("france"))
    server.start()
    yield server
    server.stop()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def site(_france: FranceTravail, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Site]:
    patient = ProxySettings(deadline_seconds=25)  # a busy machine is no failure upstream
    async with running_site(tmp_path_factory.mktemp("abuse"), _france, proxy=patient) as running:
        yield running


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def gateway(site: Site, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Gateway]:
    """In front of the real services; who asks often is not told to wait."""
    running = create_gateway(site, tmp_path_factory.mktemp("gateway"), PATIENCE="5s")
    await asyncio.to_thread(running.start)
    yield running
    running.kill()


def create_gateway(site: Site, home: Path, **settings: str) -> Gateway:
    addresses = {f"{name.upper()}_ADDRESS": url.removeprefix("http://") for name, url in site.urls.items()}
    rates = {f"{bucket}_RATE": UNLIMITED for bucket in ("API", "SEARCH", "IMAGE")}
    return Gateway(home, **addresses, **rates, **settings)
