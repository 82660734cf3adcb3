"""How far the crawl is, for operators."""

from datetime import datetime

from pydantic import BaseModel, Field

from shared.events.enrichment import PlaceKind


class KindStatus(BaseModel):
    """One kind of places: `places` = `pending` + `done` + all of `failing`."""

    places: int
    pending: int = Field(description="never tried")
    done: int
    failing: dict[str, int] = Field(description="reason -> how many; they will be tried again")
    with_text: int
    with_photo: int
    photo_missing: dict[str, int] = Field(description="reason -> how many of those with a text")
    oldest_check: datetime | None = Field(description="UTC")


class Round(BaseModel):
    """From the first place that was due until none was."""

    started_at: datetime
    ended_at: datetime | None = Field(description="null while it is under way")
    calls: int = Field(description="upstream, retries included")
    places: int
    stopped: str | None = Field(description="why the crawl rests, when it does")


class PortraitsStatus(BaseModel):
    """How far the crawl is."""

    sample: bool = Field(description="the upstream is the stand-in")
    kinds: dict[PlaceKind, KindStatus]
    due: int = Field(description="tried before, to be looked at again by now")
    last_round: Round | None
