"""fr.wikipedia.org/w/api.php: action=query with extracts, pageimages, pageprops, info, revisions."""

import zlib
from typing import Any

from aiohttp import web

from sandbox.wikimedia.action.asking import ApiError, Asked
from sandbox.wikimedia.action.batches import Batches
from sandbox.wikimedia.action.envelope import answer
from sandbox.wikimedia.action.extracts import EXTRACT_PARAMETERS, cut_extract
from sandbox.wikimedia.action.search import search_pages
from sandbox.wikimedia.action.titles import normalize, resolve
from sandbox.wikimedia.pages import Page, Redirect
from sandbox.wikimedia.pictures.addresses import Addresses, quote_title
from sandbox.wikimedia.state import Sandbox

_WIKI = "https://fr.wikipedia.org/wiki/"
_MODULES = ("extracts", "pageimages", "pageprops", "info", "revisions")
_MOST_EXTRACTS = 20
_FIRST_REDIRECT_ID = 30_000_000


async def handle(request: web.Request) -> web.Response:
    return await answer(request, _act)


async def _act(asked: Asked, request: web.Request, sandbox: Sandbox) -> dict[str, Any]:
    action = asked.text("action", "help")
    if action != "query":
        raise ApiError("badvalue", f'Unrecognized value for parameter "action": {action}.')
    if "search" in asked.values("list"):
        return search_pages(asked, sandbox)
    return _query(asked, sandbox, Addresses.of(request, sandbox))


def _query(asked: Asked, sandbox: Sandbox, addresses: Addresses) -> dict[str, Any]:
    modules = asked.values("prop")
    known = [module for module in modules if module in _MODULES]
    for module in set(modules) - set(known):
        asked.warn("query", "unrecognizedvalues", f'Unrecognized value for parameter "prop": {module}.')
    found, missing = _read_ids(asked, sandbox)
    resolved = resolve([*asked.values("titles"), *found], sandbox.wiki.find, follow=asked.flag("redirects"))
    batches = Batches(asked, known)
    titles = [title for title, page in resolved.pages.items() if isinstance(page, Page)]
    with_extract = _take_extracts(asked, batches, titles, sandbox.switches.extracts_at_once)
    most = min(sandbox.switches.images_at_once, asked.number("pilimit", 50, 50, "query+pageimages"))
    with_image = batches.take("pageimages", "picontinue", titles, most)
    pages: list[dict[str, Any]] = [{"pageid": page_id, "missing": True} for page_id in missing]
    for title, page in resolved.pages.items():
        described = _describe(title, page, asked, batches)
        if isinstance(page, Page):
            if title in with_extract:
                described["extract"] = cut_extract(page.extract, asked)
            if title in with_image:
                described |= _image(page, asked, addresses, sandbox)
        pages.append(described)
    query = {**resolved.describe(), "pages": pages} if pages else {}
    return {**batches.describe(), **({"query": query} if query else {})}


def _read_ids(asked: Asked, sandbox: Sandbox) -> tuple[list[str], list[int]]:
    """The titles of the pages with the ids asked for; and the ids that no page has."""
    ids = asked.values("pageids")
    if not all(page_id.isdecimal() for page_id in ids):
        raise ApiError("badinteger", 'Invalid value for integer parameter "pageids".')
    pages = {int(page_id): sandbox.wiki.find_by_id(int(page_id)) for page_id in ids}
    missing = [page_id for page_id, page in pages.items() if page is None]
    return [page.title for page in pages.values() if page is not None], missing


def _take_extracts(asked: Asked, batches: Batches, titles: list[str], at_once: int) -> set[str]:
    most = asked.number("exlimit", _MOST_EXTRACTS, _MOST_EXTRACTS, "query+extracts")
    asked.read.update(EXTRACT_PARAMETERS)
    if batches.wants("extracts") and not asked.flag("exintro") and most > 1:
        text = "exlimit was too large for a whole article extracts request, lowered to 1."
        asked.warn("query+extracts", "toolarge", text)
        most = 1
    return batches.take("extracts", "excontinue", titles, min(most, at_once))


def _describe(title: str, page: Page | Redirect | None, asked: Asked, batches: Batches) -> dict[str, Any]:
    asked.read.update(("ppprop", "inprop", "rvprop", "rvslots"))
    if page is None:
        return {"ns": 0, "title": title, "missing": True}
    if isinstance(page, Redirect):
        return {
            "pageid": _FIRST_REDIRECT_ID + zlib.crc32(title.encode()) % _FIRST_REDIRECT_ID,
            "ns": 0,
            "title": title,
            "redirect": True,
        }
    described: dict[str, Any] = {"pageid": page.id, "ns": 0, "title": title}
    if batches.wants("pageprops"):
        described |= _pageprops(page, asked)
    if batches.wants("info"):
        described |= _info(page, asked)
    if batches.wants("revisions"):
        stamp = _stamp(page.version.edited_at)
        described["revisions"] = [{"revid": page.version.revision, "parentid": 0, "timestamp": stamp}]
    return described


def _pageprops(page: Page, asked: Asked) -> dict[str, Any]:
    props = {"wikibase_item": page.item_id, "disambiguation": "" if page.is_disambiguation else None}
    wanted = asked.values("ppprop") or list(props)
    kept = {name: value for name, value in props.items() if value is not None and name in wanted}
    return {"pageprops": kept} if kept else {}


def _info(page: Page, asked: Asked) -> dict[str, Any]:
    described: dict[str, Any] = {
        "contentmodel": "wikitext",
        "pagelanguage": "fr",
        "touched": _stamp(page.version.touched_at),
        "lastrevid": page.version.revision,
        "length": len(page.extract) * 8,
    }
    if "url" in asked.values("inprop"):
        address = page_address(page.title)
        described |= {"fullurl": address, "editurl": f"{address}?action=edit", "canonicalurl": address}
    return described


def _image(page: Page, asked: Asked, addresses: Addresses, sandbox: Sandbox) -> dict[str, Any]:
    wanted = asked.values("piprop", default="thumbnail|name")
    width = asked.number("pithumbsize", 50, 10_000, "query+pageimages")
    free = asked.text("pilicense", "free") == "free"
    if page.image is None or (page.image_is_local and free):
        return {}
    file = sandbox.wiki.files.find(normalize(page.image))
    if file is None:
        return {}
    described: dict[str, Any] = {}
    if "thumbnail" in wanted:
        source, shown, height = addresses.thumbnail(file, width, local=page.image_is_local)
        described["thumbnail"] = {"source": source, "width": shown, "height": height}
    if "original" in wanted:
        source = addresses.original(file, local=page.image_is_local)
        described["original"] = {"source": source, "width": file.width, "height": file.height}
    if "name" in wanted:
        described["pageimage"] = file.name.replace(" ", "_")
    return described


def page_address(title: str) -> str:
    """The page's real-looking address."""
    return _WIKI + quote_title(title)


def _stamp(moment: Any) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
