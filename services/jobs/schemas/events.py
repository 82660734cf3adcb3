"""Job fairs and events."""

from datetime import date, datetime

from pydantic import BaseModel, ConfigDict, Field

from services.jobs.schemas.answers import JobsAnswer, Query
from shared.events.rows import CodeDepartement


class EventsQuery(Query):
    """Days included."""

    departement: CodeDepartement | None = None
    first_day: date | None = Field(default=None, alias="from", description="today when not given")
    last_day: date | None = Field(default=None, alias="to")
    page: int = Field(default=1, ge=1, le=1000, description="of items, from 1")
    per_page: int = Field(default=20, ge=1, le=100)


class _Shown(BaseModel):
    model_config = ConfigDict(frozen=True)


class JobEvent(_Shown):
    """Something to go to, or to attend online. Moments carry the local zone; null is unknown."""

    id: int
    title: str
    kind: str | None = Field(description="e.g. Job Dating or Forum")
    starts_at: datetime
    ends_at: datetime | None
    remote: bool | None
    city: str | None
    postal_code: str | None
    code_insee: str | None
    latitude: float | None
    longitude: float | None
    description: str | None = Field(description="plain text")
    programme: str | None = Field(description="plain text")
    goals: list[str]
    audiences: list[str]
    codes_rome: list[str]
    seats: int | None
    seats_taken: int | None
    organiser: str | None
    url: str | None


class JobFair(_Shown):
    """An online fair; null is unknown."""

    id: int
    title: str
    starts_on: date
    ends_on: date
    apply_from: date | None
    apply_until: date | None
    place: str | None = Field(description="free text: a region, a departement, a town or France entière")
    description: str | None = Field(description="plain text")
    organiser: str | None
    offers: int | None = Field(description="how many it has")
    under_way: bool | None
    url: str | None


class EventPage(JobsAnswer):
    """Events page by page, the first ones first, and all online fairs of the time and place."""

    items: list[JobEvent] | None = Field(description="null when they cannot be read: ask again")
    total: int | None = Field(description="events that match, on all pages")
    page: int
    per_page: int
    fairs: list[JobFair] | None = Field(
        description="of the whole country, and those whose place names the departement or its region; "
        "null when they cannot be read: ask again"
    )
    source: str
