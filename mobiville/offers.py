"""The offers proxy in the embedded run: the real France Travail with credentials, else the stand-in."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from socket import create_server

from aiohttp import web

from mobiville.embedded import EmbeddedServices, listening
from mobiville.settings import MobivilleSettings
from services.jobs.app import create_app as create_jobs
from services.jobs.settings import JobsSettings


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
            sandbox_url = await stack.enter_async_context(_sandbox(prepared))
            jobs_settings = JobsSettings(
                cities_url=cities_url,
                tensions_url=tensions_url,
                sandbox=True,
                upstream_url=f"{sandbox_url}/partenaire",
                token_url=f"{sandbox_url}/connexion/oauth2/access_token?realm=%2Fpartenaire",
            )
        else:
            jobs_settings = JobsSettings(cities_url=cities_url, tensions_url=tensions_url)
        jobs = create_jobs(jobs_settings)
        url = await stack.enter_async_context(listening(jobs))
        yield EmbeddedOffers(jobs, url, jobs_settings.upstream_url)


@asynccontextmanager
async def _sandbox(prepared: asyncio.Event) -> AsyncIterator[str]:
    """Its France takes a second to draw: callers wait in the socket's backlog meanwhile."""
    listener = create_server(("127.0.0.1", 0), backlog=128)
    stop = asyncio.Event()

    async def run() -> None:
        await prepared.wait()
        app = await asyncio.to_thread(_create_sandbox)
        async with listening(app, listener):
            await stop.wait()

    task = asyncio.create_task(run())
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        stop.set()
        prepared.set()
        await task


def _create_sandbox() -> web.Application:
    # Loaded here: what nobody waits for must not hold the start up.
    from sandbox.francetravail.app import create_app  # noqa: PLC0415
    from sandbox.francetravail.settings import SandboxSettings  # noqa: PLC0415

    return create_app(SandboxSettings())
