"""The service, wired: database, index in memory, broker, consumers last."""

from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

from aiohttp import web

from services.tensions.consumers import OWNER, subscriptions
from services.tensions.live import keep_index
from services.tensions.routes import ROUTES
from services.tensions.settings import Settings
from services.tensions.state import ENGINE, INDEX, SCHEMA
from services.tensions.tables import SYNC
from shared.broker.connect import connect
from shared.broker.contract import Broker
from shared.database import check_database, create_engine
from shared.migrations import migrate
from shared.startup import Step
from shared.sync.freshness import keep_freshness
from shared.sync.live import wait_for_first
from shared.web.application import CHECKS, create_application
from shared.web.memo import MEMO

MIGRATIONS = Path(__file__).parent / "migrations"


def create_app(settings: Settings, *, broker: Broker | None = None) -> web.Application:
    """The application. A broker that is given belongs to the caller, who closes it before the application."""
    app = create_application(OWNER, ROUTES, title="Mobiville: occupations and tensions")
    app.cleanup_ctx.extend(
        (partial(_database, settings), partial(_index, settings), partial(_consumers, settings, broker))
    )
    return app


async def _database(settings: Settings, app: web.Application) -> AsyncIterator[None]:
    engine = app[ENGINE] = create_engine(settings.database_url.get_secret_value())
    schema = app[SCHEMA] = Step("schema", partial(migrate, engine, MIGRATIONS))
    app[CHECKS].update(database=partial(check_database, engine), schema=schema.check)
    freshness = keep_freshness(engine, SYNC, OWNER, settings.refresh_seconds)
    async with schema.running(), freshness.running():
        yield
    await engine.dispose()


async def _index(settings: Settings, app: web.Application) -> AsyncIterator[None]:
    index = app[INDEX] = keep_index(app[ENGINE], settings.refresh_seconds)
    app[CHECKS][index.name] = index.check
    index.changed = app[MEMO].forget
    async with index.running():
        await wait_for_first([index])
        yield


async def _consumers(settings: Settings, given: Broker | None, app: web.Application) -> AsyncIterator[None]:
    broker = given or connect(settings.broker_url.get_secret_value(), name=OWNER)
    pending = subscriptions(app[ENGINE], broker, app[INDEX])

    async def subscribe() -> None:
        await app[SCHEMA].wait()
        while pending:
            await broker.subscribe(pending[0])
            pending.pop(0)

    step = Step("consumers", subscribe)
    app[CHECKS].update(broker=broker.check, consumers=step.check)
    async with step.running():
        yield
    if given is None:
        await broker.close()
