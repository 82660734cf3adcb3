"""Places that are due -> what is found of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.enrichment.clients.failures import WikimediaError
from services.enrichment.clients.wikimedia import Wikimedia
from services.enrichment.clients.wikipedia import REVISIONS_PER_CALL, Revision, get_revisions
from services.enrichment.crawl.articles import read_articles
from services.enrichment.crawl.batches import Batches
from services.enrichment.crawl.findings import Article, Finding
from services.enrichment.crawl.pictures import choose_photos
from services.enrichment.crawl.places import find_all_items
from services.enrichment.problems import Problem
from services.enrichment.queries.places import DuePlace


@dataclass(frozen=True, slots=True)
class Fetched:
    """A place that no question was asked about, as an API stayed away (`stopped`), has no finding."""

    findings: list[Finding]
    stopped: WikimediaError | None


@dataclass(frozen=True, slots=True)
class Looked:
    """Portraits whose page is as it was, and those to be fetched again."""

    unchanged: list[DuePlace]
    changed: list[DuePlace]
    stopped: WikimediaError | None


async def fetch_places(wikimedia: Wikimedia, places: Sequence[DuePlace]) -> Fetched:
    """Item, article, photo and credit of each place."""
    items = await find_all_items(wikimedia, places)
    articles, without_articles = await read_articles(wikimedia, places, items.chosen)
    known = {**items.problems, **articles}
    problems = [(place, known.get(place.key)) for place in places]
    failed = [Finding(place, problem=problem) for place, problem in problems if isinstance(problem, Problem)]
    found = [article for article in articles.values() if isinstance(article, Article)]
    findings, without_photos = await choose_photos(wikimedia, found)
    return Fetched([*findings, *failed], items.stopped or without_articles or without_photos)


async def look_at_revisions(wikimedia: Wikimedia, places: Sequence[DuePlace]) -> Looked:
    """Which of the portraits are still those of their page's latest revision."""
    unchanged: list[DuePlace] = []
    changed: list[DuePlace] = []

    async def ask(batch: list[DuePlace]) -> None:
        ids = list(dict.fromkeys(place.page_id for place in batch if place.page_id is not None))
        revisions = await get_revisions(wikimedia, ids)
        for place in batch:
            same = _revision_of(place) == revisions.get(place.page_id or 0)
            (unchanged if same else changed).append(place)

    batches = Batches(places, REVISIONS_PER_CALL)
    await batches.run(ask)
    changed += [
        place for place, problem in batches.failed if not problem.passes or problem.reason == "unreadable"
    ]
    return Looked(unchanged, changed, batches.stopped)


def _revision_of(place: DuePlace) -> Revision | None:
    return None if place.revision is None else Revision(place.revision, place.page_image)
