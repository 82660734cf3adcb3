"""From empty servers to a system that has been running for a while."""

import asyncio
import csv
import itertools
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import aiohttp

from tests.load.load.journeys import Popular, World
from tests.load.load.parts import Part
from tests.load.load.system import System
from tests.system.stack import ROOT, fetch_json
from tests.waiting import until

BUNDLED, SHARED = ROOT / "bundled", ROOT.parent / "shared" / "data"
_PAIRS, _TOWNS_OF_PAIRS, _PHOTOS = 150, ("75056", "69123", "59350", "31555", "44109"), 150
_ASSET = re.compile(r'(?:src|href)="(/assets/[^"]+\.(?:js|css))"')
_FAST = {"CALLS_PER_MINUTE": "6000", "VISITS_PER_MINUTE": "6000"}


async def warm_up(system: System, origin: Path, tell: Callable[[str], None]) -> World:
    """Import everything that there are files of in `origin`, crawl the first portraits, ask once for what is
    popular.

    Quotas of the outside are widened for that time only: what took a day takes a minute.
    """
    tell("waiting for the services")
    await until_ready(system.parts.values())
    tell(f"first import, from {origin}")
    crawler = await _replace(system, **_FAST)
    importer = system.start_import("all", "--from", str(origin))
    if code := await asyncio.to_thread(importer.wait, 600):
        raise RuntimeError(f"the first import ended with {code}: {system.home / 'import.log'}")
    tell("first portraits and photos")
    photos = await until(lambda: asyncio.to_thread(_find_photos, system), seconds=180, every=0.5)
    world = _describe(photos, system.home / "site")
    listed = await asyncio.to_thread(fetch_json, f"{system.url('cities')}/api/v1/helps")
    helps = [scheme["slug"] for scheme in listed["items"]]
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=8)) as session:
        await _ask_for_images(session, system, world)
        tell("popular offers")
        popular = await _ask_for_offers(session, system, world)
    crawler.kill()
    await _replace(system)
    await until_ready(system.parts.values())
    return World(**{**vars(world), "popular": popular, "helps": helps})


async def until_ready(parts: Any, *, seconds: float = 120) -> None:
    """AssertionError naming those that are not."""

    def waiting() -> list[str]:
        return [part.name for part in parts if not part.is_ready()]

    async def all_ready() -> bool:
        return not await asyncio.to_thread(waiting)

    try:
        await until(all_ready, seconds=seconds, every=0.2)
    except AssertionError:
        raise AssertionError(f"not ready after {seconds} s: {', '.join(waiting())}") from None


async def _replace(system: System, **settings: str) -> Part:
    """The enrichment service with other settings."""
    system.parts["enrichment"].kill()
    part = system.add_replica("enrichment", 1, **settings)
    await asyncio.to_thread(part.spawn)
    return part


def _find_photos(system: System) -> list[str]:
    photos: list[str] = fetch_json(f"{system.url('enrichment')}/internal/portraits/photos")["communes"]
    return photos if len(photos) > 2 * _PHOTOS else []


def _describe(photos: Sequence[str], site: Path) -> World:
    weights = {
        row["code_rome"]: float(row["weight"]) for row in _rows("sandbox/francetravail/data/frequencies.csv")
    }
    occupations = _rows("bundled/occupations.csv")
    codes = sorted((row["code_rome"] for row in occupations), key=lambda code: -weights.get(code, 0))
    towns = sorted(_rows("bundled/communes.csv"), key=lambda row: -int(row["population"] or 0))
    towns = [row for row in towns if row["kind"] == "commune"][:3000]
    known = set(photos)
    page = site / "index.html"
    return World(
        occupations=codes,
        words=[word for row in occupations if (word := _first_word(row["label"]))],
        cities=[(row["code_insee"], _first_word(row["name"]) or "Lyon") for row in towns],
        photos=[row["code_insee"] for row in towns if row["code_insee"] in known][:_PHOTOS],
        departements=[row["code"] for row in _rows("bundled/departements.csv")],
        regions=[row["code"] for row in _rows("bundled/regions.csv")],
        helps=[],
        popular=[],
        assets=_ASSET.findall(page.read_text(encoding="utf-8")) if page.exists() else [],
    )


def _first_word(text: str) -> str:
    found = re.match(r"[A-Za-z]{4,}", text)
    return found[0].lower() if found else ""


async def _ask_for_images(session: aiohttp.ClientSession, system: System, world: World) -> None:
    async def ask(code: str, width: int) -> None:
        path = f"/api/v1/portraits/communes/{code}/image?width={width}"
        async with session.get(system.url("enrichment") + path) as response:
            await response.read()

    await asyncio.gather(*(ask(code, width) for code in world.photos for width in (400, 800)))


async def _ask_for_offers(session: aiohttp.ClientSession, system: System, world: World) -> list[Popular]:
    """Through a replica with quotas of its own, which leaves the answers in Redis."""
    wide = {
        f"{api}__QUOTA_CALLS": "1000"
        for api in ("OFFRES", "LA_BONNE_BOITE", "MARCHE_DU_TRAVAIL", "ACCES_EMPLOI")
    }
    system.parts["jobs-2"].kill()
    part = system.add_replica("jobs", 2, **wide, PROXY__DEADLINE_SECONDS="30")
    part.spawn()
    await until_ready([part])
    url = system.url("jobs", 2)

    async def ask(path: str) -> Any:
        async with session.get(f"{url}/api/v1/{path}") as response:
            return await response.json() if response.status == 200 else {"items": []}

    async def look(rome: str, city: str) -> Popular:
        here = f"rome={rome}&city={city}"
        found = await ask(f"offers?{here}")
        offers = [item["id"] for item in found["items"][:2]]
        await asyncio.gather(
            *(ask(f"offers/{offer}") for offer in offers),
            ask(f"labour-market?{here}"),
            ask(f"companies?{here}"),
        )
        return Popular(rome, city, offers)

    pairs = itertools.product(world.occupations[: _PAIRS // len(_TOWNS_OF_PAIRS)], _TOWNS_OF_PAIRS)
    popular = await asyncio.gather(*(look(rome, city) for rome, city in pairs))
    part.kill()
    system.add_replica("jobs", 2).spawn()
    return popular


def _rows(path: str) -> list[dict[str, str]]:
    with Path(ROOT / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
