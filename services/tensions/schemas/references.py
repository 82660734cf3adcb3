"""What many answers refer to."""

from pydantic import BaseModel, ConfigDict, Field

from services.tensions.tension import WORDING
from shared.events.importer import Source


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


class TensionLevel(BaseModel):
    """A level of the Dares index and its wording in French."""

    level: int = Field(ge=1, le=5)
    label: str


SCALE = [TensionLevel(level=level, label=label) for level, label in WORDING.items()]


class OccupationRef(BaseModel):
    """An occupation that an answer mentions."""

    code_rome: str
    label: str


class FamilyRef(BaseModel):
    """One of the fourteen families of the ROME."""

    code: str = Field(description="first letter of its codes")
    label: str
