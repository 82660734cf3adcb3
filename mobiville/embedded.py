"""Every service in this process: the same applications on SQLite and the in-process broker."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from aiohttp import web
from services.cities.app import create_app as create_cities
from services.tensions import state as tensions_state
from services.tensions.app import create_app as create_tensions
from services.tensions.settings import TensionsSettings

from mobiville.settings import MobivilleSettings
from services.cities import state as cities_state
from services.cities.settings import CitiesSettings
from shared.broker.memory import MemoryBroker


@dataclass(frozen=True, slots=True)
class EmbeddedServices:
    """The running applications by name, and the broker between them."""

    broker: MemoryBroker
    applications: Mapping[str, web.Application]

    async def catch_up(self) -> None:
        """Return once what the services hold in memory is what their tables hold."""
        await self.applications["tensions"][tensions_state.INDEX].refresh()
        await self.applications["cities"][cities_state.COMMUNES].refresh()
        await self.applications["cities"][cities_state.TENSIONS].refresh()


@asynccontextmanager
async def running_services(settings: MobivilleSettings) -> AsyncIterator[EmbeddedServices]:
    """Start the services, called before callers; each listens on a loopback port for the others."""
    settings.home.mkdir(parents=True, exist_ok=True)
    async with AsyncExitStack() as stack:
        broker = MemoryBroker(settings.dead_letters)
        stack.push_async_callback(broker.close)
        tensions = create_tensions(
            TensionsSettings(database_url=settings.database_url("tensions"), broker_url="memory:"),
            broker=broker,
        )
        tensions_url = await stack.enter_async_context(_listening(tensions))
        cities = create_cities(
            CitiesSettings(
                database_url=settings.database_url("cities"), broker_url="memory:", tensions_url=tensions_url
            ),
            broker=broker,
        )
        await stack.enter_async_context(_listening(cities))
        yield EmbeddedServices(broker, {"cities": cities, "tensions": tensions})


@asynccontextmanager
async def _listening(app: web.Application) -> AsyncIterator[str]:
    runner = web.AppRunner(app, access_log=None, handle_signals=False)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        host, port = runner.addresses[0][:2]
        yield f"http://{host}:{port}"
    finally:
        await runner.cleanup()
