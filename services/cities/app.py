"""The service, wired: database, values in memory, broker, consumers last."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncEngine

from services.cities import live
from services.cities.clients.enrichment import PortraitClient, copy_photos
from services.cities.clients.tensions import copy_tensions
from services.cities.consumers import OWNER, portrait_subscription, subscriptions
from services.cities.portraits import Portraits, read_photos
from services.cities.queries.help_views import add_help_views
from services.cities.routes import ROUTES
from services.cities.settings import Settings
from services.cities.state import (
    ATLAS,
    COMMUNES,
    ENGINE,
    HELPS,
    LIVING,
    OUTLINES,
    PHOTOS,
    PORTRAITS,
    SCHEMA,
    SUGGESTIONS,
    TENSIONS,
    VIEW_COUNTER,
)
from services.cities.tables import SYNC
from services.cities.view_counter import ViewCounter
from shared.broker.connect import connect
from shared.broker.contract import Broker
from shared.database import check_database, create_engine, writing
from shared.http_client import create_session
from shared.migrations import migrate
from shared.startup import Step
from shared.sync.freshness import keep_freshness
from shared.sync.live import wait_for_first
from shared.web.application import CHECKS, DETAILS, create_application
from shared.web.memo import MEMO

MIGRATIONS = Path(__file__).parent / "migrations"

_BROKER_PATIENCE_SECONDS = 2.0
_PHOTOS_SECONDS = 5.0
_VIEWS_SECONDS = 12.0
_VALUES = (COMMUNES, ATLAS, OUTLINES, HELPS, TENSIONS, SUGGESTIONS, LIVING)


def create_app(settings: Settings, *, broker: Broker | None = None) -> web.Application:
    """The application. A broker that is given belongs to the caller, who closes it before the application."""
    app = create_application(OWNER, ROUTES, title="Mobiville: communes and areas")
    app.cleanup_ctx.extend(
        (
            partial(_database, settings),
            partial(_values, settings),
            partial(_portraits, settings),
            partial(_consumers, settings, broker),
        )
    )
    return app


async def _database(settings: Settings, app: web.Application) -> AsyncIterator[None]:
    engine = app[ENGINE] = create_engine(settings.database_url.get_secret_value())
    schema = app[SCHEMA] = Step("schema", partial(migrate, engine, MIGRATIONS))
    app[VIEW_COUNTER] = ViewCounter(partial(_store_views, engine))
    app[CHECKS].update(database=partial(check_database, engine), schema=schema.check)
    freshness = keep_freshness(engine, SYNC, OWNER, settings.refresh_seconds)
    async with schema.running(), freshness.running():
        yield
    await engine.dispose()


async def _store_views(engine: AsyncEngine, readings: Mapping[str, int]) -> dict[str, int]:
    async with asyncio.timeout(_VIEWS_SECONDS), writing(engine) as connection:
        return await add_help_views(connection, readings)


async def _values(settings: Settings, app: web.Application) -> AsyncIterator[None]:
    engine, seconds = app[ENGINE], settings.refresh_seconds
    async with AsyncExitStack() as stack:
        session = create_session("mobiville-cities", seconds=settings.tensions_timeout_seconds)
        tensions = copy_tensions(await stack.enter_async_context(session), settings.tensions_url)
        app[COMMUNES] = live.keep_communes(engine, seconds)
        app[ATLAS] = live.keep_atlas(engine, seconds)
        app[OUTLINES] = live.keep_outlines(engine, seconds)
        app[HELPS] = live.keep_helps(engine, seconds)
        app[TENSIONS] = live.keep_tensions(tensions, seconds)
        app[SUGGESTIONS] = live.keep_suggestions(engine, seconds, after=app[COMMUNES])
        app[LIVING] = live.keep_living(engine, seconds, after=app[COMMUNES])
        for key in _VALUES:
            value = app[key]
            app[CHECKS][value.name] = value.check
            value.changed = app[MEMO].forget
            await stack.enter_async_context(value.running())
        await wait_for_first(app[key] for key in _VALUES)
        yield


async def _portraits(settings: Settings, app: web.Application) -> AsyncIterator[None]:
    """Nothing that readiness depends on: sheets and lists go on without."""
    async with create_session("mobiville-cities", seconds=_PHOTOS_SECONDS) as session:
        photos = app[PHOTOS] = live.keep_photos(
            copy_photos(session, settings.enrichment_url), settings.refresh_seconds
        )
        photos.changed = app[MEMO].forget
        client = PortraitClient(session, settings.enrichment_url, seconds=settings.portrait_seconds)
        kept = app[PORTRAITS] = Portraits(
            client, most=settings.portraits_kept, seconds=settings.portraits_kept_seconds
        )
        app[DETAILS] = lambda: {"portraits": kept.state, "photos": f"{len(read_photos(photos))} known"}
        async with photos.running():
            yield


async def _consumers(settings: Settings, given: Broker | None, app: web.Application) -> AsyncIterator[None]:
    broker = given or connect(settings.broker_url.get_secret_value(), name=OWNER)
    pending = subscriptions(app[ENGINE], broker, (app[key] for key in _VALUES))
    pending.append(portrait_subscription(app[PORTRAITS], app[PHOTOS], app[MEMO]))

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
