"""The embedded run's stand-in for the gateway: one address for all services, the site and the API's pages."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson
from aiohttp import web
from aiohttp.typedefs import Handler
from aiohttp.web_urldispatcher import AbstractRuleMatching, MatchedSubAppResource

from mobiville.front import add_front
from mobiville.site_description import SiteDescription
from shared.web.application import CHECKS, OPENAPI, create_application
from shared.web.endpoints import STATIC_DATA
from shared.web.openapi import merge_documents

DOCS = Path(__file__).resolve().parents[1] / "gateway" / "docs"
_MAX_BODY_BYTES = 256 * 1024
_NOT_LEGACY = ("/api/v1/", "/api/docs", "/api/openapi.json")
_VIEWER = DOCS / "node_modules" / "swagger-ui-dist"
_DOCS_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class PathPrefixes(AbstractRuleMatching):
    """Matches the requests whose path starts like one of a service's public routes."""

    def __init__(self, app: web.Application) -> None:
        self.prefixes = frozenset(
            "/".join(resource.canonical.split("/")[:4])
            for resource in app.router.resources()
            if resource.canonical.startswith("/api/v1/")
        )

    async def match(self, request: web.Request) -> bool:
        return "/".join(request.path.split("/")[:4]) in self.prefixes

    def get_info(self) -> Any:
        return {"prefixes": sorted(self.prefixes)}

    @property
    def canonical(self) -> str:
        return ", ".join(sorted(self.prefixes))


class LegacyPaths(AbstractRuleMatching):
    """Matches what is left of /api/ once the services and the documentation have theirs."""

    async def match(self, request: web.Request) -> bool:
        return request.path.startswith("/api/") and not request.path.startswith(_NOT_LEGACY)

    def get_info(self) -> Any:
        return {"prefix": "/api/"}

    @property
    def canonical(self) -> str:
        return "/api/"


class _Anything(AbstractRuleMatching):
    async def match(self, request: web.Request) -> bool:  # noqa: ARG002
        return True

    def get_info(self) -> Any:
        return {}

    @property
    def canonical(self) -> str:
        return "/"


def create_site(
    services: Mapping[str, web.Application],
    legacy: web.Application,
    description: SiteDescription | None = None,
) -> web.Application:
    """Dispatches to the services and the legacy face, which have been started, and serves all pages."""
    site = web.Application(middlewares=[_harden], client_max_size=_MAX_BODY_BYTES)
    for app in services.values():
        site.router.register_resource(MatchedSubAppResource(PathPrefixes(app), app))
    site.router.register_resource(MatchedSubAppResource(LegacyPaths(), legacy))
    pages = _create_pages(services, description or SiteDescription())
    site.router.register_resource(MatchedSubAppResource(_Anything(), pages))
    site.cleanup_ctx.append(_started(pages))
    return site


@web.middleware
async def _harden(request: web.Request, handler: Handler) -> web.StreamResponse:
    """The headers that nginx adds in production."""
    response = await handler(request)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "strict-origin-when-cross-origin"
    return response


def _started(pages: web.Application) -> Any:
    async def context(_: web.Application) -> Any:
        runner = web.AppRunner(pages)
        await runner.setup()
        yield
        await runner.cleanup()

    return context


def _create_pages(services: Mapping[str, web.Application], site: SiteDescription) -> web.Application:
    pages = create_application("site", (), title="Mobiville")
    for name, app in services.items():
        pages[CHECKS] |= {f"{name}.{part}": check for part, check in app[CHECKS].items()}
    document = orjson.dumps(merge_documents("Mobiville", [app[OPENAPI] for app in services.values()]))

    async def openapi(_: web.Request) -> web.Response:
        headers = {"Cache-Control": STATIC_DATA}
        return web.Response(body=document, content_type="application/json", headers=headers)

    pages.router.add_get("/api/openapi.json", openapi)
    pages.router.add_get("/api/docs", _docs_page)
    pages.router.add_get("/api/docs/{file:documentation\\.js}", _docs_page)
    pages.router.add_get("/api/docs/{file}", _viewer_file)
    if not add_front(pages.router, site):
        pages.router.add_get("/", _go_to_docs)
    return pages


async def _go_to_docs(_: web.Request) -> web.Response:
    raise web.HTTPFound("/api/docs")


async def _docs_page(request: web.Request) -> web.FileResponse:
    file = DOCS / request.match_info.get("file", "index.html")
    return web.FileResponse(file, headers={"Content-Security-Policy": _DOCS_POLICY})


async def _viewer_file(request: web.Request) -> web.FileResponse:
    file = _VIEWER / request.match_info["file"]
    if not await asyncio.to_thread(file.is_file):
        raise web.HTTPNotFound
    return web.FileResponse(file)
