"""What an operator sees of the data in use."""

from datetime import datetime

from pydantic import BaseModel, Field, RootModel

from shared.events.importer import Source


class DatasetState(BaseModel):
    """A dataset in use; `applied_at` is UTC."""

    dataset: str
    version: int
    applied_at: datetime
    rows: int
    source: Source


class TensionDatasets(RootModel[list[DatasetState]]):
    """Those that the tensions service has."""


class TensionMatrixAnswer(BaseModel):
    """The whole matrix, for a service that keeps a copy."""

    version: str
    sample: bool
    year: int | None
    source: Source | None
    rome: list[str]
    bassins: list[str]
    levels: list[str] = Field(description="one string per ROME code, one digit per bassin, 0 is unknown")
