"""Towns side by side."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from services.cities.columns.criteria import Environment, Size
from services.cities.schemas.references import Area
from services.cities.schemas.sheet import Climate, Part
from shared.events.importer import SourceRef
from shared.events.rows import CodeInsee, CodeRome


class CompareQuery(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    code: Annotated[list[CodeInsee], Field(min_length=1, max_length=4)] = Field(
        description="INSEE code, given once per town"
    )
    rome: CodeRome | None = Field(default=None, description="adds the tension and offers of this occupation")


class ComparedFigures(BaseModel):
    """Figures that differ from town to town; null is unknown."""

    tension: int | None = Field(description="1 to 5, of the occupation that was asked")
    offers: int | None = Field(description="for the occupation that was asked, else for all")
    offers_level: Literal["commune", "bassin"] | None
    rent_m2: float | None = Field(description="euros per m2 and month")
    rent_two_rooms: float | None = Field(description="euros per month")
    price_m2: float | None = Field(description="euros per m2")
    price_level: Literal["commune", "departement"] | None
    social_dwellings_per_10k: float | None = Field(description="per 10,000 people")
    equipment_per_10k: float | None = Field(description="shops, services and facilities per 10,000 people")
    health_per_10k: float | None = Field(description="of them, health")
    sea_distance_km: float | None
    altitude_m: float | None
    density_per_km2: float | None


class ComparedTown(BaseModel):
    """One column of a comparison."""

    code_insee: str
    asked: str | None = Field(description="the former code that was asked, when this is its successor")
    name: str
    departement: Area
    region: Area
    population: int | None
    environments: list[Environment]
    size: Size | None
    climate: Climate | None
    photo: str | None = Field(description="path of a photo, to be asked with ?width=; the sheet credits it")
    figures: ComparedFigures


class Comparison(BaseModel):
    """In the order that was asked."""

    items: list[ComparedTown]
    best: dict[str, str] = Field(
        description="figure -> code_insee of the town that has the best; without those for which no value is "
        "better than another, that are known of one town only or at different levels, or equal at the top"
    )
    incomplete: list[Part]
    sources: list[SourceRef]
    sample: bool
