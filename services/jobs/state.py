"""What the application keeps for its handlers."""

from dataclasses import dataclass

from aiohttp import web

from services.jobs.clients.companies import CompaniesClient
from services.jobs.clients.events import EventsClient
from services.jobs.clients.market_source import MarketSource
from services.jobs.clients.offers import OffersClient
from services.jobs.clients.places import PlacesClient
from services.jobs.clients.rome import RomeClient
from services.jobs.proxy.fetching import Proxy
from services.jobs.settings import JobsSettings


@dataclass(frozen=True, slots=True)
class Clients:
    """One per upstream API; `market` is the one that the settings choose."""

    places: PlacesClient
    offers: OffersClient
    market: MarketSource
    companies: CompaniesClient
    events: EventsClient
    rome: RomeClient


SETTINGS: web.AppKey[JobsSettings] = web.AppKey("settings", JobsSettings)
PROXY: web.AppKey[Proxy] = web.AppKey("proxy", Proxy)
CLIENTS: web.AppKey[Clients] = web.AppKey("clients", Clients)
