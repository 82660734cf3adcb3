"""Asking for offers, and the answers."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, Field

from services.jobs.offer_search import ContractType, Experience, OfferSort, Recency
from services.jobs.schemas.answers import MAX_ROMES, ROMES, JobsAnswer, JobsPlace, Query, Romes, split_commas
from services.jobs.schemas.offer_items import Offer
from shared.events.rows import CodeDepartement, CodeInsee, CodeRegion

MAX_CITIES, MAX_COUNTED_CITIES = 20, 50
DEFAULT_DISTANCE_KM = 10

PAGES = (
    "from 1; the last one ends with the 3150th offer, or with the 150th where upstream is asked in parts: "
    "more than 200 occupations or 5 cities, Lyon or Marseille alone"
)

Distance = Annotated[
    int | None,
    Field(
        default=None,
        ge=0,
        le=200,
        description=f"around each city, km; {DEFAULT_DISTANCE_KM} when not given; 0: nothing but the city",
    ),
]


class OfferFilters(Query):
    """Filters add up. An offer that does not tell what a filter is about is left out by it."""

    rome: Romes = Field(default_factory=list, max_length=MAX_ROMES, description=ROMES)
    contract: Annotated[list[ContractType], BeforeValidator(split_commas)] = Field(
        default_factory=list, max_length=len(ContractType), description="any of them"
    )
    experience: Experience | None = Field(default=None, description="that the offer asks for")
    full_time: bool | None = Field(default=None, description="false: part time only")
    published_within_days: Recency | None = None
    few_candidates: bool = Field(default=False, description="only offers for which few people apply")


class OffersQuery(OfferFilters):
    """At most one of city, departement and region."""

    city: Annotated[list[CodeInsee], BeforeValidator(split_commas)] = Field(
        default_factory=list,
        max_length=MAX_CITIES,
        description="INSEE codes, separated by commas or given several times: any of them",
    )
    departement: CodeDepartement | None = None
    region: CodeRegion | None = None
    distance_km: Distance
    sort: OfferSort = Field(default=OfferSort.RELEVANCE, description="distance needs city")
    page: int = Field(default=1, ge=1, description=PAGES)
    per_page: int = Field(default=20, ge=1, le=100)


class CountsQuery(OfferFilters):
    city: Annotated[list[CodeInsee], BeforeValidator(split_commas)] = Field(
        min_length=1,
        max_length=MAX_COUNTED_CITIES,
        description="INSEE codes, separated by commas or given several times: each is counted",
    )
    distance_km: Distance


class OfferPath(BaseModel):
    id: str = Field(pattern=r"^[A-Za-z]*[0-9][0-9A-Za-z]*$", max_length=20, description="e.g. 207KQDM")


class OfferLicence(BaseModel):
    """What has to be shown wherever offers are."""

    source: str
    updated_at: datetime = Field(description="when the offers were last read from the source")
    title: str
    url: str
    changes: str = Field(description="what was changed, in French")


class OfferFacets(BaseModel):
    """How many of the offers found tell each value."""

    contract: dict[str, int]
    experience: dict[Experience, int]


class OfferPage(JobsAnswer):
    """A page of offers."""

    items: list[Offer]
    total: int = Field(description="offers that match, on all pages")
    total_exact: bool = Field(
        description="false: about so many, as the surroundings of several cities overlap or upstream told "
        "no total"
    )
    page: int
    per_page: int
    facets: OfferFacets | None = Field(description="null when upstream told none")
    cities: list[JobsPlace] = Field(description="the cities that were asked for, in their order")
    distance_km: int | None = Field(
        description="around each city, as searched: 10 at least around Lyon and Marseille; null without city"
    )
    licence: OfferLicence


class OfferSheet(JobsAnswer):
    """One offer."""

    offer: Offer
    licence: OfferLicence


class CountFailure(BaseModel):
    """Why there is no count."""

    code: str = Field(description="e.g. unavailable: ask again after `retry_after` seconds")
    detail: str
    retry_after: int | None = Field(description="seconds; null: asking again is of no use")


class CityCount(BaseModel):
    """`code_insee` is the code that was asked."""

    code_insee: str
    name: str | None = Field(description="null when the town is not known, or cannot be read at the moment")
    total: int | None
    total_exact: bool | None
    failure: CountFailure | None


class OfferCounts(JobsAnswer):
    """Offers around each city, in the order in which they were given."""

    items: list[CityCount]
    complete: bool = Field(description="false: some could not be counted, their `failure` tells why")
    licence: OfferLicence
