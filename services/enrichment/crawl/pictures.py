"""From an article to a photo: the page's own picture, or else that of the item."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from services.enrichment.clients.commons import FILES_PER_CALL, get_files
from services.enrichment.clients.failures import WikimediaError
from services.enrichment.clients.wikimedia import Wikimedia
from services.enrichment.crawl.batches import Batches, describe
from services.enrichment.crawl.findings import Article, Finding
from services.enrichment.photos import PhotoMissing, is_photo_name, normal_name, refuse
from services.enrichment.problems import Problem


@dataclass(slots=True)
class _Choice:
    """`names` are the files that are left to look at, the best first."""

    finding: Finding
    names: list[str]


async def choose_photos(
    wikimedia: Wikimedia, articles: Sequence[Article]
) -> tuple[list[Finding], WikimediaError | None]:
    """A finding for each article. The files that come first are looked at together; where they are refused,
    those that come second; and so on."""
    choices = await asyncio.to_thread(_start_all, articles)
    open_choices = [choice for choice in choices if choice.names]
    stopped = None
    while open_choices and stopped is None:
        batches = Batches(open_choices, FILES_PER_CALL)
        await batches.run(lambda batch: _look(wikimedia, batch))
        for choice, problem in batches.failed:
            _put_off(choice, problem)
        if stopped := batches.stopped:
            for choice in (choice for batch in batches.left for choice in batch):
                _put_off(choice, describe(stopped))
        open_choices = [choice for choice in open_choices if choice.names]
    return [choice.finding for choice in choices], stopped


def _start_all(articles: Sequence[Article]) -> list[_Choice]:
    return [_start(article) for article in articles]


def _start(article: Article) -> _Choice:
    """What may be shown, judged by its name."""
    found = [normal_name(name) for name in (article.page.image, article.item.image) if name]
    names = [name for name in dict.fromkeys(found) if is_photo_name(name, article.place.name)]
    missing: PhotoMissing | None = None if names else "not-a-photo" if found else "no-image"
    return _Choice(Finding(article.place, article, photo_missing=missing), names)


async def _look(wikimedia: Wikimedia, choices: Sequence[_Choice]) -> None:
    files = await get_files(wikimedia, list(dict.fromkeys(choice.names[0] for choice in choices)))
    for choice in choices:
        file = files.get(choice.names.pop(0))
        choice.finding.photo_missing = refuse(file)
        if choice.finding.photo_missing is None:
            choice.finding.photo = file
            choice.names.clear()


def _put_off(choice: _Choice, problem: Problem) -> None:
    choice.finding.photo_missing = "unavailable"
    choice.finding.problem = problem
    choice.names.clear()
