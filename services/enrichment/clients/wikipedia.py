"""Articles of the French Wikipedia by their exact titles, and their revisions (reference: section 7.4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from services.enrichment.clients.pages import collect_pages, rename
from services.enrichment.clients.wikimedia import Wikimedia

PAGES_PER_CALL = 20  # as many introductions as one answer may have
REVISIONS_PER_CALL = 50

_PAGES = {
    "prop": "extracts|pageimages|pageprops|info",
    "redirects": "1",
    "exintro": "1",
    "explaintext": "1",
    "exlimit": "20",
    "piprop": "name",
    "pilicense": "free",
    "pilimit": "50",
    "ppprop": "wikibase_item|disambiguation",
    "inprop": "url",
}
_REVISIONS = {"prop": "info|pageimages", "piprop": "name", "pilicense": "free", "pilimit": "50"}


@dataclass(frozen=True, slots=True)
class Page:
    """`item`: what it is about; `extract`: its introduction as plain text; `image`: the file shown first."""

    id: int
    title: str
    url: str
    revision: int
    item: str | None
    is_disambiguation: bool
    extract: str
    image: str | None


@dataclass(frozen=True, slots=True)
class Revision:
    number: int
    image: str | None


async def get_pages(wikimedia: Wikimedia, titles: Sequence[str]) -> dict[str, Page]:
    """By the title that was asked for, those pages that exist; at most PAGES_PER_CALL, one call as a rule."""
    found = await collect_pages(wikimedia, "wikipedia", _PAGES | {"titles": "|".join(titles)})
    asked = {title: rename(found.renamed, title) for title in titles}
    by_title = {page["title"]: page for page in found.pages if "missing" not in page}
    return {title: _page(by_title[name]) for title, name in asked.items() if name in by_title}


async def get_revisions(wikimedia: Wikimedia, page_ids: Sequence[int]) -> dict[int, Revision]:
    """By page, the latest revision; pages that are gone are absent. At most REVISIONS_PER_CALL."""
    ids = {"pageids": "|".join(map(str, page_ids))}
    found = await collect_pages(wikimedia, "wikipedia", _REVISIONS | ids)
    pages = [page for page in found.pages if "missing" not in page and "lastrevid" in page]
    return {page["pageid"]: Revision(page["lastrevid"], page.get("pageimage")) for page in pages}


def _page(page: dict[str, Any]) -> Page:
    properties = page.get("pageprops") or {}
    return Page(
        id=page["pageid"],
        title=page["title"],
        url=page["fullurl"],
        revision=page["lastrevid"],
        item=properties.get("wikibase_item"),
        is_disambiguation="disambiguation" in properties,
        extract=page.get("extract") or "",
        image=page.get("pageimage"),
    )
