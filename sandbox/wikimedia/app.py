"""The stand-in: one server; the first part of a path is the name of the real host."""

from aiohttp import web

from sandbox.clock import Clock
from sandbox.wikimedia import control
from sandbox.wikimedia.action import routes as action
from sandbox.wikimedia.gateway import gateway
from sandbox.wikimedia.pictures import media
from sandbox.wikimedia.rest import resources, summary
from sandbox.wikimedia.settings import WikimediaSettings
from sandbox.wikimedia.sparql import handlers as sparql
from sandbox.wikimedia.state import SANDBOX, create_sandbox

_MOST_BYTES = 4 << 20


def create_app(settings: WikimediaSettings, *, clock: Clock | None = None) -> web.Application:
    """The application; `clock` in place of the one of the settings."""
    app = web.Application(middlewares=[gateway], client_max_size=_MOST_BYTES)
    app[SANDBOX] = create_sandbox(settings, clock or Clock.starting(settings.today))
    for part in (action, sparql, summary, resources, media):
        app.add_routes(part.ROUTES)
    if settings.control:
        app.add_routes(control.ROUTES)
    return app
