"""www.wikidata.org/w/api.php: list=search with haswbstatement, and wbgetentities."""

import re
from typing import Any

from aiohttp import web

from sandbox.wikimedia.action.asking import ApiError, Asked
from sandbox.wikimedia.action.entities import PROPS, describe_item, describe_missing
from sandbox.wikimedia.action.envelope import answer
from sandbox.wikimedia.items import Item
from sandbox.wikimedia.pages import Page
from sandbox.wikimedia.state import Sandbox

_STATEMENT = re.compile(r"^haswbstatement:(.+)$")
_ID = re.compile(r"Q[1-9]\d*$")


async def handle(request: web.Request) -> web.Response:
    return await answer(request, _act)


async def _act(asked: Asked, _: web.Request, sandbox: Sandbox) -> dict[str, Any]:
    action = asked.text("action", "help")
    if action == "wbgetentities":
        return _get_entities(asked, sandbox)
    if action == "query" and "search" in asked.values("list"):
        return _search(asked, sandbox)
    if action == "query":
        return {"batchcomplete": True}
    raise ApiError("badvalue", f'Unrecognized value for parameter "action": {action}.')


def _search(asked: Asked, sandbox: Sandbox) -> dict[str, Any]:
    """Of items with all of the statements; in a statement, bars separate alternatives."""
    words = asked.text("srsearch").split()
    if not words:
        raise ApiError("missingparam", 'The "srsearch" parameter must be set.')
    most, start = asked.number("srlimit", 10, 500, "query+search"), int(asked.text("sroffset", "0"))
    asked.read.update(("continue", "srprop", "srinfo", "srnamespace", "srsort", "srwhat"))
    found = [_find_any(word, sandbox) for word in words]
    items = [one for one in found[0] if all(one in other for other in found[1:])]
    shown = items[start : start + most]
    more = start + most < len(items)
    tail = {"sroffset": start + most, "continue": "-||"}
    rows = [{"ns": 0, "title": one.id, "pageid": int(one.id[1:]), "timestamp": _stamp(one)} for one in shown]
    query = {"searchinfo": {"totalhits": len(items)}, "search": rows}
    return {**({"continue": tail} if more else {"batchcomplete": True}), "query": query}


def _find_any(word: str, sandbox: Sandbox) -> list[Item]:
    parts = _STATEMENT.match(word)
    if parts is None:
        return []
    found: dict[str, Item] = {}
    for alternative in parts[1].split("|"):
        name, _, value = alternative.partition("=")
        for item in sandbox.wiki.items.find_by_code(name, value):
            if not (sandbox.switches.search_lag and item.place.position in sandbox.wiki.revisions.edits):
                found[item.id] = item
    return list(found.values())


def _get_entities(asked: Asked, sandbox: Sandbox) -> dict[str, Any]:
    asked.read.update(("languages", "languagefallback", "sitefilter", "redirects", "normalize"))
    props = set(asked.values("props", default="|".join(PROPS)))
    ids = asked.values("ids")
    entities = {item_id: _get_entity(item_id, props, sandbox) for item_id in ids}
    if asked.values("sites") and asked.values("titles"):
        entities |= dict(_get_by_title(title, props, sandbox) for title in asked.values("titles"))
    if not entities:
        raise ApiError("param-missing", "Either provide the Item ids or pairs of sites and titles.")
    return {"entities": entities, "success": 1}


def _get_entity(item_id: str, props: set[str], sandbox: Sandbox) -> dict[str, Any]:
    if not _ID.match(item_id):
        raise ApiError("no-such-entity", f'Could not find an entity with the ID "{item_id}".', id=item_id)
    item = sandbox.wiki.items.find(item_id)
    return describe_item(item, props) if item else describe_missing(item_id)


def _get_by_title(title: str, props: set[str], sandbox: Sandbox) -> tuple[str, dict[str, Any]]:
    page = sandbox.wiki.find(title)
    item = sandbox.wiki.items.find(page.item_id) if isinstance(page, Page) and page.item_id else None
    if item is None:
        return "-1", {"site": "frwiki", "title": title, "missing": ""}
    return item.id, describe_item(item, props)


def _stamp(item: Item) -> str:
    return f"{item.version.edited_at:%Y-%m-%dT%H:%M:%SZ}"
