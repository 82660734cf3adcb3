"""The service, wired: database, broker, consumers last."""

from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial
from pathlib import Path

from aiohttp import web

from services.enrichment.clients.images import ImageClient
from services.enrichment.clients.wikimedia import open_wikimedia
from services.enrichment.consumers import OWNER, subscriptions
from services.enrichment.crawl.crawler import Clock, Crawler, utc_now
from services.enrichment.image_files import ImageFiles
from services.enrichment.images import Images
from services.enrichment.routes import ROUTES
from services.enrichment.settings import Settings
from services.enrichment.state import ENGINE, IMAGES, SCHEMA, SETTINGS, WIKIMEDIA
from services.enrichment.tables import SYNC
from shared.broker.connect import connect
from shared.broker.contract import Broker
from shared.database import check_database, create_engine
from shared.migrations import migrate
from shared.startup import Step
from shared.sync.freshness import keep_freshness
from shared.web.application import CHECKS, create_application

MIGRATIONS = Path(__file__).parent / "migrations"

_BROKER_PATIENCE_SECONDS = 2.0


def create_app(
    settings: Settings,
    *,
    broker: Broker | None = None,
    clock: Clock = utc_now,
    crawl_after: Callable[[], Awaitable[object]] | None = None,
) -> web.Application:
    """The application. A broker that is given belongs to the caller, who closes it before the application.

    `clock` says what time it is for the crawl: when something was fetched, and what is due. The crawl begins
    once `crawl_after` returns.
    """
    app = create_application(OWNER, ROUTES, title="Mobiville: portraits of places")
    app[SETTINGS] = settings
    app.cleanup_ctx.extend((_database, _wikimedia, _images, partial(_consumers, broker, clock, crawl_after)))
    return app


async def _database(app: web.Application) -> AsyncIterator[None]:
    engine = app[ENGINE] = create_engine(app[SETTINGS].database_url.get_secret_value())
    schema = app[SCHEMA] = Step("schema", partial(migrate, engine, MIGRATIONS))
    app[CHECKS].update(database=partial(check_database, engine), schema=schema.check)
    freshness = keep_freshness(engine, SYNC, OWNER, app[SETTINGS].refresh_seconds)
    async with schema.running(), freshness.running():
        yield
    await engine.dispose()


async def _wikimedia(app: web.Application) -> AsyncIterator[None]:
    """One line for the crawl and for the images that visitors wait for."""
    async with open_wikimedia(app[SETTINGS]) as wikimedia:
        app[WIKIMEDIA] = wikimedia
        yield


async def _images(app: web.Application) -> AsyncIterator[None]:
    settings = app[SETTINGS]
    files = ImageFiles(settings.images_dir, settings.images_mb * 1_000_000)
    await files.open()
    client = ImageClient(app[WIKIMEDIA], settings)
    app[IMAGES] = Images(client, files, seconds=settings.image_seconds, days=settings.images_days)
    yield


async def _consumers(
    given: Broker | None,
    clock: Clock,
    crawl_after: Callable[[], Awaitable[object]] | None,
    app: web.Application,
) -> AsyncIterator[None]:
    settings = app[SETTINGS]
    broker = given or connect(settings.broker_url.get_secret_value(), name=OWNER)
    crawler = Crawler(app[ENGINE], broker, app[WIKIMEDIA], settings, clock)
    pending = subscriptions(app[ENGINE], broker, crawler)

    async def subscribe() -> None:
        await app[SCHEMA].wait()
        while pending:
            await broker.subscribe(pending[0])
            pending.pop(0)

    async def begin() -> None:
        await app[SCHEMA].wait()
        if crawl_after is not None:
            await crawl_after()

    step = Step("consumers", subscribe)
    app[CHECKS].update(broker=broker.check, consumers=step.check)
    async with step.running(patience=_BROKER_PATIENCE_SECONDS), crawler.running(after=begin):
        yield
    if given is None:
        await broker.close()
