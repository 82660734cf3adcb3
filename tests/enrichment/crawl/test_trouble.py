"""Wikimedia in trouble, or in no mood: the crawl waits, goes on, and says what is the matter."""

import time
from pathlib import Path

import pytest

from services.enrichment.tables import attempts, portraits
from tests.enrichment.crawling import Enrichment, crawl_settings, read_communes, running_enrichment
from tests.enrichment.stand_in import Wikimedia
from tests.waiting import until

COMMUNES = read_communes(most=60)


async def test_a_storm_of_429_is_waited_out(enrichment: Enrichment, wikimedia: Wikimedia):
    for _ in range(3):
        wikimedia.fail_next(status=429, headers={"Retry-After": "1"}, api="wikipedia")
    begun = time.monotonic()
    await enrichment.crawl(COMMUNES)
    assert time.monotonic() - begun >= 2, "two of them at most were under way together"
    assert (await enrichment.status()).failing == {}
    assert wikimedia.calls("wikipedia")["by_status"]["429"] == 3


async def test_no_call_is_made_while_wikimedia_wants_peace(enrichment: Enrichment, wikimedia: Wikimedia):
    wikimedia.fail_next(status=429, headers={"Retry-After": "3"}, api="sparql")
    await enrichment.publish(COMMUNES)
    await until(wikimedia.count)
    began = time.monotonic()
    await until(lambda: wikimedia.count() > 1)
    assert time.monotonic() - began >= 2, "seen when it was a little late"


async def test_the_limit_of_wikimedia_is_found_and_kept(enrichment: Enrichment, wikimedia: Wikimedia):
    wikimedia.switch(compliant_per_minute=4, window_seconds=1)
    await enrichment.crawl(COMMUNES)
    counted = wikimedia.calls("all")
    assert counted["by_status"]["429"] >= 1
    assert counted["by_status"]["429"] <= counted["calls"] / 2
    assert (await enrichment.status()).failing == {}


async def test_lag_is_waited_out(enrichment: Enrichment, wikimedia: Wikimedia):
    wikimedia.switch(lag_seconds=7)
    await enrichment.publish(COMMUNES)
    await until(lambda: wikimedia.count("wikipedia"))
    began = time.monotonic()
    wikimedia.switch(lag_seconds=0)
    await until(lambda: enrichment.is_pending(0))
    assert time.monotonic() - began >= 4, "Retry-After was 5"
    assert (await enrichment.status()).failing == {}


async def test_lag_that_lasts_stops_the_crawl(enrichment: Enrichment, wikimedia: Wikimedia):
    wikimedia.fail_next(api="wikipedia", times=-1, body=_LAGGED, headers={"Retry-After": "0"})
    await enrichment.publish(COMMUNES)
    stopped = await until(lambda: _stopped(enrichment))
    assert "maxlag: Waiting for db1234" in stopped
    wikimedia.control("DELETE", "failures")
    await until(lambda: enrichment.is_pending(0))
    failing = (await enrichment.status()).failing
    assert set(failing) == {"unavailable"}, "those that were asked for in vain wait for ten minutes"
    enrichment.clock.advance(minutes=31)
    await until(enrichment.is_idle)
    assert (await enrichment.status()).failing == {}


@pytest.mark.parametrize(
    "failure",
    [
        {"status": 503},
        {"status": 500, "body": "java.util.concurrent.TimeoutException"},
        {"kind": "reset"},
        {"kind": "truncated"},
        {"kind": "html", "status": 502},
    ],
    ids=lambda failure: failure.get("kind", failure.get("status")),
)
async def test_a_call_that_fails_once_is_made_again(
    enrichment: Enrichment, wikimedia: Wikimedia, failure: dict[str, object]
):
    for api in ("sparql", "wikipedia", "commons"):
        wikimedia.fail_next(api=api, **failure)
    await enrichment.crawl(COMMUNES)
    assert (await enrichment.status()).failing == {}
    assert (await enrichment.status()).photo_missing.get("unavailable") is None


@pytest.mark.parametrize("kind", ["invalid_json", "wrong_shape", "empty"])
async def test_an_answer_that_cannot_be_read_is_asked_for_in_halves(
    enrichment: Enrichment, wikimedia: Wikimedia, kind: str
):
    for api in ("sparql", "wikipedia", "commons"):
        wikimedia.fail_next(api=api, kind=kind)
    await enrichment.crawl(COMMUNES)
    assert (await enrichment.status()).failing == {}


async def test_the_query_service_away_the_largest_places_are_searched(
    enrichment: Enrichment, wikimedia: Wikimedia
):
    wikimedia.fail_next(api="sparql", status=500, times=-1)
    await enrichment.publish(COMMUNES)
    await until(lambda: _stopped(enrichment))
    await until(lambda: _count(enrichment, 10))
    assert set(await enrichment.rows(portraits)) <= {row["code_insee"] for row in COMMUNES[:40]}
    wikimedia.control("DELETE", "failures")
    await until(lambda: enrichment.is_pending(0))


async def test_commons_away_texts_come_and_photos_later(enrichment: Enrichment, wikimedia: Wikimedia):
    wikimedia.fail_next(api="commons", status=503, times=-1)
    await enrichment.publish(COMMUNES)
    await until(lambda: _count(enrichment, 60))
    status = await enrichment.status()
    assert status.with_photo == 0
    assert status.photo_missing["unavailable"] == status.failing["unavailable"]
    wikimedia.control("DELETE", "failures")
    enrichment.clock.advance(minutes=11)
    await until(lambda: _count_failing(enrichment, 0))
    assert (await enrichment.status()).with_photo > 45


async def test_commons_away_a_photo_that_is_known_stays(enrichment: Enrichment, wikimedia: Wikimedia):
    await enrichment.crawl(COMMUNES)
    before = await enrichment.shown()
    wikimedia.fail_next(api="commons", status=503, times=-1)
    enrichment.clock.advance(days=92)
    await until(lambda: _stopped(enrichment))
    assert await enrichment.shown() == before


async def test_trouble_is_recorded_with_its_reason(enrichment: Enrichment, wikimedia: Wikimedia):
    wikimedia.fail_next(api="wikipedia", status=503, times=-1)
    await enrichment.publish(COMMUNES)
    await until(lambda: _stopped(enrichment))
    rows = await enrichment.rows(attempts)
    assert {row["reason"] for row in rows.values()} == {"unavailable"}
    assert {row["detail"] for row in rows.values()} == {"wikipedia: failed with 503"}
    assert {row["failures"] for row in rows.values()} == {1}


async def test_a_user_agent_that_is_refused_is_told(wikimedia: Wikimedia, tmp_path: Path):
    settings = crawl_settings(f"sqlite+aiosqlite:///{tmp_path / 'enrichment.db'}", wikimedia, tmp_path)
    wikimedia.fail_next(status=403, times=-1, body="Please set a user-agent")
    async with running_enrichment(settings, wikimedia) as enrichment:
        await enrichment.publish(COMMUNES)
        stopped = await until(lambda: _stopped(enrichment))
    assert "refused with 403: Please set a user-agent" in stopped


async def test_a_rest_is_over_when_nothing_is_left_to_do(wikimedia: Wikimedia, tmp_path: Path):
    url = f"sqlite+aiosqlite:///{tmp_path / 'enrichment.db'}"
    settings = crawl_settings(url, wikimedia, tmp_path, rest_seconds=1, refresh_seconds=300)
    wikimedia.fail_next(api="wikipedia", status=503, times=5)
    async with running_enrichment(settings, wikimedia) as enrichment:
        await enrichment.publish(COMMUNES[:1])
        await until(lambda: _stopped(enrichment))
        await until(enrichment.is_idle)
        await enrichment.publish(COMMUNES[:2])
        await until(lambda: _count(enrichment, 1))


async def test_answers_in_many_parts_are_put_together(enrichment: Enrichment, wikimedia: Wikimedia):
    wikimedia.switch(extracts_at_once=3, images_at_once=4, files_at_once=7)
    await enrichment.crawl(COMMUNES)
    in_parts = await enrichment.status()
    assert in_parts.with_text == 60
    assert in_parts.with_photo > 45


_LAGGED = (
    '{"errors": [{"code": "maxlag", "text": "Waiting for db1234: 7 seconds lagged.", "module": "main"}]}'
)


async def _stopped(enrichment: Enrichment) -> str:
    return str((await enrichment.last_round()).get("stopped") or "")


async def _count(enrichment: Enrichment, portraits_wanted: int) -> bool:
    return (await enrichment.status()).with_text >= portraits_wanted


async def _count_failing(enrichment: Enrichment, places: int) -> bool:
    return sum((await enrichment.status()).failing.values()) == places
