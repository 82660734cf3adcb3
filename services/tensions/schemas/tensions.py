"""Tensions by area: what can be asked, and what is answered.

Everywhere, a tension is the Dares index, 1 (very low) to 5 (very strong: the best chances for a candidate).
"""

from pydantic import BaseModel, ConfigDict, Field

from services.tensions.areas import AreaKind
from services.tensions.schemas.references import OccupationRef, TensionLevel
from shared.events.importer import SourceRef
from shared.events.rows import CodeBassin, CodeDepartement, CodeRegion, CodeRome

_SAMPLE = "some figures are invented to try the product with"
_TENSION_ROME = (
    "code whose tensions these are: its own, or that of the classic ROME code that it comes from; "
    "null when neither has any"
)


class TensionQuery(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    by: AreaKind = "bassin"


class CellPath(BaseModel):
    rome: CodeRome = Field(description="ROME code, e.g. J1506")
    bassin: CodeBassin


class TopQuery(BaseModel):
    """Exactly one of bassin, departement and region."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    bassin: CodeBassin | None = None
    departement: CodeDepartement | None = None
    region: CodeRegion | None = None
    limit: int = Field(default=10, ge=1, le=100)


class AreaFigures(BaseModel):
    """Figures of one occupation in one area; null is unknown."""

    tension: int | None = Field(ge=1, le=5, description="level nearest to the mean, the higher half-way")
    mean: float | None = Field(
        description="mean of the levels of the area's bassins, each weighing as much as it has people there"
    )
    offers: float | None = Field(
        description="offers of the year; of a bassin that lies in several areas, the share of its people"
    )
    job_seekers: float | None = Field(description="job seekers of the year, shared out as offers are")
    bassins: int = Field(description="bassins of the area where the tension is known")
    communes: int = Field(description="communes of the area that lie in them")
    population_covered: float | None = Field(
        description="share of the area's people who live in them, 0 to 1; null when no population is known"
    )


class AreaTension(AreaFigures):
    """The occupation in one area."""

    code: str
    name: str | None = Field(
        description="of a bassin; departements and regions are given by their codes only"
    )


class OccupationTensions(BaseModel):
    """One occupation in all areas of a kind: strongest first, then offers, then code; unknown last."""

    code_rome: str
    label: str
    tension_rome: str | None = Field(description=_TENSION_ROME)
    by: AreaKind
    year: int | None = Field(description="that the figures describe")
    scale: list[TensionLevel]
    items: list[AreaTension]
    sources: list[SourceRef]
    sample: bool = Field(description=_SAMPLE)


class AreaRef(BaseModel):
    """A bassin, a departement or a region."""

    kind: AreaKind
    code: str
    name: str | None = Field(
        description="of a bassin; departements and regions are given by their codes only"
    )


class TopOccupation(AreaFigures):
    """One occupation in the area."""

    code_rome: str
    label: str | None = Field(description="null when the ROME in use does not have the code")


class TopTensions(BaseModel):
    """Occupations of an area whose tension is known: strongest first, then offers, then code."""

    area: AreaRef
    year: int | None = Field(description="that the figures describe")
    scale: list[TensionLevel]
    total: int = Field(description="occupations whose tension is known in the area")
    mean: float | None = Field(description="of the means of all these occupations, two decimals")
    items: list[TopOccupation]
    sources: list[SourceRef]
    sample: bool = Field(description=_SAMPLE)


class ExplanatoryLevel(BaseModel):
    """One of the six indices that explain a tension."""

    code: str
    label: str
    meaning: str
    level: int | None = Field(ge=1, le=5, description="1 weak to 5 strong; null when unknown")


class BassinTension(BaseModel):
    """One occupation in one bassin, with what explains its tension; null is unknown."""

    occupation: OccupationRef
    tension_rome: str | None = Field(description=_TENSION_ROME)
    bassin: AreaRef
    year: int | None = Field(description="that the figures describe")
    tension: int | None = Field(ge=1, le=5)
    tension_label: str | None = Field(description="the level in French")
    offers: float | None = Field(description="offers of the year")
    job_seekers: float | None = Field(description="job seekers of the year")
    indices: list[ExplanatoryLevel]
    sources: list[SourceRef]
    sample: bool = Field(description=_SAMPLE)
