"""Événements: online fairs, and events near a place."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

import structlog
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from services.jobs.clients.event_records import EventRecord, FairRecord, describe_event, describe_fair
from services.jobs.clients.tolerant import Record, Records, Whole
from services.jobs.proxy.resources import Answer, Fetched, Request, Resource
from services.jobs.schemas.events import JobEvent, JobFair
from services.jobs.upstream_settings import Lifetimes
from services.jobs.visits import Visit

log = structlog.get_logger(__name__)

API = "evenements"
RecordT = TypeVar("RecordT", bound=Record)
ShownT = TypeVar("ShownT", JobEvent, JobFair)
_LIST: TypeAdapter[list[object]] = TypeAdapter(list[object])


class EventSlice(BaseModel):
    """Some events, and how many match."""

    model_config = ConfigDict(frozen=True)

    total: int
    events: list[JobEvent]


class _Page(Record):
    total_elements: Whole = None
    content: Records[object] = ()


class EventsClient:
    """The two kinds of resources of the API."""

    def __init__(self, lifetimes: Lifetimes) -> None:
        self._events = Resource("events", API, lifetimes.events, _parse_events, TypeAdapter(EventSlice))
        self._fairs = Resource("fairs", API, lifetimes.events, _parse_fairs, TypeAdapter(list[JobFair]))

    async def find_events(
        self, visit: Visit, departement: str | None, days: tuple[date, date | None], page: int, size: int
    ) -> Fetched[EventSlice]:
        """Those of a departement (None: of France) from a day to another, both included; pages from 1."""
        first, last = days
        body: dict[str, object] = {"dateDebut": first.isoformat()}
        if last is not None:
            body["dateFin"] = last.isoformat()
        if departement is not None:
            body["departements"] = [departement]
        params = (("page", str(page - 1)), ("size", str(size)), ("sort", "dateEvenement"))
        return await visit.fetch(self._events, Request("POST", ("mee", "evenements"), params, body))

    async def list_fairs(self, visit: Visit) -> Fetched[list[JobFair]]:
        """All of them, past ones included."""
        return await visit.fetch(self._fairs, Request("GET", ("salonsenligne",)))


def _parse_events(answer: Answer) -> EventSlice:
    """An empty body is an empty page."""
    if not answer.body.strip():
        return EventSlice(total=0, events=[])
    page = _Page.model_validate_json(answer.body)
    events = _describe(page.content, EventRecord, describe_event)
    return EventSlice(total=max(page.total_elements or 0, len(events)), events=events)


def _parse_fairs(answer: Answer) -> list[JobFair]:
    if not answer.body.strip():
        return []
    return _describe(_LIST.validate_json(answer.body), FairRecord, describe_fair)


def _describe(
    records: Sequence[object], model: type[RecordT], describe: Callable[[RecordT], ShownT | None]
) -> list[ShownT]:
    """Those that can be read."""
    shown = []
    for record in records:
        try:
            found = describe(model.model_validate(record))
        except ValidationError:
            found = None
        if found is not None:
            shown.append(found)
    if len(shown) < len(records):
        log.warning("events_unreadable", count=len(records) - len(shown), of=len(records))
    return shown
