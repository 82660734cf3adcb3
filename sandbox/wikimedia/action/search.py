"""list=search of French Wikipedia: by words. What a client should not find the page of a commune by."""

from typing import Any

from sandbox.wikimedia.action.asking import Asked
from sandbox.wikimedia.pages import Page
from sandbox.wikimedia.state import Sandbox

_DEEPCAT = "cirrussearch-feature-deepcat-toomany"


def search_pages(asked: Asked, sandbox: Sandbox) -> dict[str, Any]:
    """Pages of that name and its disambiguation page; with deepcat: a warning and nothing."""
    words = asked.text("srsearch")
    most = asked.number("srlimit", 10, 500, "query+search")
    asked.read.update(("srprop", "srinfo", "sroffset", "srnamespace", "srwhat"))
    if "deepcat:" in words or "incategory-deep:" in words:
        asked.warn("search", _DEEPCAT, "Deep category search returned too many categories.")
        return _found([])
    wanted = words.replace('hastemplate:"Infobox Commune de France"', "").strip()
    return _found(sandbox.wiki.find_by_name(wanted)[:most])


def _found(pages: list[Page]) -> dict[str, Any]:
    rows = [{"ns": 0, "title": page.title, "pageid": page.id, "snippet": page.extract[:80]} for page in pages]
    return {"batchcomplete": True, "query": {"searchinfo": {"totalhits": len(rows)}, "search": rows}}
