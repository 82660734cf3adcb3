"""From an item to its article."""

import asyncio
from collections.abc import Mapping, Sequence

from services.enrichment.clients.failures import WikimediaError
from services.enrichment.clients.wikimedia import Wikimedia
from services.enrichment.clients.wikipedia import PAGES_PER_CALL, Page, get_pages
from services.enrichment.crawl.batches import Batches
from services.enrichment.crawl.findings import Article
from services.enrichment.introduction import read_introduction, shorten
from services.enrichment.items import Item
from services.enrichment.problems import Problem
from services.enrichment.queries.places import DuePlace, Key

Read = Article | Problem


async def read_articles(
    wikimedia: Wikimedia, places: Sequence[DuePlace], items: Mapping[Key, Item]
) -> tuple[dict[Key, Read], WikimediaError | None]:
    """By place, its article or why there is none; absent: not asked for, as an API stayed away."""
    read: dict[Key, Read] = {}

    async def ask(batch: list[DuePlace]) -> None:
        titles = list(dict.fromkeys(items[place.key].title or "" for place in batch))
        pages = await get_pages(wikimedia, titles)
        read.update(await asyncio.to_thread(_read_batch, batch, items, pages))

    batches = Batches([place for place in places if place.key in items], PAGES_PER_CALL)
    await batches.run(ask)
    read.update({place.key: problem for place, problem in batches.failed})
    return read, batches.stopped


def _read_batch(
    places: Sequence[DuePlace], items: Mapping[Key, Item], pages: Mapping[str, Page]
) -> dict[Key, Read]:
    return {place.key: _read(place, items[place.key], pages) for place in places}


def _read(place: DuePlace, item: Item, pages: Mapping[str, Page]) -> Read:
    page = pages.get(item.title or "")
    if page is None:
        return Problem("no-page", f"« {item.title} », the article of {item.id}, does not exist")
    if page.is_disambiguation:
        return Problem("disambiguation", f"« {page.title} », the article of {item.id}, tells homonyms apart")
    if page.item not in {None, item.id}:
        told = f"« {item.title} », the article of {item.id}, leads to « {page.title} » about {page.item}"
        return Problem("other-page", told)
    text, shortened = shorten(read_introduction(page.extract))
    if not text:
        return Problem("no-text", f"« {page.title} » has no introduction")
    return Article(place, item, page, text, shortened)
