"""The sheet of a town."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from services.cities.columns.criteria import Environment, Size
from services.cities.schemas.housing import Housing
from services.cities.schemas.portrait import Portrait
from services.cities.schemas.references import Area, TownRef
from shared.events.importer import SourceRef
from shared.events.rows import CodeInsee, CodeRome

Part = Literal["identity", "housing", "equipment", "offers", "tension", "portrait"]


class CityPath(BaseModel):
    code_insee: CodeInsee


class OccupationQuery(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    rome: CodeRome | None = Field(default=None, description="adds the tension and offers of this occupation")


class SectorCount(BaseModel):
    """A sector that hires in the bassin, with the job seekers who look for work in it."""

    sector: str
    job_seekers: int | None


class BassinPart(BaseModel):
    """The bassin d'emploi of a town, sectors with most job seekers first."""

    id: str
    name: str
    communes: int
    sectors: list[SectorCount]


class TownTension(BaseModel):
    """The Dares index in the bassin: 5 is where employers struggle most, so where chances are best."""

    rome: str
    tension: int | None = Field(ge=1, le=5)
    year: int | None


class TownOffers(BaseModel):
    """Offers published in the town, or in its bassin when that is all that is known."""

    count: int = Field(description="for all occupations")
    occupation_count: int | None = Field(
        description="for the occupation that was asked; null when nothing is known of it"
    )
    level: Literal["commune", "bassin"]


class TypeCount(BaseModel):
    """How many of one equipment type (BPE) the town has."""

    typequ: str
    label: str
    total: int
    per_10k: float | None = Field(description="per 10,000 people")


class ThemeCount(BaseModel):
    """Equipment of one theme; null theme: types that nothing describes."""

    theme: str | None
    total: int
    per_10k: float | None = Field(description="per 10,000 people")
    same_size_per_10k: float | None = Field(description="median of the towns of the same size class")
    types: list[TypeCount]


class Climate(BaseModel):
    """Mean daily temperature per season in the departement, degrees Celsius."""

    winter: float | None
    spring: float | None
    summer: float | None
    autumn: float | None


class EquipmentPart(BaseModel):
    """Shops, services and facilities (BPE) of a town."""

    total: int
    per_10k: float | None = Field(description="per 10,000 people")
    themes: list[ThemeCount]
    same_size_towns: int | None = Field(description="how many towns the medians are of, this one included")


class CitySheet(BaseModel):
    """All there is about a town; null is unknown."""

    code_insee: str
    asked: str | None = Field(description="the former code that was asked, when this is its successor")
    name: str
    kind: Literal["commune", "arrondissement"]
    parent: TownRef | None = Field(description="the city of an arrondissement")
    departement: Area
    region: Area
    former_codes: list[str] | None
    postal_codes: list[str] | None
    population: int | None
    area_km2: float | None
    density_per_km2: float | None
    latitude: float | None
    longitude: float | None
    altitude_m: float | None = Field(description="mean altitude")
    sea_distance_km: float | None = Field(description="from the centre to the coast line")
    environments: list[Environment]
    size: Size | None
    bassin: BassinPart | None
    tension: TownTension | None = Field(description="of the occupation that was asked")
    offers: TownOffers | None
    housing: Housing | None
    equipment: EquipmentPart | None
    climate: Climate | None
    portrait: Portrait | None
    portrait_missing: str | None = Field(description="why there is no portrait, in French, for people")
    from_city: list[str] = Field(
        description="what is told of an arrondissement but is its city's, e.g. housing.rents"
    )
    incomplete: list[Part] = Field(description="what could not be read: ask again in a moment")
    sources: list[SourceRef]
    sample: bool
