"""Which item of Wikidata is a place, among those that carry its code."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from services.enrichment.problems import Problem
from shared.events.enrichment import PlaceKind

# kind -> the property of Wikidata that holds its INSEE code
CODE_PROPERTIES: dict[PlaceKind, str] = {"communes": "P374", "departements": "P2586", "regions": "P2585"}
# commune de France, commune nouvelle, arrondissement municipal
_COMMUNES = frozenset({"Q484170", "Q2989454", "Q702842"})


@dataclass(frozen=True, slots=True)
class Item:
    """`title`: of its article in the French Wikipedia; `image`: its own picture (P18); `classes`: P31.
    `ended`: it no longer exists, or no longer has this code."""

    id: str
    title: str | None
    image: str | None
    classes: frozenset[str]
    ended: bool


def choose_item(kind: PlaceKind, name: str, items: Sequence[Item]) -> Item | Problem:
    """The one that exists, has an article and is what it should be.

    The name only decides between items that all carry the code: alone it proves nothing.
    """
    present = [item for item in items if not item.ended]
    if not present:
        told = f"only former ones: {_ids(items)}" if items else f"no item has this {CODE_PROPERTIES[kind]}"
        return Problem("no-item", told)
    linked = [item for item in present if item.title]
    if not linked:
        return Problem("no-page", f"no French article is linked to {_ids(present)}")
    if kind == "communes":
        linked = [item for item in linked if item.classes & _COMMUNES] or linked
    if len(linked) > 1:
        linked = [item for item in linked if _is_named(item, name)]
    if len(linked) == 1:
        return linked[0]
    return Problem("several-items", f"{_ids(present)} all carry the code")


def _is_named(item: Item, name: str) -> bool:
    """`Saint-Denis (Seine-Saint-Denis)` is named Saint-Denis."""
    return _folded((item.title or "").split(" (")[0]) == _folded(name)


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.lower().replace("’", "'"))
    return " ".join("".join(one for one in plain if not unicodedata.combining(one)).replace("-", " ").split())


def _ids(items: Sequence[Item]) -> str:
    return ", ".join(sorted({item.id for item in items}))
