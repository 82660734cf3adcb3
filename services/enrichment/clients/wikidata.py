"""Which items carry the code of a place (reference: section 7.3)."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

from services.enrichment.clients.failures import UnreadableError
from services.enrichment.clients.wikimedia import Wikimedia
from services.enrichment.items import CODE_PROPERTIES, Item
from shared.events.enrichment import PlaceKind

CODES_PER_QUERY = 500
_ITEMS_PER_CALL = 50
_FOUND_PER_SEARCH = "10"  # of one code; the first alone may be a former commune

_QUERY = """SELECT ?code ?item ?class ?image ?article WHERE {{
  VALUES ?code {{ {codes} }}
  ?item wdt:{property} ?code .
  ?item p:{property} ?statement .
  ?statement ps:{property} ?code .
  FILTER NOT EXISTS {{ ?statement pq:P582 [] }}
  FILTER NOT EXISTS {{ ?item wdt:P576 [] }}
  OPTIONAL {{ ?item wdt:P31 ?class }}
  OPTIONAL {{ ?item wdt:P18 ?image }}
  OPTIONAL {{ ?article schema:about ?item ; schema:isPartOf <https://fr.wikipedia.org/> }}
}}"""


async def find_items(wikimedia: Wikimedia, kind: PlaceKind, codes: Sequence[str]) -> dict[str, list[Item]]:
    """By code, the items that carry it now; at most CODES_PER_QUERY codes, one call."""
    listed = " ".join(f'"{code}"' for code in codes)
    rows = await wikimedia.select(_QUERY.format(codes=listed, property=CODE_PROPERTIES[kind]))
    return await asyncio.to_thread(_read_rows, rows)


async def search_items(wikimedia: Wikimedia, kind: PlaceKind, code: str) -> list[Item]:
    """The items of one code, without SPARQL: two calls. The search index lags hours behind edits."""
    search = {
        "list": "search",
        "srsearch": f"haswbstatement:{CODE_PROPERTIES[kind]}={code}",
        "srlimit": _FOUND_PER_SEARCH,
    }
    ids: list[str] = []
    async for answer in wikimedia.ask("wikidata", search):
        ids += [found["title"] for found in answer.get("query", {}).get("search", [])]
    if not ids:
        return []
    wanted = {
        "action": "wbgetentities",
        "ids": "|".join(ids[:_ITEMS_PER_CALL]),
        "props": "sitelinks|claims",
        "sitefilter": "frwiki",
    }
    items: list[Item] = []
    async for answer in wikimedia.ask("wikidata", wanted):
        entities = answer.get("entities", {}).values()
        items += [_read_entity(entity, kind, code) for entity in entities if "missing" not in entity]
    return items


def _read_rows(rows: Sequence[Mapping[str, str]]) -> dict[str, list[Item]]:
    drafts: dict[tuple[str, str], _Draft] = defaultdict(_Draft)
    for row in rows:
        if "code" not in row or "item" not in row:
            raise UnreadableError("sparql", "a row without code or item")
        drafts[row["code"], _name(row["item"])].add(row)
    items: dict[str, list[Item]] = defaultdict(list)
    for (code, item), draft in sorted(drafts.items()):
        items[code].append(draft.item(item))
    return dict(items)


@dataclass
class _Draft:
    """Of one item, what its rows say: one row for each combination of class and image."""

    classes: set[str] = field(default_factory=set)
    images: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)

    def add(self, row: Mapping[str, str]) -> None:
        for values, name in ((self.classes, "class"), (self.images, "image"), (self.titles, "article")):
            if row.get(name):
                values.add(_name(row[name]))

    def item(self, name: str) -> Item:
        return Item(
            id=name,
            title=min(self.titles, default=None),
            image=min(self.images, default=None),
            classes=frozenset(self.classes),
            ended=False,
        )


def _name(address: str) -> str:
    """`http://www.wikidata.org/entity/Q648` -> `Q648`; of an article or a file, the title."""
    path = urlsplit(address).path if address.startswith("http") else address
    for marker in ("/wiki/Special:FilePath/", "/wiki/", "/entity/"):
        _, found, name = path.partition(marker)
        if found:
            return unquote(name).replace("_", " ")
    return unquote(path)


def _read_entity(entity: Mapping[str, Any], kind: PlaceKind, code: str) -> Item:
    claims = entity.get("claims") or {}
    images = [_value(claim) for claim in _best(claims.get("P18", []))]
    coded = [
        claim
        for claim in _best(claims.get(CODE_PROPERTIES[kind], []))
        if _value(claim) == code and "P582" not in claim.get("qualifiers", {})
    ]
    over = [claim for claim in claims.get("P576", []) if claim["mainsnak"]["snaktype"] != "novalue"]
    classes = (_value(claim) for claim in _best(claims.get("P31", [])))
    return Item(
        id=entity["id"],
        title=(entity.get("sitelinks") or {}).get("frwiki", {}).get("title"),
        image=min(filter(None, images), default=None),
        classes=frozenset(filter(None, classes)),
        ended=bool(over) or not coded,
    )


def _best(claims: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The preferred statements, or else the normal ones: what `wdt:` means in SPARQL."""
    preferred = [claim for claim in claims if claim.get("rank") == "preferred"]
    return preferred or [claim for claim in claims if claim.get("rank", "normal") == "normal"]


def _value(claim: Mapping[str, Any]) -> str | None:
    value = claim["mainsnak"].get("datavalue", {}).get("value")
    return value.get("id") if isinstance(value, dict) else value
