"""The legacy face, wired: one session for the calls of /api/v1."""

from collections.abc import AsyncIterator
from functools import partial

from aiohttp import web

from gateway.legacy.calls import Services
from gateway.legacy.guards import guard
from gateway.legacy.routes import ROUTES
from gateway.legacy.settings import LegacySettings
from gateway.legacy.state import SERVICES
from shared.http_client import create_session
from shared.web.application import create_application


def create_app(settings: LegacySettings) -> web.Application:
    """The application: ready as soon as it listens, any number of replicas."""
    app = create_application("legacy", ROUTES, title="Mobiville: the contract of the first front")
    app.middlewares.append(guard(settings.deadline_seconds))
    app.cleanup_ctx.append(partial(_services, settings))
    return app


async def _services(settings: LegacySettings, app: web.Application) -> AsyncIterator[None]:
    async with create_session("mobiville-legacy", seconds=settings.call_seconds) as session:
        app[SERVICES] = Services(
            session,
            {"cities": settings.cities_url, "tensions": settings.tensions_url, "jobs": settings.jobs_url},
        )
        yield
