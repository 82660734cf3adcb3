"""GET /api/v1/portraits/{kind}/{code}, …/image and what other services ask."""

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import update

from services.enrichment.state import ENGINE
from services.enrichment.tables import pictures
from shared.database import writing
from tests.enrichment.answering import Enrichment, answering, answering_of_lille
from tests.enrichment.commons import SVG, jpeg
from tests.waiting import until

LILLE = "/api/v1/portraits/communes/59350"
IMAGE = f"{LILLE}/image"


@pytest.fixture
async def enrichment(tmp_path: Path) -> AsyncIterator[Enrichment]:
    url = f"sqlite+aiosqlite:///{tmp_path / 'enrichment.db'}"
    async with answering_of_lille(url, tmp_path / "images") as running:
        yield running


@pytest.fixture
async def both(database_url: str, tmp_path: Path) -> AsyncIterator[Enrichment]:
    async with answering_of_lille(database_url, tmp_path / "images") as running:
        yield running


async def test_a_portrait_has_text_page_and_photo_with_their_credit(both: Enrichment):
    portrait = await both.get(LILLE)
    version = portrait["image"]["url"].removeprefix(f"{IMAGE}?v=")
    assert re.fullmatch("[0-9a-f]{12}", version)
    assert portrait == {
        "kind": "communes",
        "code": "59350",
        "text": "Lille est une commune du nord de la France.",
        "shortened": True,
        "page": {
            "title": "Lille",
            "url": "https://fr.wikipedia.org/wiki/Lille",
            "revision": 2_190_000_000_000,
            "licence": "CC BY-SA 4.0",
            "licence_url": "https://creativecommons.org/licenses/by-sa/4.0/deed.fr",
        },
        "image": {
            "url": f"{IMAGE}?v={version}",
            "width": 4000,
            "height": 2667,
            "author": "Jeanne D.",
            "licence": "CC BY-SA 3.0",
            "licence_url": "https://creativecommons.org/licenses/by-sa/3.0",
            "page_url": "https://commons.wikimedia.org/wiki/File:Vue_de_Lille.jpg",
            "widths": [250, 400, 800, 1280],
        },
        "image_missing": None,
        "retrieved_at": "2026-11-23T10:30:00Z",
        "sample": True,
    }


async def test_a_portrait_without_a_photo_says_why(both: Enrichment):
    portrait = await both.get("/api/v1/portraits/communes/62041")
    assert portrait["image"] is None
    assert "blason" in portrait["image_missing"]
    problem = await both.get("/api/v1/portraits/communes/62041/image", status=404)
    assert (problem["reason"], problem["message"]) == ("not-a-photo", portrait["image_missing"])


@pytest.mark.parametrize(
    ("place", "reason", "words"),
    [
        ("communes/57463", "no-page", "Wikipédia n’a pas de page"),
        ("communes/29019", "not-tried-yet", "pas encore été cherché"),
        ("communes/99999", "unknown-code", "Aucun lieu connu"),
        ("departements/59350", "unknown-code", "Aucun lieu connu"),
        ("regions/32", "unknown-code", "Aucun lieu connu"),
    ],
)
async def test_a_place_without_a_portrait_says_why(both: Enrichment, place: str, reason: str, words: str):
    for path in (f"/api/v1/portraits/{place}", f"/api/v1/portraits/{place}/image"):
        problem = await both.get(path, status=404)
        assert (problem["code"], problem["reason"]) == ("not-found", reason)
        assert words in problem["message"]


async def test_what_is_no_place_is_refused(enrichment: Enrichment):
    for path in ("cantons/01", "communes/..%2F..%2Fetc", "communes/59350'--"):
        await enrichment.ask(f"/api/v1/portraits/{path}", status=422)


async def test_the_image_is_the_photo_in_about_the_width_asked_for(enrichment: Enrichment):
    for asked, width in ((250, 250), (400, 500), (800, 960), (1280, 1280)):
        response = await enrichment.ask(f"{IMAGE}?width={asked}")
        assert response.headers["Content-Type"] == "image/jpeg"
        assert await response.read() == jpeg(width)
    assert await (await enrichment.ask(IMAGE)).read() == jpeg(960)


async def test_only_the_address_of_this_very_photo_is_kept_for_long(enrichment: Enrichment):
    url = (await enrichment.get(LILLE))["image"]["url"]
    other = f"{IMAGE}?v=0123456789ab"
    for address, seconds in ((f"{url}&width=400", 86_400), (f"{IMAGE}?width=400", 3_600), (other, 60)):
        caching = (await enrichment.ask(address)).headers["Cache-Control"]
        assert caching.startswith(f"public, max-age={seconds}, ")


@pytest.mark.parametrize("changed", [{"file": "Autre vue.jpg"}, {"original_url": "https://x.example/2.jpg"}])
async def test_another_photo_has_another_address(enrichment: Enrichment, changed: dict[str, str]):
    before = (await enrichment.get(LILLE))["image"]["url"]
    async with writing(enrichment.app[ENGINE]) as connection:
        await connection.execute(update(pictures).where(pictures.c.code == "59350").values(changed))
    after = (await enrichment.get(LILLE))["image"]["url"]
    assert before != after
    assert (await enrichment.ask(before, 200)).headers["Cache-Control"].startswith("public, max-age=60,")


async def test_an_image_is_fetched_once_and_then_known_by_its_etag(enrichment: Enrichment):
    first = await enrichment.ask(f"{IMAGE}?width=400")
    etag = first.headers["ETag"]
    assert not etag.startswith("W/")
    for _ in range(3):
        again = await enrichment.ask(f"{IMAGE}?width=400", status=304, headers={"If-None-Match": etag})
        assert (await again.read(), again.headers["ETag"]) == (b"", etag)
    assert enrichment.commons.asked == ["api 500", "file 500"]


async def test_head_tells_what_get_would(enrichment: Enrichment):
    response = await enrichment.client.head(f"{IMAGE}?width=250")
    assert (response.status, response.headers["Content-Length"]) == (200, str(len(jpeg(250))))


async def test_only_the_widths_that_are_offered_can_be_asked_for(enrichment: Enrichment):
    for query in (
        "width=4000",
        "width=251",
        "width=x",
        "width=250&width=400",
        "url=http://127.0.0.1/",
        "v=x",
    ):
        problem = await enrichment.get(f"{IMAGE}?{query}", status=422)
        assert problem["errors"][0]["parameter"] in {"width", "url", "v"}
    assert enrichment.commons.asked == []


async def test_a_crowd_that_waits_for_an_image_is_one_call(enrichment: Enrichment):
    enrichment.commons.gate.clear()
    crowd = [asyncio.create_task(enrichment.ask(f"{IMAGE}?width=800")) for _ in range(40)]
    await until(lambda: enrichment.commons.asked)
    enrichment.commons.gate.set()
    assert {await (await one).read() for one in crowd} == {jpeg(960)}
    assert enrichment.commons.asked == ["file 960"]


async def test_what_is_no_photo_is_refused_and_not_asked_for_again(enrichment: Enrichment):
    enrichment.commons.body, enrichment.commons.content_type = SVG, "image/svg+xml"
    for _ in range(3):
        problem = await enrichment.get(f"{IMAGE}?width=400", status=502)
        assert problem["code"] == "bad-upstream"
    assert enrichment.commons.asked == ["api 500", "file 500"]


@pytest.mark.parametrize(
    ("body", "content_type"),
    [(SVG, "image/jpeg"), (b"<html>", "text/html"), (None, "text/html"), (b"", "image/jpeg")],
)
async def test_content_and_media_type_must_agree(
    enrichment: Enrichment, body: bytes | None, content_type: str
):
    enrichment.commons.body, enrichment.commons.content_type = body, content_type
    await enrichment.ask(f"{IMAGE}?width=400", status=502)


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:9/x.jpg", "https://upload.wikimedia.org.evil.example/x.jpg", "file:///etc/passwd"],
)
async def test_an_address_elsewhere_is_not_called(enrichment: Enrichment, url: str):
    enrichment.commons.thumbnail_url = url
    problem = await enrichment.get(f"{IMAGE}?width=400", status=502)
    assert "not where Commons has its files" in problem["detail"]
    assert enrichment.commons.asked == ["api 500"]


async def test_an_address_that_has_moved_is_asked_for_again(tmp_path: Path):
    url = f"sqlite+aiosqlite:///{tmp_path / 'enrichment.db'}"
    async with answering_of_lille(url, tmp_path / "images"):
        pass
    async with answering(url, tmp_path / "images") as running:  # another stand-in, at another address
        assert await (await running.ask(f"{IMAGE}?width=800")).read() == jpeg(960)
        assert running.commons.asked == ["api 960", "file 960"]


async def test_redirects_are_not_followed(enrichment: Enrichment):
    enrichment.commons.status, enrichment.commons.headers = 302, {"Location": "http://127.0.0.1:9/"}
    await enrichment.ask(f"{IMAGE}?width=400", status=502)


async def test_while_commons_is_away_nobody_waits_for_it(enrichment: Enrichment):
    enrichment.commons.status, enrichment.commons.headers = 503, {"Retry-After": "40"}
    first = await enrichment.ask(f"{IMAGE}?width=400", status=503)
    assert first.headers["Retry-After"] == "40"
    again = await enrichment.ask(f"{IMAGE}?width=250", status=503)
    assert int(again.headers["Retry-After"]) > 30
    assert (await again.json())["upstream"] == "wikimedia"
    assert enrichment.commons.asked == ["api 500", "file 500"]
    assert (await enrichment.get(LILLE))["code"] == "59350"


async def test_visitors_wait_no_longer_than_was_decided(tmp_path: Path):
    url = f"sqlite+aiosqlite:///{tmp_path / 'enrichment.db'}"
    async with answering_of_lille(url, tmp_path / "images", image_seconds=0.3) as running:
        running.commons.gate.clear()
        response = await running.ask(f"{IMAGE}?width=800", status=503)
        assert int(response.headers["Retry-After"]) >= 1
        running.commons.gate.set()

        async def has_come() -> bool:
            return (await running.client.get(f"{IMAGE}?width=800")).status == 200

        await until(has_come)
        assert running.commons.asked == ["file 960"]


async def test_the_visitors_of_a_minute_are_limited(tmp_path: Path):
    url = f"sqlite+aiosqlite:///{tmp_path / 'enrichment.db'}"
    few = {"visits_per_minute": 1, "calls_per_minute": 1}
    async with answering_of_lille(url, tmp_path / "images", **few) as running:
        await running.ask(f"{IMAGE}?width=800")
        refused = await running.ask(f"{IMAGE}?width=400", status=503)
        assert int(refused.headers["Retry-After"]) > 30
        await running.ask(f"{IMAGE}?width=800")


async def test_images_survive_a_restart_and_are_shown_old_while_commons_is_away(tmp_path: Path):
    url = f"sqlite+aiosqlite:///{tmp_path / 'enrichment.db'}"
    async with answering_of_lille(url, tmp_path / "images") as running:
        etag = (await running.ask(f"{IMAGE}?width=250")).headers["ETag"]
        base = running.commons.url
    async with answering(url, tmp_path / "images", images_days=1e-9) as running:
        assert running.commons.url != base
        running.commons.status = 500
        response = await running.ask(f"{IMAGE}?width=250")
        assert (response.headers["ETag"], await response.read()) == (etag, jpeg(250))
        assert response.headers["Cache-Control"].startswith("public, max-age=60")


async def test_others_are_told_which_places_have_a_photo(both: Enrichment):
    response = await both.ask("/internal/portraits/photos")
    assert await response.json() == {"communes": ["59350"], "departements": ["59"], "regions": []}
    headers = {"If-None-Match": response.headers["ETag"]}
    await both.ask("/internal/portraits/photos", status=304, headers=headers)


async def test_operators_are_told_how_far_the_crawl_is(both: Enrichment):
    status = await both.get("/internal/portraits/status")
    communes = status["kinds"]["communes"]
    assert (communes["places"], communes["pending"], communes["done"]) == (4, 1, 2)
    assert (communes["failing"], communes["photo_missing"]) == ({"no-page": 1}, {"not-a-photo": 1})
    assert (communes["with_text"], communes["with_photo"], status["sample"]) == (2, 1, True)
