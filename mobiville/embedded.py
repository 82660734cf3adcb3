"""Every service in this process: the same applications on SQLite and the in-process broker."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

from aiohttp import web
from pydantic import SecretStr

from mobiville.enrichment import running_enrichment
from mobiville.listening import listening
from mobiville.settings import MobivilleSettings
from services.cities import state as cities_state
from services.cities.app import create_app as create_cities
from services.cities.settings import Settings as CitiesSettings
from services.tensions import state as tensions_state
from services.tensions.app import create_app as create_tensions
from services.tensions.settings import Settings as TensionsSettings
from shared.broker.memory import MemoryBroker
from shared.settings import read_settings

_MEMORY = SecretStr("memory:")
_LIVES: tuple[tuple[str, web.AppKey[Any]], ...] = (
    ("tensions", tensions_state.INDEX),
    ("cities", cities_state.TENSIONS),
    ("cities", cities_state.COMMUNES),
    ("cities", cities_state.ATLAS),
    ("cities", cities_state.OUTLINES),
    ("cities", cities_state.HELPS),
    ("cities", cities_state.SUGGESTIONS),
)


@dataclass(frozen=True, slots=True)
class EmbeddedServices:
    """The running applications by name, where each listens, and the broker between them."""

    broker: MemoryBroker
    applications: Mapping[str, web.Application]
    urls: Mapping[str, str]

    async def catch_up(self) -> None:
        """Return once what the services hold in memory is what their tables hold."""
        for service, key in _LIVES:
            await self.applications[service][key].refresh()


@asynccontextmanager
async def running_services(
    settings: MobivilleSettings, prepared: asyncio.Event | None = None
) -> AsyncIterator[EmbeddedServices]:
    """Start the services that keep data, called before callers; each listens on a loopback port.

    Portraits are looked for once `prepared`; without it, not at all.
    """
    settings.home.mkdir(parents=True, exist_ok=True)
    async with AsyncExitStack() as stack:
        broker = MemoryBroker(settings.dead_letters)
        applications: dict[str, web.Application] = {}
        enrichment, enrichment_url = await stack.enter_async_context(
            running_enrichment(settings, broker, applications, prepared)
        )
        tensions = create_tensions(
            read_settings(
                TensionsSettings, database_url=settings.database_url("tensions"), broker_url=_MEMORY
            ),
            broker=broker,
        )
        tensions_url = await stack.enter_async_context(listening(tensions))
        cities = create_cities(
            read_settings(
                CitiesSettings,
                database_url=settings.database_url("cities"),
                broker_url=_MEMORY,
                tensions_url=tensions_url,
                enrichment_url=enrichment_url,
            ),
            broker=broker,
        )
        cities_url = await stack.enter_async_context(listening(cities))
        stack.push_async_callback(broker.close)
        applications |= {"cities": cities, "tensions": tensions, "enrichment": enrichment}
        urls = {"cities": cities_url, "tensions": tensions_url, "enrichment": enrichment_url}
        yield EmbeddedServices(broker, applications, urls)
