"""w/rest.php/v1 of French Wikipedia; and what is left of api.wikimedia.org."""

import html
from typing import Any

from aiohttp import web

from sandbox.wikimedia.action.titles import normalize
from sandbox.wikimedia.pages import Page, Redirect
from sandbox.wikimedia.pictures.addresses import Addresses
from sandbox.wikimedia.rest.answers import answer_page, answer_problem
from sandbox.wikimedia.state import SANDBOX, Sandbox

_ROOT = "/fr.wikipedia.org/w/rest.php/v1"
_LICENCE = {
    "url": "https://creativecommons.org/licenses/by-sa/4.0/deed.fr",
    "title": "Creative Commons Attribution-Share Alike 4.0",
}
_MOST_FOUND = 100


async def show_page(request: web.Request) -> web.Response:
    """A page: with its source, `bare`, `html` or `with_html`; a redirect is a 307."""
    sandbox, form = request.app[SANDBOX], request.match_info.get("form", "")
    page = sandbox.wiki.find(normalize(request.match_info["title"]))
    if isinstance(page, Redirect):
        form = f"/{form}" if form else ""
        return web.Response(status=307, headers={"Location": f"{_ROOT}/page/{_key(page.to)}{form}"})
    if page is None:
        return _not_found(request)
    text = f"<html><body><section><p>{html.escape(page.extract)}</p></section></body></html>"
    if form == "html":
        return web.Response(text=text, content_type="text/html")
    content = _describe(page)
    if form == "bare":
        content["html_url"] = f"https://fr.wikipedia.org/w/rest.php/v1/page/{_key(page.title)}/html"
    else:
        content |= {"html": text} if form == "with_html" else {"source": page.extract}
    return answer_page(request, page, content)


async def show_media(request: web.Request) -> web.Response:
    """The files of a page."""
    sandbox = request.app[SANDBOX]
    page = sandbox.wiki.find(normalize(request.match_info["title"]))
    if not isinstance(page, Page):
        return _not_found(request)
    names = [page.image] if page.image else []
    root = "//fr.wikipedia.org/wiki/Fichier:"
    files = [{"title": name, "file_description_url": root + _key(name)} for name in names]
    return answer_page(request, page, {"files": files})


async def search(request: web.Request) -> web.Response:
    """Pages of that name, of communes far apart as well: why a page is never looked for by name."""
    sandbox, words = request.app[SANDBOX], request.query.get("q", "")
    most = min(int(request.query.get("limit", "50")), _MOST_FOUND)
    addresses = Addresses.of(request, sandbox)
    pages = sandbox.wiki.find_by_name(normalize(words))
    return web.json_response({"pages": [_show_found(page, sandbox, addresses) for page in pages[:most]]})


async def refuse(_: web.Request) -> web.Response:
    """The portal was closed in June 2026."""
    return web.Response(status=410, text="api.wikimedia.org has been retired. (exemple)\n")


def _describe(page: Page) -> dict[str, Any]:
    version = page.version
    stamp = f"{version.edited_at:%Y-%m-%dT%H:%M:%SZ}"
    return {
        "id": page.id,
        "key": _key(page.title),
        "title": page.title,
        "latest": {"id": version.revision, "timestamp": stamp},
        "content_model": "wikitext",
        "license": _LICENCE,
    }


def _show_found(page: Page, sandbox: Sandbox, addresses: Addresses) -> dict[str, Any]:
    file = sandbox.wiki.files.find(normalize(page.image)) if page.image else None
    thumbnail = None
    if file is not None and not page.image_is_local:
        source, width, height = addresses.thumbnail(file, 60)
        thumbnail = {
            "mimetype": file.mime,
            "width": width,
            "height": height,
            "duration": None,
            "url": source.removeprefix("http:"),
        }
    return {
        "id": page.id,
        "key": _key(page.title),
        "title": page.title,
        "excerpt": html.escape(page.extract[:120]),
        "matched_title": None,
        "description": None,
        "thumbnail": thumbnail,
    }


def _key(title: str) -> str:
    return title.replace(" ", "_")


def _not_found(request: web.Request) -> web.Response:
    return answer_problem("The specified title does not exist", request.path)


ROUTES = (
    web.get(_ROOT + "/search/page", search),
    web.get(_ROOT + "/search/title", search),
    web.get(_ROOT + "/page/{title}", show_page),
    web.get(_ROOT + "/page/{title}/{form:bare|html|with_html}", show_page),
    web.get(_ROOT + "/page/{title}/links/media", show_media),
    web.get("/api.wikimedia.org/{rest:.*}", refuse),
)
