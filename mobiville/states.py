"""Which datasets are in use: asked of the services, or read from the embedded run's files."""

from collections.abc import Sequence
from datetime import datetime

import aiohttp
from pydantic import BaseModel, TypeAdapter

from mobiville.settings import MobivilleSettings
from services.cities.tables import SYNC as CITIES_SYNC
from services.tensions.tables import SYNC as TENSIONS_SYNC
from shared.database import create_engine, reading
from shared.events.importer import Source
from shared.http_client import create_session
from shared.sync.queries import find_datasets
from shared.sync.tables import SyncTables


class DatasetState(BaseModel):
    """A dataset as one of its owners has it; `applied_at` is UTC."""

    owner: str = ""
    dataset: str
    applied_at: datetime
    rows: int
    source: Source


class StatesUnknownError(Exception):
    """A service did not say; `str()` names it and its address."""


_STATES = TypeAdapter(list[DatasetState])
_SECONDS = 5.0


async def find_states(settings: MobivilleSettings) -> Sequence[DatasetState]:
    """StatesUnknownError when a service cannot be asked."""
    if settings.embedded:
        return [
            *await _read_file(settings, "cities", CITIES_SYNC),
            *await _read_file(settings, "tensions", TENSIONS_SYNC),
        ]
    urls = {"cities": settings.cities_url, "tensions": settings.tensions_url}
    async with create_session("mobiville-cli", seconds=_SECONDS) as session:
        return [state for owner, url in urls.items() for state in await _ask(session, owner, url)]


async def _read_file(settings: MobivilleSettings, owner: str, tables: SyncTables) -> list[DatasetState]:
    if not (settings.home / f"{owner}.sqlite").exists():
        return []
    engine = create_engine(settings.database_url(owner).get_secret_value())
    try:
        async with reading(engine) as connection:
            rows = await find_datasets(connection, tables)
    finally:
        await engine.dispose()
    return _named(owner, _STATES.validate_python(rows))


async def _ask(session: aiohttp.ClientSession, owner: str, url: str) -> list[DatasetState]:
    try:
        async with session.get(f"{url}/internal/datasets") as response:
            response.raise_for_status()
            return _named(owner, _STATES.validate_json(await response.read()))
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        raise StatesUnknownError(f"{owner} at {url} does not say which datasets it has: {error!r}") from error


def _named(owner: str, states: list[DatasetState]) -> list[DatasetState]:
    return [state.model_copy(update={"owner": owner}) for state in states]
