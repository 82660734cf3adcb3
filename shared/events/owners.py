"""What the owners of a dataset announce, `sync.<dataset>.applied` and `.failed`, and tell when asked."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, RootModel

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


class DatasetState(BaseModel):
    """A dataset in use; `applied_at` is UTC."""

    dataset: str
    version: int
    applied_at: datetime
    rows: int
    source: Source


class DatasetStates(RootModel[list[DatasetState]]):
    """The answer to `GET /internal/datasets`: those that the service has."""


def routing_key(dataset: str, outcome: Literal["applied", "failed"]) -> str:
    """`sync.cities.applied`"""
    return f"sync.{dataset}.{outcome}"
