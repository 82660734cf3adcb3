"""An offer, with all that a reader needs. Texts are plain and as published; null is not told."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class OfferPlace(_Part):
    """Where the job is: a town, or only a departement, a region, France or a country."""

    label: str | None = Field(description="e.g. 59 - LILLE, 59 - Nord, Hauts-de-France or Luxembourg")
    code_insee: str | None = Field(description="as published: may be a former code")
    postal_code: str | None
    latitude: float | None = Field(description="degrees, WGS84")
    longitude: float | None = Field(description="degrees, WGS84")


class OfferEmployer(_Part):
    name: str | None
    description: str | None
    logo: str | None
    url: str | None


class OfferContract(_Part):
    code: str | None = Field(description="CDI, CDD, MIS (temporary agency work)…")
    label: str | None
    nature: str | None = Field(description="e.g. Contrat apprentissage")
    apprenticeship: bool | None


class OfferPay(_Part):
    """As published: the texts differ too much from one another to be figures."""

    label: str | None = Field(description="e.g. Mensuel de 2100.0 Euros à 2400.0 Euros sur 12.0 mois")
    comment: str | None
    complements: list[str]


class OfferHours(_Part):
    label: str | None = Field(description="e.g. 35H/semaine")
    summary: str | None = Field(description="Temps plein or Temps partiel")
    schedules: list[str]


class OfferExperience(_Part):
    requirement: Literal["beginners_accepted", "desired", "required"] | None
    label: str | None


class OfferWish(_Part):
    """What is asked of candidates; `required` or only desired."""

    label: str
    required: bool | None


class OfferSkill(OfferWish):
    code: str | None


class OfferPartner(_Part):
    """The site that published the offer first."""

    name: str | None
    url: str | None
    logo: str | None


class Offer(_Part):
    """One offer."""

    id: str
    title: str
    description: str | None
    published_at: datetime | None
    updated_at: datetime | None
    place: OfferPlace
    distance_km: float | None = Field(
        default=None, description="from the nearest of the towns asked for, as the crow flies"
    )
    code_rome: str | None
    rome_label: str | None
    job_title: str | None = Field(description="the title (appellation) of the occupation")
    employer: OfferEmployer
    contract: OfferContract
    pay: OfferPay | None
    hours: OfferHours
    experience: OfferExperience
    skills: list[OfferSkill]
    qualities: list[str]
    training: list[OfferWish]
    languages: list[OfferWish]
    driving_licences: list[OfferWish]
    qualification: str | None
    sector: str | None
    headcount: str | None = Field(description="of the establishment, e.g. 100 à 199 salariés")
    positions: int | None = Field(description="how many people are looked for")
    travel: str | None
    conditions: list[str]
    few_candidates: bool | None = Field(description="few people apply")
    disability_friendly: bool | None
    partner: OfferPartner | None
    url: str | None = Field(description="the offer on the site of France Travail")
    apply_url: str | None = Field(description="where to apply")
