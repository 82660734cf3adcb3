"""The site, as the gateway serves it: files of the build, index.html for every page's address, /site.json.

index.html is also what is shown, with status 404, at an address that no page has.
"""

import asyncio
from pathlib import Path

from aiohttp import web

from mobiville.addresses import find_new_address, is_page
from mobiville.site_description import SiteDescription

DIST = Path(__file__).resolve().parents[1] / "front" / "dist"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:{tiles}; "
    "connect-src 'self'; font-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
_NAMED_BY_CONTENT = "public, max-age=31536000, immutable"
_ASK_AGAIN = "no-cache"
_NOT_PAGES = ("api", "assets", "health", "internal", "metrics", "openapi")


def add_front(router: web.UrlDispatcher, site: SiteDescription, dist: Path = DIST) -> bool:
    """Serve the build, after all other routes; False when there is none."""
    if not (dist / "index.html").is_file():
        return False
    root = dist.resolve()
    described = site.model_dump_json()
    policy = _POLICY.format(tiles=f" {site.tile_origin}" if site.tile_origin else "")

    async def describe(_: web.Request) -> web.Response:
        headers = {"Cache-Control": _ASK_AGAIN}
        return web.Response(text=described, content_type="application/json", headers=headers)

    async def serve(request: web.Request) -> web.FileResponse:
        if address := find_new_address(request.raw_path):
            raise web.HTTPMovedPermanently(address)
        path = request.match_info["path"]
        file = await asyncio.to_thread(_find_file, root, path)
        status = 200
        if file is None:
            if path.split("/")[0] in _NOT_PAGES:
                raise web.HTTPNotFound
            file = root / "index.html"
            status = 200 if is_page(request.path) else 404
        cache = _NAMED_BY_CONTENT if path.startswith("assets/") else _ASK_AGAIN
        headers = {"Cache-Control": cache, "Content-Security-Policy": policy, "Vary": "Accept-Encoding"}
        return web.FileResponse(file, status=status, headers=headers)

    router.add_get("/site.json", describe)
    router.add_get("/{path:.*}", serve)
    return True


def _find_file(root: Path, path: str) -> Path | None:
    """The file of the build that has this path, if it is one and inside of it."""
    file = (root / path).resolve()
    return file if file.is_relative_to(root) and file.is_file() else None
