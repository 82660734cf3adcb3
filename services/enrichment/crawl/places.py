"""From a code to an item: Wikidata is asked for many codes at once, and for single ones by its search."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from services.enrichment.clients.failures import WikimediaError
from services.enrichment.clients.wikidata import CODES_PER_QUERY, find_items, search_items
from services.enrichment.clients.wikimedia import Wikimedia
from services.enrichment.crawl.batches import Batches
from services.enrichment.items import Item, choose_item
from services.enrichment.problems import Problem
from services.enrichment.queries.places import DuePlace, Key

_SEARCHED_AT_MOST = 10  # two calls each


@dataclass(slots=True)
class Items:
    """What is known now; places in neither were not asked about."""

    chosen: dict[Key, Item] = field(default_factory=dict)
    problems: dict[Key, Problem] = field(default_factory=dict)
    stopped: WikimediaError | None = None


async def find_all_items(wikimedia: Wikimedia, places: Sequence[DuePlace]) -> Items:
    """The items of the places. What the query service does not know, or cannot say, is searched: a few."""
    items = Items()
    candidates: dict[Key, list[Item]] = {}
    for kind, group in groupby(sorted(places, key=lambda place: place.kind), lambda place: place.kind):

        async def ask(batch: list[DuePlace]) -> None:
            found = await find_items(wikimedia, kind, [place.code for place in batch])  # noqa: B023
            candidates.update({place.key: found.get(place.code, []) for place in batch})

        queries = Batches(list(group), CODES_PER_QUERY)
        await queries.run(ask)
        items.stopped = items.stopped or queries.stopped
    await _search(wikimedia, [place for place in places if not candidates.get(place.key)], candidates, items)
    for place in places:
        if place.key in candidates:
            chosen = choose_item(place.kind, place.name, candidates[place.key])
            if isinstance(chosen, Problem):
                items.problems[place.key] = chosen
            else:
                items.chosen[place.key] = chosen
    return items


async def _search(
    wikimedia: Wikimedia,
    places: Sequence[DuePlace],
    candidates: dict[Key, list[Item]],
    items: Items,
) -> None:
    async def ask(batch: list[DuePlace]) -> None:
        for place in batch:
            candidates[place.key] = await search_items(wikimedia, place.kind, place.code)

    searches = Batches(places[:_SEARCHED_AT_MOST], 1)
    await searches.run(ask)
    for place, problem in searches.failed:
        items.problems[place.key] = problem
        candidates.pop(place.key, None)
    items.stopped = items.stopped or searches.stopped
