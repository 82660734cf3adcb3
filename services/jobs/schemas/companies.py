"""Companies that may hire."""

from enum import Enum

from pydantic import BaseModel, ConfigDict, Field

from services.jobs.schemas.answers import MAX_ROMES, ROMES, JobsAnswer, JobsPlace, Query, Romes
from shared.events.rows import CodeInsee

MOST_COMPANIES = 100


class CompanySort(Enum):
    POTENTIAL = "potential"
    DISTANCE = "distance"


class CompaniesQuery(Query):
    rome: Romes = Field(min_length=1, max_length=MAX_ROMES, description=ROMES)
    city: CodeInsee = Field(description="INSEE code")
    distance_km: int = Field(default=10, ge=1, le=100, description="around the city, as the crow flies")
    sort: CompanySort = Field(
        default=CompanySort.POTENTIAL, description="distance: the nearest of those with the most potential"
    )
    page: int = Field(default=1, ge=1, description=f"from 1; the last one ends with company {MOST_COMPANIES}")
    per_page: int = Field(default=20, ge=1, le=MOST_COMPANIES)


class Company(BaseModel):
    """An establishment; null is unknown."""

    model_config = ConfigDict(frozen=True)

    siret: str
    name: str
    company_name: str | None = Field(description="the legal name of what the establishment belongs to")
    code_rome: str | None = Field(description="the occupation that it may hire in")
    naf: str | None
    naf_label: str | None
    headcount_min: int | None
    headcount_max: int | None
    city: str | None
    code_insee: str | None
    postal_code: str | None
    latitude: float | None
    longitude: float | None
    distance_km: float | None = Field(default=None, description="from the city, as the crow flies")
    hiring_potential: float | None = Field(description="0 to 100, over the next six months")
    high_potential: bool | None
    accepts_email: bool | None
    url: str | None = Field(description="its page at La Bonne Boîte; null in the sandbox, which invents it")


class CompanyPage(JobsAnswer):
    """Companies that may hire though they publish no offer (La Bonne Boîte)."""

    items: list[Company]
    total: int = Field(description=f"that can be paged through, the best {MOST_COMPANIES} at most")
    found: int = Field(description="that La Bonne Boîte counts, some of them a little farther than asked")
    page: int
    per_page: int
    city: JobsPlace
    source: str
