"""Towns near a town, and towns like it."""

from pydantic import BaseModel, ConfigDict, Field

from services.cities.columns.likeness import Likeness
from services.cities.schemas.references import Notice, TownRef
from services.cities.schemas.search import City, Occupations
from services.cities.search.nearby import NearbySort
from shared.events.importer import SourceRef


class SimilarQuery(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    rome: Occupations
    limit: int = Field(default=6, ge=1, le=20)


class NearbyQuery(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    rome: Occupations
    radius_km: float = Field(default=30, gt=0, le=100, description="km, as the crow flies")
    sort: NearbySort = Field(default=NearbySort.DISTANCE, description="nearest or most populated first")
    limit: int = Field(default=20, ge=1, le=100)


class LikenessLabel(BaseModel):
    """One of the ways in which towns can be alike."""

    key: Likeness
    label: str = Field(description="in French, for people")


class SimilarCity(City):
    alike: list[Likeness] = Field(description="in what it is like the town; what is unknown is like nothing")


class SimilarCities(BaseModel):
    """The towns most like a town."""

    origin: TownRef
    criteria: list[LikenessLabel] = Field(description="what is known of the town, so that it is compared")
    items: list[SimilarCity]
    notice: Notice | None
    sources: list[SourceRef]
    sample: bool


class NearbyCity(City):
    distance_km: float = Field(description="between the centres of the two towns, as the crow flies")


class NearbyCities(BaseModel):
    """Towns around a town."""

    origin: TownRef
    radius_km: float
    items: list[NearbyCity]
    total: int = Field(description="towns within the radius, shown or not")
    notice: Notice | None
    sources: list[SourceRef]
    sample: bool
