"""A whole crawl: what it costs, what it keeps, what it does when time passes."""

from pathlib import Path

from services.enrichment.crawl import crawler
from services.enrichment.tables import attempts, pictures, portraits
from shared.broker.contract import BrokerUnavailableError
from tests.enrichment.crawling import Enrichment, crawl_settings, read_communes, running_enrichment
from tests.enrichment.stand_in import Wikimedia
from tests.waiting import until

LILLE, SMALL = "59350", "01002"


async def test_places_get_a_text_and_a_photo_with_their_credit(enrichment: Enrichment):
    await enrichment.crawl(read_communes([LILLE]))
    texts, photos = await enrichment.shown()
    text, photo = texts[LILLE], photos[LILLE]
    assert text["text"].startswith("Lille est une commune")
    assert (text["title"], text["url"]) == ("Lille", "https://fr.wikipedia.org/wiki/Lille")
    assert text["sample"]
    assert text["retrieved_at"] == enrichment.clock()
    assert photo["licence"]
    assert photo["page_url"].startswith("https://commons.wikimedia.org/wiki/File:")
    assert photo["width"] > 0 < photo["height"]
    assert enrichment.announced == [("communes", LILLE)]


async def test_departements_and_regions_have_codes_of_their_own(enrichment: Enrichment):
    await enrichment.publish_areas()
    await until(lambda: enrichment.has("departements", "59"))
    await until(lambda: enrichment.has("regions", "32"))


async def test_batches_make_it_cheap_and_it_says_who_calls(enrichment: Enrichment, wikimedia: Wikimedia):
    await enrichment.crawl(read_communes(most=500))
    last, counted = await enrichment.last_round(), wikimedia.calls("all")
    assert last["calls"] == counted["calls"]
    assert last["places"] == 500
    assert counted["calls"] * 70 <= 3000, "35,000 communes are seventy times as many"
    assert counted["max_at_once"] <= 3
    assert list(counted["by_agent"]) == ["Mobiville/0.1 (ops@example.org) aiohttp/3"]


async def test_a_second_crawl_of_everything_changes_nothing(enrichment: Enrichment, wikimedia: Wikimedia):
    await enrichment.crawl(read_communes(most=60))
    before, told = await enrichment.shown(), len(enrichment.announced)
    wikimedia.forget_calls()
    enrichment.clock.advance(days=92)
    await until(enrichment.is_idle)
    assert wikimedia.count("sparql") == 1
    assert wikimedia.count("wikipedia") == 3
    assert await enrichment.shown() == before
    assert len(enrichment.announced) == told


async def test_after_a_week_only_what_changed_is_fetched(enrichment: Enrichment, wikimedia: Wikimedia):
    await enrichment.crawl(read_communes(most=60))
    before, _ = await enrichment.shown()
    wikimedia.edit(LILLE, extract="Lille a changé.")
    wikimedia.forget_calls()
    enrichment.announced.clear()
    enrichment.clock.advance(days=7, hours=1)
    await until(enrichment.is_idle)
    after, _ = await enrichment.shown()
    assert after.pop(LILLE)["text"] == "Lille a changé."
    assert after == {code: row for code, row in before.items() if code != LILLE}
    assert enrichment.announced == [("communes", LILLE)]
    assert wikimedia.count("wikipedia") == 2 + 1, "two questions about 60 revisions, one page"
    assert wikimedia.count() == 2 + 3


async def test_another_photo_is_seen_within_the_week(enrichment: Enrichment, wikimedia: Wikimedia):
    await enrichment.crawl(read_communes([LILLE]))
    before = (await enrichment.rows(pictures))[LILLE]
    wikimedia.edit(LILLE, picture=True)
    enrichment.clock.advance(days=8)
    await until(enrichment.is_idle)
    assert (await enrichment.rows(pictures))[LILLE]["file"] != before["file"]


async def test_a_portrait_outlives_a_short_absence_of_its_page(enrichment: Enrichment, wikimedia: Wikimedia):
    await enrichment.crawl(read_communes([LILLE]))
    wikimedia.edit(LILLE, missing=True)
    enrichment.clock.advance(days=8)
    await until(enrichment.is_idle)
    assert (await enrichment.status()).failing == {"no-page": 1}
    assert LILLE in await enrichment.rows(portraits)
    wikimedia.edit(LILLE, missing=False)
    enrichment.clock.advance(days=2)
    await until(enrichment.is_idle)
    assert (await enrichment.status()).failing == {}


async def test_a_portrait_ends_when_its_page_stays_away(enrichment: Enrichment, wikimedia: Wikimedia):
    await enrichment.crawl(read_communes([LILLE]))
    wikimedia.edit(LILLE, missing=True)
    for days in (8, 2):
        enrichment.clock.advance(days=days)
        await until(enrichment.is_idle)
    assert await enrichment.shown() == ({}, {})
    assert enrichment.announced == [("communes", LILLE)] * 2


async def test_a_place_that_vanishes_is_forgotten(enrichment: Enrichment):
    await enrichment.crawl(read_communes([LILLE, SMALL]))
    await enrichment.publish(read_communes([SMALL]))
    await until(lambda: enrichment.announced.count(("communes", LILLE)) == 2)
    for table in (portraits, pictures, attempts):
        assert LILLE not in await enrichment.rows(table)
    assert SMALL in await enrichment.rows(portraits)


async def test_a_new_place_is_crawled_at_once(enrichment: Enrichment):
    await enrichment.crawl(read_communes([LILLE]))
    await enrichment.crawl(read_communes([LILLE, SMALL]))
    assert set(await enrichment.rows(portraits)) == {LILLE, SMALL}


async def test_the_most_populated_come_first(enrichment: Enrichment, monkeypatch):
    monkeypatch.setattr(crawler, "_PLACES_AT_ONCE", 4)
    communes = read_communes(most=12)
    await enrichment.crawl(list(reversed(communes)))
    order = [code for _, code in enrichment.announced]
    codes = [row["code_insee"] for row in communes]
    parts = [sorted(codes[start : start + 4]) for start in (0, 4, 8)]
    assert order == [code for part in parts for code in part]


async def test_what_could_not_be_told_is_told_later(enrichment: Enrichment, monkeypatch):
    refused: list[str] = []

    async def refuse(key: str, *_: object, **__: object) -> None:
        refused.append(key)
        raise BrokerUnavailableError("away")

    with monkeypatch.context() as away:
        away.setattr(enrichment.broker, "announce", refuse)
        await enrichment.publish(read_communes([LILLE]))
        await until(lambda: enrichment.is_crawled(1))
    assert refused
    assert enrichment.announced == []
    enrichment.clock.advance(days=8)
    await until(lambda: enrichment.announced == [("communes", LILLE)])


async def test_portraits_of_the_stand_in_do_not_outlive_it(wikimedia: Wikimedia, tmp_path: Path):
    url = f"sqlite+aiosqlite:///{tmp_path / 'enrichment.db'}"
    settings = crawl_settings(url, wikimedia, tmp_path)
    async with running_enrichment(settings, wikimedia) as enrichment:
        await enrichment.crawl(read_communes([LILLE, SMALL]))
    as_if_real = settings.model_copy(update={"sandbox": False})
    async with running_enrichment(as_if_real, wikimedia) as enrichment:
        await until(lambda: enrichment.announced.count(("communes", LILLE)) == 2)
        assert [row["sample"] for row in (await enrichment.rows(portraits)).values()] == [False, False]


async def test_a_replica_may_be_told_not_to_crawl(wikimedia: Wikimedia, tmp_path: Path):
    url = f"sqlite+aiosqlite:///{tmp_path / 'enrichment.db'}"
    settings = crawl_settings(url, wikimedia, tmp_path, crawl=False)
    async with running_enrichment(settings, wikimedia) as enrichment:
        await enrichment.publish(read_communes([LILLE]))
        await until(lambda: enrichment.has_listed(1))
        assert wikimedia.count() == 0
        assert (await enrichment.status()).pending == 1
