"""Which datasets are in use: asked of the services, or read from the embedded run's files."""

from collections.abc import Mapping

import aiohttp
from sqlalchemy.exc import DBAPIError

from mobiville.settings import MobivilleSettings
from services.cities.tables import SYNC as CITIES_SYNC
from services.tensions.tables import SYNC as TENSIONS_SYNC
from shared.database import create_engine, reading
from shared.events.owners import DatasetState, DatasetStates
from shared.http_client import create_session
from shared.sync.queries import find_datasets
from shared.sync.tables import SyncTables


class StatesUnknownError(Exception):
    """A service did not say; `str()` names it and its address."""


_SECONDS = 5.0


async def find_states(settings: MobivilleSettings) -> Mapping[str, DatasetState]:
    """By dataset; of one that two services keep, as cities has it. StatesUnknownError."""
    found: dict[str, DatasetState] = {}
    if settings.embedded:
        owned = [
            await _read_file(settings, "cities", CITIES_SYNC),
            await _read_file(settings, "tensions", TENSIONS_SYNC),
        ]
    else:
        async with create_session("mobiville-cli", seconds=_SECONDS) as session:
            owned = [
                await _ask(session, "cities", settings.cities_url),
                await _ask(session, "tensions", settings.tensions_url),
            ]
    for states in owned:
        for state in states.root:
            found.setdefault(state.dataset, state)
    return found


async def _read_file(settings: MobivilleSettings, owner: str, tables: SyncTables) -> DatasetStates:
    if not (settings.home / f"{owner}.sqlite").exists():
        return DatasetStates([])
    engine = create_engine(settings.database_url(owner).get_secret_value())
    try:
        async with reading(engine) as connection:
            return DatasetStates.model_validate(await find_datasets(connection, tables))
    except DBAPIError as error:
        raise StatesUnknownError(
            f"{settings.home / owner}.sqlite cannot be read ({error.orig}): move it away, the next start "
            "imports the bundled data again"
        ) from error
    finally:
        await engine.dispose()


async def _ask(session: aiohttp.ClientSession, owner: str, url: str) -> DatasetStates:
    try:
        async with session.get(f"{url}/internal/datasets") as response:
            response.raise_for_status()
            return DatasetStates.model_validate_json(await response.read())
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        raise StatesUnknownError(f"{owner} at {url} does not say which datasets it has: {error!r}") from error
