from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from services.enrichment.clients.wikimedia import Wikimedia as Client
from services.enrichment.clients.wikimedia import open_wikimedia
from tests.enrichment.crawling import crawl_settings
from tests.enrichment.stand_in import Wikimedia


@pytest.fixture
async def client(wikimedia: Wikimedia, tmp_path: Path) -> AsyncIterator[Client]:
    """Calls to the stand-in."""
    async with open_wikimedia(crawl_settings("sqlite+aiosqlite:///none", wikimedia, tmp_path)) as client:
        yield client
