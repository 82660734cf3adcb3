"""Job fairs and events."""

import asyncio
from collections.abc import Awaitable
from datetime import date, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from aiohttp import web

from services.jobs.clients.event_records import PARIS
from services.jobs.clients.events import EventSlice
from services.jobs.fair_choice import choose_fairs
from services.jobs.handlers.answering import age_of, encode, invalid, visit_of
from services.jobs.proxy.resources import Fetched
from services.jobs.schemas.events import EventPage, EventsQuery
from services.jobs.state import CLIENTS
from shared.errors import ServiceError
from shared.web.endpoints import Encoded

T = TypeVar("T")

_LONGEST_DAYS = 366


async def find_events(request: web.Request, query: EventsQuery) -> Encoded[EventPage]:
    """Events for job seekers, and online fairs.

    When one of the two cannot be read, it is null and the other is given.
    """
    days = _read_days(query)
    visit, clients = visit_of(request), request.app[CLIENTS]
    code = query.departement
    departement = await clients.places.get_departement(visit, code) if code else None
    events, fairs = await asyncio.gather(
        _attempt(clients.events.find_events(visit, code, days, query.page, query.per_page)),
        _attempt(clients.events.list_fairs(visit)),
    )
    if isinstance(events, ServiceError) and isinstance(fairs, ServiceError):
        raise events
    answer = EventPage(
        **_tell_events(events, days[0]),
        page=query.page,
        per_page=query.per_page,
        fairs=None if isinstance(fairs, ServiceError) else choose_fairs(fairs.value, days, departement),
        source="France Travail",
        **age_of(request, [part for part in (events, fairs) if not isinstance(part, ServiceError)]),
    )
    known = departement is None or departement.name is not None
    return encode(answer, complete=known and answer.items is not None and answer.fairs is not None)


async def _attempt(fetching: Awaitable[T]) -> T | ServiceError:
    try:
        return await fetching
    except ServiceError as error:
        return error


def _tell_events(events: Fetched[EventSlice] | ServiceError, first: date) -> dict[str, Any]:
    """Without those that upstream lists though they are over."""
    if isinstance(events, ServiceError):
        return {"items": None, "total": None}
    items = [event for event in events.value.events if (event.ends_at or event.starts_at).date() >= first]
    return {"items": items, "total": events.value.total}


def _read_days(query: EventsQuery) -> tuple[date, date | None]:
    first = query.first_day or datetime.now(ZoneInfo(PARIS)).date()
    last = query.last_day
    if last is not None and not 0 <= (last - first).days <= _LONGEST_DAYS:
        raise invalid("to", f"must be from 0 to {_LONGEST_DAYS} days after {first.isoformat()}")
    return first, last
