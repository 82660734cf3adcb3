"""The items as triples, found from whichever end is known."""

from collections.abc import Iterator
from urllib.parse import quote, unquote

from sandbox.wikimedia.items import Item
from sandbox.wikimedia.pages import Page, Wiki
from sandbox.wikimedia.places import COMMUNE_CODE, DEPARTEMENT_CODE, REGION_CODE
from sandbox.wikimedia.sparql.terms import PREFIXES, Term, moment, text, uri

_CODES = (COMMUNE_CODE, DEPARTEMENT_CODE, REGION_CODE)
_WIKI = "https://fr.wikipedia.org/"
_FILES = "http://commons.wikimedia.org/wiki/Special:FilePath/"
_ENTITY, _STATEMENT = PREFIXES["wd"], PREFIXES["wds"]
_ABOUT = f"{PREFIXES['schema']}about"
_SUBCLASS = {"Q2989454": "Q484170"}

Pair = tuple[Term, Term]


class Graph:
    """What the query service knows of the wiki's items."""

    def __init__(self, wiki: Wiki) -> None:
        self._wiki = wiki

    def find(self, subject: Term | None, predicate: str, obj: Term | None) -> Iterator[Pair]:
        """The (subject, object) pairs of a predicate; None stands for any."""
        if obj is not None and predicate == _ABOUT:
            yield from self._linked(subject, obj)
            return
        for candidate in [subject] if subject is not None else self._subjects(predicate, obj):
            for found in self._objects(candidate, predicate):
                if obj is None or _same(found, obj):
                    yield candidate, found

    def _linked(self, subject: Term | None, obj: Term) -> Iterator[Pair]:
        """The article that the item links to, be it a redirect, a page of homonyms, or gone."""
        item = self._item(obj)
        article = _article(item.sitelink) if item and item.sitelink else None
        if article is not None and (subject is None or _same(subject, article)):
            yield article, obj

    def _subjects(self, predicate: str, obj: Term | None) -> Iterator[Term]:
        """Those that may have it: few when the object is known."""
        name = predicate.rpartition("/")[2]
        if obj is not None and obj.value.startswith(_STATEMENT):
            yield uri("wd", obj.value.removeprefix(_STATEMENT).partition("-")[0])
        elif obj is not None and name in _CODES:
            for found in self._wiki.items.find_by_code(name, obj.value):
                yield from _own_subjects(found, predicate)
        else:
            yield from self._everything(predicate)

    def _everything(self, predicate: str) -> Iterator[Term]:
        about = predicate.startswith(PREFIXES["schema"])
        for place in self._wiki.places.rows:
            for rank in (0, 1, *range(2, 2 + len(place.former_codes))):
                item = self._wiki.items.find(self._wiki.items.id_of(place, rank))
                if item is None or item.place is not place:
                    continue
                if about and item.sitelink:
                    yield _article(item.sitelink)
                elif not about:
                    yield from _own_subjects(item, predicate)

    def _objects(self, subject: Term, predicate: str) -> Iterator[Term]:
        if subject.value.startswith(_STATEMENT):
            yield from self._of_statement(subject, predicate)
        elif subject.value.startswith(_ENTITY):
            item = self._item(subject)
            if item is not None:
                yield from _of_item(item, predicate)
            elif predicate.endswith("/P279"):
                parent = _SUBCLASS.get(subject.value.removeprefix(_ENTITY))
                yield from [uri("wd", parent)] if parent else []
        elif subject.value.startswith(f"{_WIKI}wiki/"):
            yield from self._of_article(subject, predicate)

    def _item(self, term: Term) -> Item | None:
        return self._wiki.items.find(term.value.removeprefix(_ENTITY))

    def _of_article(self, subject: Term, predicate: str) -> Iterator[Term]:
        title = unquote(subject.value.removeprefix(f"{_WIKI}wiki/")).replace("_", " ")
        name = predicate.removeprefix(PREFIXES["schema"])
        if name == "isPartOf":
            yield Term("uri", _WIKI)
        elif name == "inLanguage":
            yield text("fr")
        elif name == "name":
            yield text(title, "fr")
        elif name == "about":
            page = self._wiki.find(title)
            if isinstance(page, Page) and page.item_id:
                yield uri("wd", page.item_id)

    def _of_statement(self, subject: Term, predicate: str) -> Iterator[Term]:
        item_id, name, rank = subject.value.removeprefix(_STATEMENT).split("-")
        item = self._wiki.items.find(item_id)
        codes = [code for code in item.codes if code.property == name] if item else []
        if int(rank) >= len(codes):
            return
        code = codes[int(rank)]
        if predicate == f"{PREFIXES['ps']}{name}" and code.value is not None:
            yield text(code.value)
        elif predicate == f"{PREFIXES['pq']}P582" and code.end is not None:
            yield moment(code.end)
        elif predicate == f"{PREFIXES['wikibase']}rank":
            yield uri("wikibase", "NormalRank")


def _own_subjects(item: Item, predicate: str) -> Iterator[Term]:
    """The item itself, or its statements, depending on what the predicate is said of."""
    if predicate.startswith((PREFIXES["ps"], PREFIXES["pq"])):
        for name in _CODES:
            yield from _statements(item, name)
    else:
        yield uri("wd", item.id)


def _statements(item: Item, name: str) -> Iterator[Term]:
    count = sum(code.property == name for code in item.codes)
    yield from (uri("wds", f"{item.id}-{name}-{rank}") for rank in range(count))


def _of_item(item: Item, predicate: str) -> Iterator[Term]:
    if predicate == f"{PREFIXES['rdfs']}label":
        yield text(item.label, "fr")
    elif predicate.startswith(PREFIXES["wdt"]):
        yield from _direct(item, predicate.removeprefix(PREFIXES["wdt"]))
    elif predicate.startswith(PREFIXES["p"]) and predicate.removeprefix(PREFIXES["p"]) in _CODES:
        yield from _statements(item, predicate.removeprefix(PREFIXES["p"]))


def _direct(item: Item, name: str) -> Iterator[Term]:
    """The values of best rank."""
    if name in _CODES:
        yield from (text(one.value) for one in item.codes if one.property == name and one.value is not None)
    elif name == "P31":
        yield from (uri("wd", one) for one in item.classes)
    elif name == "P576" and item.dissolved is not None:
        yield moment(item.dissolved) if item.dissolved else Term("bnode", f"t{item.id[1:]}")
    elif name == "P18":
        preferred = [name for name, rank in item.images if rank == "preferred"]
        for image in preferred or [name for name, _ in item.images]:
            yield Term("uri", _FILES + quote(image)) if image else Term("bnode", f"i{item.id[1:]}")
    elif name == "P373" and item.category is not None:
        yield text(item.category)


def _article(title: str) -> Term:
    return Term("uri", f"{_WIKI}wiki/{quote(title.replace(' ', '_'), safe='/:,()')}")


def _same(found: Term, wanted: Term) -> bool:
    return found.type == wanted.type and found.value == wanted.value
