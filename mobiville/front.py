"""The site, as the gateway serves it: files of the build, and index.html for every page's address."""

from pathlib import Path

from aiohttp import web

DIST = Path(__file__).resolve().parents[1] / "front" / "dist"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
_NAMED_BY_CONTENT = "public, max-age=31536000, immutable"
_ASK_AGAIN = "no-cache"
_NOT_PAGES = ("api", "assets", "health", "internal", "metrics", "openapi")


def add_front(router: web.UrlDispatcher, dist: Path = DIST) -> bool:
    """Serve the build, after all other routes; False when there is none."""
    if not (dist / "index.html").is_file():
        return False
    files = {file.relative_to(dist).as_posix(): file for file in dist.rglob("*") if file.suffix != ".gz"}

    async def serve(request: web.Request) -> web.FileResponse:
        path = request.match_info["path"]
        file = files.get(path)
        if file is None or not file.is_file():
            if path.split("/")[0] in _NOT_PAGES:
                raise web.HTTPNotFound
            file = dist / "index.html"
        cache = _NAMED_BY_CONTENT if path.startswith("assets/") else _ASK_AGAIN
        headers = {"Cache-Control": cache, "Content-Security-Policy": _POLICY, "Vary": "Accept-Encoding"}
        return web.FileResponse(file, headers=headers)

    router.add_get("/{path:.*}", serve)
    return True
