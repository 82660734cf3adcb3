"""api/rest_v1/page/summary of French Wikipedia."""

import html
from typing import Any

from aiohttp import web

from sandbox.wikimedia.action.titles import normalize
from sandbox.wikimedia.action.wikipedia import page_address
from sandbox.wikimedia.pages import Page, Redirect
from sandbox.wikimedia.pictures.addresses import Addresses
from sandbox.wikimedia.rest.answers import answer_page, answer_problem
from sandbox.wikimedia.state import SANDBOX, Sandbox

_ROOT = "/fr.wikipedia.org/api/rest_v1"
_THUMBNAIL_WIDTH = 330


async def show_summary(request: web.Request) -> web.Response:
    """The summary of a title; a redirect is a 302, or a 301 when the title was only misspelt."""
    sandbox, asked = request.app[SANDBOX], request.match_info["title"]
    title = normalize(asked)
    if asked != title.replace(" ", "_"):
        return _lead_to(title, 301)
    page = sandbox.wiki.find(title)
    if isinstance(page, Redirect):
        return _lead_to(page.to, 302)
    if page is None:
        return answer_problem("Page or revision not found.", request.path)
    content = _describe(page, sandbox, Addresses.of(request, sandbox))
    return answer_page(request, page, content)


def _lead_to(title: str, status: int) -> web.Response:
    address = page_address(title).rpartition("/wiki/")[2]
    return web.Response(status=status, headers={"Location": address, "Cache-Control": "max-age=300"})


def _describe(page: Page, sandbox: Sandbox, addresses: Addresses) -> dict[str, Any]:
    place, version = page.place, page.version
    key = page.title.replace(" ", "_")
    content: dict[str, Any] = {
        "type": _type(page),
        "title": page.title,
        "displaytitle": f'<span class="mw-page-title-main">{html.escape(page.title)}</span>',
        "namespace": {"id": 0, "text": ""},
        "titles": {"canonical": key, "normalized": page.title, "display": html.escape(page.title)},
        "pageid": page.id,
        "lang": "fr",
        "dir": "ltr",
        "revision": str(version.revision),
        "tid": f"{version.revision:x}-exemple",
        "timestamp": f"{version.edited_at:%Y-%m-%dT%H:%M:%SZ}",
        "content_urls": {side: _addresses(page.title, side) for side in ("desktop", "mobile")},
        "extract": page.extract,
        "extract_html": f"<p>{html.escape(page.extract)}</p>",
    }
    if page.item_id:
        content["wikibase_item"] = page.item_id
    if place is not None and place.kind == "commune":
        content |= {"description": f"commune française ({place.departement})", "description_source": "local"}
    if place is not None and place.latitude is not None:
        content["coordinates"] = {"lat": place.latitude, "lon": place.longitude}
    return content | _images(page, sandbox, addresses)


def _type(page: Page) -> str:
    if page.is_disambiguation:
        return "disambiguation"
    return "standard" if page.extract else "no-extract"


def _addresses(title: str, side: str) -> dict[str, str]:
    page = page_address(title)
    page = page.replace("//fr.", "//fr.m.") if side == "mobile" else page
    talk = page.replace("/wiki/", "/wiki/Discussion:")
    return {"page": page, "revisions": f"{page}?action=history", "edit": f"{page}?action=edit", "talk": talk}


def _images(page: Page, sandbox: Sandbox, addresses: Addresses) -> dict[str, Any]:
    file = sandbox.wiki.files.find(normalize(page.image)) if page.image else None
    if file is None or page.image_is_local:
        return {}
    source, width, height = addresses.thumbnail(file, _THUMBNAIL_WIDTH)
    original = {"source": addresses.original(file), "width": file.width, "height": file.height}
    return {"thumbnail": {"source": source, "width": width, "height": height}, "originalimage": original}


ROUTES = (web.get(_ROOT + "/page/summary/{title}", show_summary),)
