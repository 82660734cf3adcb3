"""What another service copies."""

from pydantic import BaseModel, Field

from shared.events.importer import Source


class TensionMatrixAnswer(BaseModel):
    """The whole matrix, for a service that keeps a copy."""

    version: str
    sample: bool
    year: int | None
    source: Source | None
    rome: list[str]
    bassins: list[str]
    levels: list[str] = Field(description="one string per ROME code, one digit per bassin, 0 is unknown")
