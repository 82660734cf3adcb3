"""The service, wired: the proxy, the clients in front of it."""

from collections.abc import AsyncIterator
from functools import partial

from aiohttp import web

from services.jobs.clients.companies import COMPANY_PAGE, CompaniesClient
from services.jobs.clients.events import EventsClient
from services.jobs.clients.infotravail import open_infotravail
from services.jobs.clients.labour_market import open_labour_market
from services.jobs.clients.offers import OffersClient
from services.jobs.clients.pcs import PcsClient
from services.jobs.clients.places import PlacesClient
from services.jobs.clients.rome import RomeClient
from services.jobs.proxy.opening import open_proxy
from services.jobs.routes import ROUTES
from services.jobs.settings import JobsSettings
from services.jobs.state import CLIENTS, PROXY, SETTINGS, Clients
from shared.web.application import DETAILS, create_application
from shared.web.middlewares import PROBLEM_MEMBERS


def create_app(settings: JobsSettings) -> web.Application:
    """The application: it keeps nothing that another replica would need."""
    app = create_application("jobs", ROUTES, title="Mobiville: offers, labour market, companies, events")
    app[SETTINGS] = settings
    app[PROBLEM_MEMBERS] = {"sandbox": settings.sandbox}
    app[CLIENTS] = _create_clients(settings)
    app.cleanup_ctx.append(partial(_proxy, settings))
    return app


async def _proxy(settings: JobsSettings, app: web.Application) -> AsyncIterator[None]:
    """It is ready as soon as it listens: upstream failing is its everyday business, told in the details."""
    async with open_proxy(settings) as proxy:
        app[PROXY] = proxy
        app[DETAILS] = proxy.states
        yield


def _create_clients(settings: JobsSettings) -> Clients:
    lifetimes = settings.lifetimes
    alternative = settings.labour_market_source == "infotravail"
    return Clients(
        places=PlacesClient(lifetimes),
        offers=OffersClient(lifetimes),
        market=open_infotravail(lifetimes, PcsClient(lifetimes))
        if alternative
        else open_labour_market(lifetimes),
        companies=CompaniesClient(lifetimes, None if settings.sandbox else COMPANY_PAGE),
        events=EventsClient(lifetimes),
        rome=RomeClient(lifetimes),
    )
