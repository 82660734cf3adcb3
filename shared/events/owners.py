"""What the owners of a dataset announce: `sync.<dataset>.applied` and `.failed`."""

from typing import Literal

from pydantic import BaseModel, ConfigDict


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


def routing_key(dataset: str, outcome: Literal["applied", "failed"]) -> str:
    """`sync.cities.applied`"""
    return f"sync.{dataset}.{outcome}"
