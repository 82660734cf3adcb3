"""Portraits from end to end: from the import to the sheet of a town, and to its next version."""

import asyncio
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import orjson
import pytest

from tests.servers.mariadb import MariaDB
from tests.servers.rabbitmq import RabbitMQ
from tests.system.stack import ROOT, Stack, fetch_json, running_stack
from tests.system.wikimedia import WikimediaProcess
from tests.waiting import until

PARIS = "75056"
UNAVAILABLE = "Les portraits sont momentanément indisponibles."


@pytest.fixture(scope="module")
def wikimedia(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WikimediaProcess]:
    stand_in = WikimediaProcess(tmp_path_factory.mktemp("wikimedia"))
    stand_in.start()
    yield stand_in
    stand_in.process.kill()


@pytest.fixture
def stack(servers: tuple[MariaDB, RabbitMQ], tmp_path: Path, wikimedia: WikimediaProcess) -> Iterator[Stack]:
    with running_stack(*servers, tmp_path, wikimedia.url) as running:
        yield running


def sheet(stack: Stack, code: str) -> Any:
    return fetch_json(f"{stack.cities.url}/api/v1/cities/{code}")


def fetch_bytes(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=20) as response:  # noqa: S310  # an address of ours
        body: bytes = response.read()
        return body


async def portrait_of(stack: Stack, code: str) -> Any:
    """Once the sheet has it."""

    async def portrait() -> Any:
        with suppress(urllib.error.HTTPError):  # cities has not read what was imported yet
            return (await asyncio.to_thread(sheet, stack, code))["portrait"]
        return None

    return await until(portrait, seconds=180, every=0.2)


def a_week_passes(stack: Stack) -> None:
    """For the crawl: what it was to look at in a week is due now."""
    database = stack.databases["enrichment"].rsplit("/", 1)[1].split("?")[0]
    moments = ", ".join(f"{name} = {name} - INTERVAL 8 DAY" for name in ("checked_at", "next_at", "renew_at"))
    stack.mariadb.execute(f"UPDATE `{database}`.attempt SET {moments}")  # noqa: S608  # a test's own


async def test_from_the_import_to_the_sheet_and_to_its_next_version(
    stack: Stack, wikimedia: WikimediaProcess
):
    bundled = str(ROOT / "bundled")
    await stack.cli("import", "regions", "former-regions", "departements", "cities", "--from", bundled)

    portrait = await portrait_of(stack, PARIS)
    assert (portrait["page"]["title"], portrait["sample"]) == ("Paris", True)
    assert await portrait_of(stack, "69123")

    async def photo_in_list() -> Any:
        found = await asyncio.to_thread(fetch_json, f"{stack.cities.url}/api/v1/cities?per_page=1")
        return found["items"][0]["photo"]

    path = await until(photo_in_list, seconds=60)
    assert path == f"/api/v1/portraits/communes/{PARIS}/image"
    assert portrait["image"]["url"].startswith(f"{path}?v=")
    image = await asyncio.to_thread(fetch_bytes, f"{stack.enrichment.url}{path}?width=400")
    assert image.startswith(b"\xff\xd8\xff")

    status = orjson.loads(await stack.cli("portraits", "status", "--json"))
    assert status["kinds"]["communes"]["places"] == 34_920
    assert status["kinds"]["communes"]["with_photo"] > 0

    await wikimedia.edit(PARIS, extract="Paris a changé depuis la semaine dernière.")
    await wikimedia.pass_time(advance_weeks=1)
    a_week_passes(stack)

    async def is_renewed() -> bool:
        now = (await asyncio.to_thread(sheet, stack, PARIS))["portrait"]
        return bool(now["page"]["revision"] > portrait["page"]["revision"])

    await until(is_renewed, seconds=180, every=0.2)
    assert sheet(stack, PARIS)["portrait"]["text"] == "Paris a changé depuis la semaine dernière."


async def test_without_enrichment_sheets_and_searches_go_on(stack: Stack):
    bundled = str(ROOT / "bundled")
    await stack.cli("import", "regions", "former-regions", "departements", "cities", "--from", bundled)
    known = await portrait_of(stack, PARIS)
    stack.enrichment.process.kill()

    begun = time.monotonic()
    without = sheet(stack, "13055")
    assert time.monotonic() - begun < 5
    assert (without["name"], without["portrait"], without["portrait_missing"]) == (
        "Marseille",
        None,
        UNAVAILABLE,
    )
    assert "portrait" in without["incomplete"]
    assert sheet(stack, PARIS)["portrait"] == known
    assert fetch_json(f"{stack.cities.url}/api/v1/cities")["total"] == 34_875
    assert fetch_json(f"{stack.cities.url}/api/v1/regions/53")["portrait_missing"] == UNAVAILABLE
    assert stack.cities.is_ready()

    await asyncio.to_thread(stack.enrichment.start)
    assert await portrait_of(stack, "13055")
