"""What many answers refer to: areas, and the sources of the figures."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


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
