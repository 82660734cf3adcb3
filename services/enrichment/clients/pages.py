"""Questions about pages: answers in parts are put together, renamed titles are followed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.enrichment.clients.failures import UnreadableError
from services.enrichment.clients.wikimedia import Wikimedia

_LONGEST_CHAIN = 5


@dataclass(frozen=True, slots=True)
class FoundPages:
    """`renamed`: a title -> the one that the wiki took it for (spelling, then redirects)."""

    pages: list[dict[str, Any]]
    renamed: dict[str, str]


async def collect_pages(wikimedia: Wikimedia, api: str, params: Mapping[str, str]) -> FoundPages:
    """All that is said of the pages asked for, however many parts that takes."""
    pages: dict[str, dict[str, Any]] = {}
    renamed: dict[str, str] = {}
    async for answer in wikimedia.ask(api, params):
        query = answer.get("query", {})
        for change in (*query.get("normalized", []), *query.get("redirects", [])):
            renamed[change["from"]] = change["to"]
        for page in query.get("pages", []):
            if not isinstance(page, dict):
                raise UnreadableError(api, "a page that is no object")
            key = str(page.get("pageid") or page.get("title"))
            pages.setdefault(key, {}).update(page)
    return FoundPages(list(pages.values()), renamed)


def rename(renamed: Mapping[str, str], title: str) -> str:
    """Where a title leads."""
    for _ in range(_LONGEST_CHAIN):
        if title not in renamed:
            break
        title = renamed[title]
    return title
