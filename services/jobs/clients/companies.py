"""La Bonne Boîte v2: companies that may hire."""

from http import HTTPStatus

import structlog
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from services.jobs.clients.tolerant import Flag, Number, Part, Record, Records, Text, Whole
from services.jobs.places import Place
from services.jobs.proxy.resources import Answer, Fetched, Request, Resource
from services.jobs.schemas.companies import MOST_COMPANIES, Company
from services.jobs.upstream_settings import Lifetimes
from services.jobs.visits import Visit

log = structlog.get_logger(__name__)

API = "la-bonne-boite"
COMPANY_PAGE = "https://labonneboite.francetravail.fr/entreprise"


class Companies(BaseModel):
    """The best ones, and how many there are in all."""

    model_config = ConfigDict(frozen=True)

    hits: int
    companies: list[Company]


class _Location(Record):
    lat: Number = None
    lon: Number = None


class _Office(BaseModel):
    """Its fields are in snake case, unlike those of the other APIs."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    siret: str = Field(pattern=r"^[0-9]{14}$")
    rome: Text = None
    company_name: Text = None
    office_name: Text = None
    headcount_min: Whole = None
    headcount_max: Whole = None
    naf: Text = None
    naf_label: Text = None
    location: Part[_Location] = _Location()
    city: Text = None
    citycode: Text = None
    postcode: Text = None
    email: Flag = None
    hiring_potential: Number = None
    is_high_potential: Flag = None


class _Envelope(BaseModel):
    hits: Whole = None
    items: Records[dict[str, object]] = ()


class CompaniesClient:
    """`page_url` is where the page of a company is, by its SIRET; None: they have none."""

    def __init__(self, lifetimes: Lifetimes, page_url: str | None) -> None:
        self._page_url = page_url
        self._companies = Resource(
            "companies", API, lifetimes.companies, self.parse, TypeAdapter(Companies | None)
        )

    async def find(
        self, visit: Visit, rome: tuple[str, ...], place: Place, distance_km: int
    ) -> Fetched[Companies | None]:
        """Those with the most potential for these occupations; None when there are none."""
        params = [
            *(("rome", code) for code in rome),
            *_where(place),
            ("distance", str(distance_km)),
            ("page", "1"),
            ("page_size", str(MOST_COMPANIES)),
        ]
        return await visit.fetch(self._companies, Request("GET", ("recherche",), params=tuple(params)))

    def parse(self, answer: Answer) -> Companies | None:
        """ "Nothing" has three faces: 204, null and no hits."""
        if answer.status == HTTPStatus.NO_CONTENT or answer.body.strip() == b"null":
            return None
        envelope = _Envelope.model_validate_json(answer.body)
        companies = []
        for item in envelope.items:
            try:
                companies.append(self._describe(_Office.model_validate(item)))
            except ValidationError:
                log.warning("company_unreadable")
        hits = envelope.hits or 0
        return Companies(hits=max(hits, len(companies)), companies=companies) if hits or companies else None

    def _describe(self, office: _Office) -> Company:
        location = office.location
        located = location.lat is not None and location.lon is not None
        return Company(
            siret=office.siret,
            name=office.office_name or office.company_name or office.siret,
            company_name=office.company_name,
            code_rome=office.rome,
            naf=office.naf,
            naf_label=office.naf_label,
            headcount_min=office.headcount_min,
            headcount_max=office.headcount_max,
            city=office.city,
            code_insee=office.citycode,
            postal_code=office.postcode,
            latitude=location.lat if located else None,
            longitude=location.lon if located else None,
            hiring_potential=office.hiring_potential,
            high_potential=office.is_high_potential,
            accepts_email=office.email,
            url=f"{self._page_url}/{office.siret}" if self._page_url else None,
        )


def _where(place: Place) -> list[tuple[str, str]]:
    """By coordinates, which need no code that upstream knows; by the code when they are not known."""
    if place.point is None:
        return [("citycode", place.code_insee)]
    latitude, longitude = place.point
    return [("latitude", f"{latitude:.5f}"), ("longitude", f"{longitude:.5f}")]
