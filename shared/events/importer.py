"""What the importer publishes: `sync.<dataset>.started`, `.batch`, `.completed`.

A batch carries rows as JSON objects; `shared.events.rows` says which fields each dataset has.
Batches are numbered from 0 and may arrive twice and in any order.
"""

from datetime import datetime
from typing import Annotated, Generic, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

ROWS_PER_BATCH = 2_000

RowT = TypeVar("RowT")


class Source(BaseModel):
    """Where the rows come from: shown beside every figure that is made of them."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    title: str
    producer: str
    licence: str
    url: str
    vintage: str = Field(description="the year or period that the figures describe, e.g. 2021")
    file: str = Field(description="name of the file that was read")
    sample: bool = Field(default=False, description="invented to try the product with, not a real figure")


class SourceRef(BaseModel):
    """Where figures of an answer come from."""

    model_config = ConfigDict(frozen=True)

    dataset: str = Field(description="name of the dataset, as the importer knows it, e.g. tensions")
    title: str
    producer: str
    licence: str
    vintage: str = Field(description="the year or period that the figures describe, e.g. 2021")
    url: str
    sample: bool = Field(description="invented to try the product with, not a real figure")


def source_ref(dataset: str, source: Source) -> SourceRef:
    """The reference that a reader is shown for a dataset in use."""
    return SourceRef(dataset=dataset, **source.model_dump(exclude={"file"}))


_MOST = 2**31 - 1  # what the owners can keep


def _in_our_times(moment: datetime) -> datetime:
    """Moments at the ends of the calendar have no equivalent in UTC."""
    if not 2000 <= moment.year < 3000:
        raise ValueError("is not of this time")
    return moment


class SyncEvent(BaseModel):
    """What the three have in common."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    dataset: str
    sync_id: str = Field(min_length=1, max_length=32)
    started_at: Annotated[datetime, AfterValidator(_in_our_times)]


class SyncStarted(SyncEvent):
    """`sync.<dataset>.started`"""

    source: Source


class SyncBatchHead(SyncEvent):
    """A batch without its rows, which only their owner can check."""

    sequence: int = Field(ge=0, le=_MOST)


class SyncBatch(SyncBatchHead, Generic[RowT]):
    """`sync.<dataset>.batch`: at most ROWS_PER_BATCH rows; `SyncBatch[Commune]` checks them as it reads."""

    rows: list[RowT] = Field(max_length=ROWS_PER_BATCH)


class SyncCompleted(SyncEvent):
    """`sync.<dataset>.completed`: everything has been sent; repeats the source, as order is not promised."""

    source: Source
    batches: int = Field(ge=0, le=_MOST)
    rows: int = Field(ge=0, le=_MOST)


Stage = Literal["started", "batch", "completed"]


def routing_key(dataset: str, stage: Stage) -> str:
    """`sync.cities.batch`"""
    return f"sync.{dataset}.{stage}"
