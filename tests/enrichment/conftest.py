from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.enrichment.crawling import Enrichment, crawl_settings, running_enrichment
from tests.enrichment.stand_in import Wikimedia


@pytest.fixture(scope="session")
def wikimedia_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wikimedia]:
    server = Wikimedia(tmp_path_factory.mktemp("wikimedia"))
    server.start()
    yield server
    server.kill()


@pytest.fixture
def wikimedia(wikimedia_server: Wikimedia) -> Wikimedia:
    """The stand-in as it was at the start, without limits."""
    wikimedia_server.reset()
    return wikimedia_server


@pytest.fixture
async def enrichment(wikimedia: Wikimedia, tmp_path: Path) -> AsyncIterator[Enrichment]:
    """The service without places; SQLite."""
    settings = crawl_settings(f"sqlite+aiosqlite:///{tmp_path / 'enrichment.db'}", wikimedia, tmp_path)
    async with running_enrichment(settings, wikimedia) as running:
        yield running
