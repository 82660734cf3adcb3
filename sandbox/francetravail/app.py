"""The stand-in: one server, with the paths of the real hosts."""

from aiohttp import web

from sandbox.clock import Clock
from sandbox.francetravail import control, oauth
from sandbox.francetravail.events import handlers as events
from sandbox.francetravail.gateway import gateway
from sandbox.francetravail.infotravail import handlers as infotravail
from sandbox.francetravail.labonneboite import handlers as labonneboite
from sandbox.francetravail.offers import handlers as offers
from sandbox.francetravail.offers.ads import Ads
from sandbox.francetravail.offers.stock import Stock
from sandbox.francetravail.rome import handlers as rome
from sandbox.francetravail.settings import SandboxSettings
from sandbox.francetravail.state import SANDBOX, Sandbox, default_switches
from sandbox.francetravail.statistics import handlers as statistics
from sandbox.francetravail.world import read_world

_APIS = (oauth, offers, statistics, infotravail, rome, labonneboite, events)


def create_app(settings: SandboxSettings, *, clock: Clock | None = None) -> web.Application:
    """The application; `clock` in place of the one of the settings."""
    world = read_world(settings.data, settings.seed, settings.offers)
    clock = clock or Clock.starting(settings.today)
    stock = Stock(world)
    stock.advance(clock.now())
    app = web.Application(middlewares=[gateway])
    app[SANDBOX] = Sandbox(
        settings=settings,
        clock=clock,
        world=world,
        stock=stock,
        ads=Ads(stock),
        switches=default_switches(settings),
    )
    for api in _APIS:
        app.add_routes(api.ROUTES)
    if settings.control:
        app.add_routes(control.ROUTES)
    return app
