"""What an operator sees of the data in use."""

from datetime import datetime

from pydantic import BaseModel

from shared.events.importer import Source


class DatasetState(BaseModel):
    """A dataset in use; `applied_at` is UTC."""

    dataset: str
    version: int
    applied_at: datetime
    rows: int
    source: Source


class DatasetStates(BaseModel):
    datasets: list[DatasetState]
