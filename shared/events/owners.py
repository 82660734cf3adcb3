"""What the owners of a dataset announce, `sync.<dataset>.applied` and `.failed`, and tell when asked."""

from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, RootModel

from shared.events.importer import Source


class _Outcome(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    dataset: str
    sync_id: str
    owner: str


class SyncApplied(_Outcome):
    """The new rows are what readers see. All counts are rows of the owner's table."""

    inserted: int
    updated: int
    deleted: int
    total: int


class SyncFailed(_Outcome):
    """The rows in use stay as they were; `reason` is for an operator."""

    reason: str


def _in_utc(moment: datetime) -> datetime:
    """Databases keep moments without a zone, JSON's date-time has one."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


class DatasetState(BaseModel):
    """A dataset in use; `applied_at` is UTC."""

    dataset: str
    version: int
    applied_at: Annotated[datetime, AfterValidator(_in_utc)]
    rows: int
    source: Source


class DatasetStates(RootModel[list[DatasetState]]):
    """The answer to `GET /internal/datasets`: those that the service has."""


def routing_key(dataset: str, outcome: Literal["applied", "failed"]) -> str:
    """`sync.cities.applied`"""
    return f"sync.{dataset}.{outcome}"
