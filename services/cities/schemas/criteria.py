"""The criteria that towns are chosen by, and how often they recruit."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from services.cities.columns.criteria import OPPORTUNITY_MIN_TENSION, Environment, Size
from services.cities.schemas.references import Area, Notice
from shared.events.importer import SourceRef
from shared.events.rows import CodeRome

Criterion = Environment | Size


class CriterionCount(BaseModel):
    """A criterion, its wording in French, and how many towns fit."""

    key: Criterion
    kind: Literal["environment", "size"]
    label: str
    definition: str
    towns: int


class RegionCount(BaseModel):
    code: str
    name: str
    towns: int


class CriteriaList(BaseModel):
    """Everything that towns are filtered by."""

    environments: list[CriterionCount]
    sizes: list[CriterionCount]
    regions: list[RegionCount]
    rent_ceilings_m2: list[int] = Field(
        description="euros per m2 and month, charges included: those that the rent facet of a search counts"
    )
    towns: int
    sources: list[SourceRef]
    sample: bool


class RatesQuery(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    rome: CodeRome


class OccupationRatesQuery(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    min_tension: int = Field(
        default=OPPORTUNITY_MIN_TENSION, ge=1, le=5, description="the weakest tension that counts"
    )


class OpportunityRate(BaseModel):
    """Over all towns, not only those of a page."""

    towns: int
    known: int = Field(description="towns whose tension is known")
    opportunities: int = Field(description="towns whose tension is 4 or 5")
    share: float | None = Field(description="opportunities / towns, 0 to 1; null when no tension is known")


class CriterionRate(OpportunityRate):
    """The rate among the towns of a region that fit a criterion."""

    key: Criterion


class RegionRate(OpportunityRate):
    """The rate of a region, and of its towns by criterion."""

    region: Area
    criteria: list[CriterionRate]


class RegionRates(BaseModel):
    """Where an occupation is an opportunity, by region and criterion."""

    rome: str
    regions: list[RegionRate]
    notice: Notice | None
    sources: list[SourceRef]
    sample: bool


class OccupationRate(BaseModel):
    """How often towns of a region recruit in an occupation."""

    share: float = Field(description="towns with such a tension (4 or 5) among all towns, 0 to 1")
    criteria: list[Criterion] = Field(description="those that at least one of these towns fits")


class RegionOccupations(BaseModel):
    """By ROME code; occupations whose tension is known nowhere in the region are left out."""

    region: Area
    occupations: dict[str, OccupationRate]


class OccupationRates(BaseModel):
    """Every region and occupation at once."""

    regions: list[RegionOccupations]
    notice: Notice | None
    sources: list[SourceRef]
    sample: bool
