"""What many answers refer to: areas, and the sources of the figures."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from shared.events.importer import Source


class Area(BaseModel):
    """A departement or a region, by its official code."""

    model_config = ConfigDict(frozen=True)

    code: str
    name: str


class TownRef(BaseModel):
    """A town that an answer mentions."""

    model_config = ConfigDict(frozen=True)

    code_insee: str
    name: str
    departement: str
    population: int | None


class BassinRef(BaseModel):
    """An employment basin (bassin d'emploi)."""

    model_config = ConfigDict(frozen=True)

    id: str
    name: str


class Notice(BaseModel):
    """Why an answer has less than was asked for."""

    model_config = ConfigDict(frozen=True)

    code: Literal["no-tension-known", "tensions-unavailable", "no-position-known"]
    message: str = Field(description="in French, for people")


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
