"""The portraits in the embedded run: of the real Wikimedia with a contact, else of the stand-in."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from aiohttp import web
from pydantic import SecretStr

from mobiville.handover import hand_over_places
from mobiville.listening import listening
from mobiville.settings import MobivilleSettings
from mobiville.stand_ins import standing_in
from services.enrichment.app import create_app
from services.enrichment.settings import Settings
from shared.broker.memory import MemoryBroker
from shared.settings import read_settings

_NOWHERE = "http://127.0.0.1:9"
# The stand-in is next door, but it takes the time of the one process there is.
_STAND_IN_CALLS_PER_MINUTE = 150
_OPERATOR = "ops@example.org"


@asynccontextmanager
async def running_enrichment(
    settings: MobivilleSettings,
    broker: MemoryBroker,
    applications: Mapping[str, web.Application],
    prepared: asyncio.Event | None,
) -> AsyncIterator[tuple[web.Application, str]]:
    """The application and its address. It answers at once, and crawls once `prepared` (without it, never).

    Before, it is given the places of the cities service, which is among `applications` by then.
    """
    async with AsyncExitStack() as stack:
        if settings.contact:
            upstream: dict[str, Any] = {"contact": settings.contact, "sandbox": False}
        elif prepared is None:
            upstream = _stand_in(_NOWHERE)
        else:
            upstream = _stand_in(await stack.enter_async_context(standing_in(_create_sandbox, prepared)))
        if prepared is None:
            upstream["crawl"] = False

        async def give_places() -> None:
            if prepared is not None:
                await prepared.wait()
                await hand_over_places(applications["cities"], applications["enrichment"])

        enrichment = create_app(
            read_settings(
                Settings,
                database_url=settings.database_url(settings.portraits_store),
                broker_url=SecretStr("memory:"),
                images_dir=settings.home / "images",
                **upstream,
            ),
            broker=broker,
            crawl_after=give_places,
        )

        yield enrichment, await stack.enter_async_context(listening(enrichment))


def _stand_in(url: str) -> dict[str, Any]:
    return {
        "sandbox": True,
        "contact": _OPERATOR,
        "calls_per_minute": _STAND_IN_CALLS_PER_MINUTE,
        "sparql_url": f"{url}/query.wikidata.org/sparql",
        "wikidata_url": f"{url}/www.wikidata.org/w/api.php",
        "wikipedia_url": f"{url}/fr.wikipedia.org/w/api.php",
        "commons_url": f"{url}/commons.wikimedia.org/w/api.php",
    }


def _create_sandbox() -> web.Application:
    # Loaded here: what nobody waits for must not hold the start up.
    from sandbox.wikimedia.app import create_app  # noqa: PLC0415
    from sandbox.wikimedia.settings import WikimediaSettings  # noqa: PLC0415

    return create_app(read_settings(WikimediaSettings, compliant_per_minute=1000))
