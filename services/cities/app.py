"""The service, wired: database, values in memory, broker, consumers last."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path

from aiohttp import web

from services.cities import live
from services.cities.clients.tensions import TensionsClient
from services.cities.consumers import OWNER, subscriptions
from services.cities.routes import ROUTES
from services.cities.settings import Settings
from services.cities.state import ATLAS, COMMUNES, ENGINE, HELPS, OUTLINES, SCHEMA, SUGGESTIONS, TENSIONS
from shared.broker.connect import connect
from shared.broker.contract import Broker
from shared.database import check_database, create_engine
from shared.http_client import create_session
from shared.migrations import migrate
from shared.startup import Step
from shared.web.application import CHECKS, create_application

MIGRATIONS = Path(__file__).parent / "migrations"

_BROKER_PATIENCE_SECONDS = 2.0
_VALUES = (COMMUNES, ATLAS, OUTLINES, HELPS, TENSIONS, SUGGESTIONS)


def create_app(settings: Settings, *, broker: Broker | None = None) -> web.Application:
    """The application. A broker that is given belongs to the caller, who closes it before the application."""
    app = create_application(OWNER, ROUTES, title="Mobiville: communes and areas")
    app.cleanup_ctx.extend(
        (partial(_database, settings), partial(_values, settings), partial(_consumers, settings, broker))
    )
    return app


async def _database(settings: Settings, app: web.Application) -> AsyncIterator[None]:
    engine = app[ENGINE] = create_engine(settings.database_url.get_secret_value())
    schema = app[SCHEMA] = Step("schema", partial(migrate, engine, MIGRATIONS))
    app[CHECKS].update(database=partial(check_database, engine), schema=schema.check)
    async with schema.running():
        yield
    await engine.dispose()


async def _values(settings: Settings, app: web.Application) -> AsyncIterator[None]:
    engine, seconds = app[ENGINE], settings.refresh_seconds
    async with AsyncExitStack() as stack:
        session = create_session("mobiville-cities", seconds=settings.tensions_timeout_seconds)
        client = TensionsClient(await stack.enter_async_context(session), settings.tensions_url)
        app[COMMUNES] = live.keep_communes(engine, seconds)
        app[ATLAS] = live.keep_atlas(engine, seconds)
        app[OUTLINES] = live.keep_outlines(engine, seconds)
        app[HELPS] = live.keep_helps(engine, seconds)
        app[TENSIONS] = live.keep_tensions(client, seconds)
        app[SUGGESTIONS] = live.keep_suggestions(engine, seconds, after=app[COMMUNES])
        for key in _VALUES:
            value = app[key]
            app[CHECKS][value.name] = value.check
            await stack.enter_async_context(value.running())
        yield


async def _consumers(settings: Settings, given: Broker | None, app: web.Application) -> AsyncIterator[None]:
    broker = given or connect(settings.broker_url.get_secret_value(), name=OWNER)
    pending = subscriptions(app[ENGINE], broker, (app[key] for key in _VALUES))

    async def subscribe() -> None:
        await app[SCHEMA].wait()
        while pending:
            await broker.subscribe(pending[0])
            pending.pop(0)

    step = Step("consumers", subscribe)
    app[CHECKS].update(broker=broker.check, consumers=step.check)
    async with step.running(patience=_BROKER_PATIENCE_SECONDS):
        yield
    if given is None:
        await broker.close()
