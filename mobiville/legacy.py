"""The first front's contract in the embedded run."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from aiohttp import web

from gateway.legacy.app import create_app
from gateway.legacy.settings import LegacySettings
from mobiville.listening import listening
from shared.settings import read_settings


@asynccontextmanager
async def running_legacy(urls: Mapping[str, str]) -> AsyncIterator[web.Application]:
    """Start it before the services at these addresses, by name."""
    app = create_app(
        read_settings(
            LegacySettings,
            cities_url=urls["cities"],
            tensions_url=urls["tensions"],
            jobs_url=urls["jobs"],
        )
    )
    async with listening(app):
        yield app
