"""Searching towns: what can be asked, and the towns of an answer."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from services.cities.columns.criteria import Environment, Size
from services.cities.columns.orders import Sort
from services.cities.schemas.matching import Match, MatchBasis, Weights
from services.cities.schemas.references import Area, BassinRef, Notice
from services.cities.search.facets import Facet
from shared.events.importer import SourceRef
from shared.events.rows import CodeBassin, CodeDepartement, CodeInsee, CodeRegion, CodeRome

MAX_PER_PAGE = 100
_SEVERAL = "may be given several times: any of them"


def _split_commas(values: Any) -> Any:
    if not isinstance(values, Sequence):
        return values
    return [part for value in values for part in str(value).split(",") if part]


Occupations = Annotated[
    list[CodeRome],
    Field(
        default_factory=list,
        max_length=600,
        description="ROME code of the occupation that tension and offers are shown for; of several, "
        "the strongest tension and the sum of offers",
    ),
]


class CityQuery(BaseModel):
    """Filters add up; what is unknown for a town fits no filter that needs it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rome: Occupations
    environment: list[Environment] = Field(default_factory=list, max_length=3, description=_SEVERAL)
    size: list[Size] = Field(default_factory=list, max_length=4, description=_SEVERAL)
    region: list[CodeRegion] = Field(default_factory=list, max_length=20, description=f"code; {_SEVERAL}")
    departement: list[CodeDepartement] = Field(
        default_factory=list, max_length=110, description=f"code; {_SEVERAL}"
    )
    bassin: list[CodeBassin] = Field(default_factory=list, max_length=100, description=f"id; {_SEVERAL}")
    min_tension: int | None = Field(default=None, ge=1, le=5, description="needs rome")
    max_tension: int | None = Field(default=None, ge=1, le=5, description="needs rome")
    max_rent_m2: float | None = Field(
        default=None, gt=0, allow_inf_nan=False, description="euros per m2 and month, charges included"
    )
    sort: Sort = Field(
        default=Sort.TENSION,
        description="with rome, always the strongest tension first; then nearest sea, highest altitude, "
        "largest population, cheapest rent or name; then largest population, then code. "
        "match: the best score of `weights` first, then largest population, then code",
    )
    weights: Weights | None = None
    near: CodeInsee | None = Field(
        default=None, description="with sort=match: INSEE code of the place that distance is counted from"
    )
    page: int = Field(default=1, ge=1, description="from 1; past the end there are no items")
    per_page: int = Field(default=20, ge=1, le=MAX_PER_PAGE)
    facets: Annotated[list[Facet], BeforeValidator(_split_commas)] = Field(
        default_factory=list,
        max_length=10,
        description="which to count, separated by commas or given several times",
    )


class OfferCount(BaseModel):
    """Offers published for the occupation."""

    count: int
    level: Literal["commune", "bassin"] = Field(
        description="what they are counted in: the town or its bassin"
    )


class City(BaseModel):
    """A town in a list; null is unknown."""

    code_insee: str
    name: str
    departement: Area
    region: Area
    bassin: BassinRef | None
    population: int | None = Field(description="people")
    latitude: float | None = Field(description="degrees, WGS84")
    longitude: float | None = Field(description="degrees, WGS84")
    altitude_m: float | None = Field(description="mean altitude, metres")
    sea_distance_km: float | None = Field(description="from the coast line, km")
    rent_m2: float | None = Field(
        description="advertised rent of apartments, euros per m2 and month, charges included"
    )
    environments: list[Environment]
    size: Size | None
    tension: int | None = Field(
        ge=1, le=5, description="Dares index: 1 very low to 5 very strong, the best chances for a candidate"
    )
    offers: OfferCount | None
    photo: str | None = Field(description="path of a photo, to be asked with ?width=; the sheet credits it")
    match: Match | None = Field(default=None, description="there with sort=match only")


class CityPage(BaseModel):
    """A page of towns."""

    items: list[City]
    total: int = Field(description="towns that fit, on all pages")
    page: int
    per_page: int
    facets: dict[Facet, dict[str, int]] = Field(
        description="for each facet asked for: value -> towns it would give, its own filter set aside; "
        "values without any are left out. rent: ceiling in euros per m2 and month -> towns whose known "
        "rent is no more"
    )
    match: MatchBasis | None = Field(default=None, description="there with sort=match only")
    notice: Notice | None
    sources: list[SourceRef]
    sample: bool = Field(description="some figures are invented to try the product with")
