"""What the importer publishes: `sync.<dataset>.started`, `.batch`, `.completed`.

A batch carries rows as JSON objects; `shared.events.rows` says which fields each dataset has.
Batches are numbered from 0 and may arrive twice and in any order.
"""

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

ROWS_PER_BATCH = 2_000


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


class SyncEvent(BaseModel):
    """What the three have in common."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    dataset: str
    sync_id: str
    started_at: datetime


class SyncStarted(SyncEvent):
    """`sync.<dataset>.started`"""

    source: Source


class SyncBatch(SyncEvent):
    """`sync.<dataset>.batch`: at most ROWS_PER_BATCH rows."""

    sequence: int = Field(ge=0)
    rows: list[dict[str, Any]] = Field(max_length=ROWS_PER_BATCH)


class SyncCompleted(SyncEvent):
    """`sync.<dataset>.completed`: everything has been sent; repeats the source, as order is not promised."""

    source: Source
    batches: int = Field(ge=0)
    rows: int = Field(ge=0)


Stage = Literal["started", "batch", "completed"]


def routing_key(dataset: str, stage: Stage) -> str:
    """`sync.cities.batch`"""
    return f"sync.{dataset}.{stage}"
