"""`mobiville portraits status`: how far the crawl is, and what fails for which reason."""

from collections.abc import Iterator
from datetime import UTC, datetime

import aiohttp
from rich.console import Group, RenderableType
from rich.table import Table
from sqlalchemy.exc import DBAPIError

from mobiville.settings import MobivilleSettings
from services.enrichment.schemas.status import PortraitsStatus, Round
from services.enrichment.status import read_status
from shared.database import create_engine, reading
from shared.http_client import create_session

_SECONDS = 10.0


class StatusUnknownError(Exception):
    """The service did not say; `str()` names it and its address."""


async def find_status(settings: MobivilleSettings) -> PortraitsStatus:
    """Asked of the service, or read from the embedded run's file. StatusUnknownError."""
    return await (_read_file(settings) if settings.embedded else _ask(settings.enrichment_url))


async def _read_file(settings: MobivilleSettings) -> PortraitsStatus:
    store = settings.portraits_store
    if not (settings.home / f"{store}.sqlite").exists():
        raise StatusUnknownError(f"{settings.home} has no portraits yet: mobiville serve looks for them")
    engine = create_engine(settings.database_url(store).get_secret_value())
    try:
        async with reading(engine) as connection:
            now = datetime.now(UTC).replace(tzinfo=None)
            return await read_status(connection, now, sample=not settings.contact)
    except DBAPIError as error:
        raise StatusUnknownError(
            f"{settings.home / store}.sqlite cannot be read ({error.orig}): move it away, the next start "
            "looks for the portraits again"
        ) from error
    finally:
        await engine.dispose()


async def _ask(url: str) -> PortraitsStatus:
    try:
        async with (
            create_session("mobiville-cli", seconds=_SECONDS) as session,
            session.get(f"{url}/internal/portraits/status") as response,
        ):
            response.raise_for_status()
            return PortraitsStatus.model_validate_json(await response.read())
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        raise StatusUnknownError(f"enrichment at {url} does not say how far it is: {error!r}") from error


def describe_status(status: PortraitsStatus) -> RenderableType:
    """What an operator reads."""
    failing = _reasons_table("no portrait, or no newer one, because", status, "failing")
    photos = _reasons_table("a text but no photo, because", status, "photo_missing")
    return Group(_kinds_table(status), *failing, *photos, *_lines(status))


def _kinds_table(status: PortraitsStatus) -> Table:
    title = "Portraits [yellow](of the stand-in: sample)[/]" if status.sample else "Portraits"
    table = Table("", "places", "done", "pending", "failing", "with text", "with photo", title=title)
    for column in table.columns[1:]:
        column.justify = "right"
    for kind, one in status.kinds.items():
        counts = (one.places, one.done, one.pending, sum(one.failing.values()), one.with_text, one.with_photo)
        table.add_row(kind, *(f"{count:,}" for count in counts))
    return table


def _reasons_table(title: str, status: PortraitsStatus, field: str) -> Iterator[Table]:
    reasons: dict[str, dict[str, int]] = {kind: getattr(one, field) for kind, one in status.kinds.items()}
    names = sorted({name for counts in reasons.values() for name in counts})
    if not names:
        return
    table = Table(title, *reasons)
    for column in table.columns[1:]:
        column.justify = "right"
    for name in names:
        table.add_row(name, *(f"{counts.get(name, 0):,}" for counts in reasons.values()))
    yield table


def _lines(status: PortraitsStatus) -> Iterator[str]:
    if not any(one.places for one in status.kinds.values()):
        yield "No place is known yet: mobiville import regions departements cities"
    if status.due:
        yield f"{status.due:,} places are due to be looked at again."
    if status.last_round:
        yield _tell_round(status.last_round)


def _tell_round(last: Round) -> str:
    begun = f"{last.started_at:%Y-%m-%d %H:%M} UTC"
    counted = f"{last.places:,} places in {last.calls:,} calls"
    if last.ended_at is None:
        told = f"Under way since {begun}: {counted}."
    else:
        told = f"Last round: {begun} to {last.ended_at:%Y-%m-%d %H:%M} UTC, {counted}."
    return f"{told} [red]Resting[/]: {last.stopped}" if last.stopped else told
