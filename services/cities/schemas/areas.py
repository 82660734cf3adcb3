"""Regions, departements and bassins."""

from typing import Literal

from pydantic import BaseModel, Field

from services.cities.schemas.housing import WaitingTime
from services.cities.schemas.portrait import Portrait
from services.cities.schemas.references import Area, BassinRef, TownRef
from services.cities.schemas.sheet import Climate, SectorCount
from shared.events.importer import SourceRef
from shared.events.rows import CodeBassin, CodeDepartement, CodeRegion

_PORTRAIT_MISSING = "why there is no portrait, in French, for people"


class RegionPath(BaseModel):
    code: CodeRegion = Field(description="of today or of before 2015")


class DepartementPath(BaseModel):
    code: CodeDepartement


class BassinPath(BaseModel):
    id: CodeBassin


class Region(BaseModel):
    """A region; null is unknown."""

    code: str
    name: str
    population: int | None
    area_km2: float | None
    density_per_km2: float | None
    communes: int = Field(description="how many it has")
    former_regions: list[Area] = Field(description="regions of before 2015 that it is made of")
    departements: list[Area]
    social_waiting_times: list[WaitingTime]
    biggest_towns: list[TownRef] = Field(description="the 10 most populated")


class RegionSheet(Region):
    """One region, with where its figures come from."""

    asked: str | None = Field(description="the code of before 2015 that was asked, when it is another")
    portrait: Portrait | None
    portrait_missing: str | None = Field(description=_PORTRAIT_MISSING)
    sources: list[SourceRef]
    sample: bool


class RegionList(BaseModel):
    items: list[Region]
    sources: list[SourceRef]
    sample: bool


class Departement(BaseModel):
    """A departement; null is unknown."""

    code: str
    name: str
    region: Area
    population: int | None
    area_km2: float | None
    density_per_km2: float | None
    communes: int = Field(description="how many it has")
    rent_m2: float | None = Field(description="mean rent, euros per m2 and month")
    price_m2: float | None = Field(description="mean sale price, euros per m2")
    climate: Climate | None


class DepartementSheet(Departement):
    """One departement, what it is made of and what is around, with where its figures come from."""

    siblings: list[Area] = Field(description="the other departements of its region")
    bassins: list[BassinRef] = Field(description="those that some of its communes belong to")
    biggest_towns: list[TownRef] = Field(description="the 10 most populated")
    portrait: Portrait | None
    portrait_missing: str | None = Field(description=_PORTRAIT_MISSING)
    sources: list[SourceRef]
    sample: bool


class DepartementList(BaseModel):
    items: list[Departement]
    sources: list[SourceRef]
    sample: bool


class OccupationOffers(BaseModel):
    code_rome: str
    offers: int


class BassinOffers(BaseModel):
    """Offers published in the bassin."""

    count: int = Field(description="for all occupations")
    occupations: list[OccupationOffers] = Field(description="the 10 with most offers")


class BassinSheet(BaseModel):
    """One bassin d'emploi; null is unknown."""

    id: str
    name: str
    communes: int = Field(description="how many it has")
    population: int | None = Field(description="of the communes whose population is known")
    departements: list[Area]
    regions: list[Area]
    biggest_towns: list[TownRef] = Field(description="the 10 most populated")
    sectors: list[SectorCount] = Field(description="that hire, most job seekers first")
    offers: BassinOffers | None
    incomplete: list[Literal["offers"]] = Field(description="what could not be read: ask again in a moment")
    sources: list[SourceRef]
    sample: bool
