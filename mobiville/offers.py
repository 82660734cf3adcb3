"""The offers proxy in the embedded run: the real France Travail with credentials, else the stand-in."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from aiohttp import web

from mobiville.embedded import EmbeddedServices
from mobiville.listening import listening
from mobiville.settings import MobivilleSettings
from mobiville.stand_ins import standing_in
from services.jobs.app import create_app as create_jobs
from services.jobs.settings import JobsSettings
from shared.settings import read_settings


@dataclass(frozen=True, slots=True)
class EmbeddedOffers:
    """The running application, where it listens, and whom it asks."""

    application: web.Application
    url: str
    upstream_url: str


@asynccontextmanager
async def running_offers(
    settings: MobivilleSettings, services: EmbeddedServices, prepared: asyncio.Event
) -> AsyncIterator[EmbeddedOffers]:
    """Start the proxy at once; the stand-in, when it is needed, in the background once `prepared`."""
    cities_url, tensions_url = services.urls["cities"], services.urls["tensions"]
    async with AsyncExitStack() as stack:
        if settings.france_travail_client_id is None:
            sandbox_url = await stack.enter_async_context(standing_in(_create_sandbox, prepared))
            jobs_settings = read_settings(
                JobsSettings,
                cities_url=cities_url,
                tensions_url=tensions_url,
                sandbox=True,
                upstream_url=f"{sandbox_url}/partenaire",
                token_url=f"{sandbox_url}/connexion/oauth2/access_token?realm=%2Fpartenaire",
            )
        else:
            jobs_settings = read_settings(JobsSettings, cities_url=cities_url, tensions_url=tensions_url)
        jobs = create_jobs(jobs_settings)
        url = await stack.enter_async_context(listening(jobs))
        yield EmbeddedOffers(jobs, url, jobs_settings.upstream_url)


def _create_sandbox() -> web.Application:
    # Loaded here: what nobody waits for must not hold the start up.
    from sandbox.francetravail.app import create_app  # noqa: PLC0415
    from sandbox.francetravail.settings import SandboxSettings  # noqa: PLC0415

    return create_app(read_settings(SandboxSettings))
