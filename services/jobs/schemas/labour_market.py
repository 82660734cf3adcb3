"""Figures of the labour market, each with where it comes from or why it is missing."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from services.jobs.schemas.answers import JobsAnswer, JobsPlace, Query
from shared.events.rows import CodeDepartement, CodeInsee, CodeRome

Level = Literal["bassin", "departement", "region"]
Reason = Literal["not-published", "refused", "unavailable", "not-in-source", "needs-occupation"]


class LabourMarketQuery(Query):
    """Exactly one of city and departement."""

    rome: CodeRome | None = Field(default=None, description="not given: all occupations together")
    city: CodeInsee | None = Field(default=None, description="INSEE code")
    departement: CodeDepartement | None = None


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True)


class FamilyPay(_Value):
    """Pay in a professional family (FAP, or PCS) that the occupation belongs to, euros per month."""

    code: str
    label: str | None
    beginner: float | None
    experienced: float | None
    mean: float | None


class PayValue(_Value):
    """Euros per month, as published (gross)."""

    low: float | None = Field(description="of beginners, the least of all families")
    high: float | None = Field(description="of the experienced, the most of all families")
    mean: float | None = Field(description="null when there are several families")
    families: list[FamilyPay]


class TensionFactor(_Value):
    """What makes recruiting hard, 1 (little) to 5 (much)."""

    code: str
    label: str | None
    level: int = Field(ge=1, le=5)


class TensionValue(_Value):
    """How hard employers find it to recruit."""

    level: int | None = Field(ge=1, le=5, description="5 is where candidates have the best chances")
    label: str | None
    factors: list[TensionFactor]
    offers_per_10_seekers: float | None = Field(description="of infotravail only, which tells no level")


class RateValue(_Value):
    """Job seekers who found a job within six months."""

    percent: float = Field(ge=0, le=100)
    people: int | None
    label: str | None = Field(description="which jobs count, e.g. Emploi de plus d'un mois")


class CountValue(_Value):
    """How many, in the period."""

    count: int = Field(ge=0)
    label: str | None = Field(description="what is counted, e.g. Catégories A, B, C")


class FigureSource(_Value):
    producer: str
    title: str
    indicator: str
    label: str | None


class FigurePeriod(_Value):
    code: str | None = Field(description="e.g. 2026T1 or 2025")
    label: str | None = Field(description="e.g. 1er trimestre 2026")


class MarketTerritory(_Value):
    level: Level
    code: str
    name: str | None


class FigureOrigin(_Value):
    """What the figure is about: maybe a wider territory, or all occupations, when nothing closer is told."""

    source: FigureSource
    period: FigurePeriod
    territory: MarketTerritory
    occupation: Literal["asked", "all"]
    updated_at: datetime | None = Field(description="when the producer updated it")


class MissingFigure(_Value):
    code: Reason
    message: str = Field(description="in French, for people")
    retry_after: int | None = Field(default=None, description="seconds; null: asking again is of no use")


class MarketFigure(BaseModel):
    """Either with an origin, or missing."""

    origin: FigureOrigin | None = None
    missing: MissingFigure | None = None


class PayFigure(MarketFigure):
    value: PayValue | None = None


class TensionFigure(MarketFigure):
    value: TensionValue | None = None


class RateFigure(MarketFigure):
    value: RateValue | None = None


class CountFigure(MarketFigure):
    value: CountValue | None = None


class MarketNotice(BaseModel):
    """Something to know about the whole answer."""

    code: Literal["no-official-bassin", "place-unknown"]
    message: str = Field(description="in French, for people")


class LabourMarket(JobsAnswer):
    """The labour market of an occupation around a town or in a departement."""

    rome: str | None
    city: JobsPlace | None
    territories: list[MarketTerritory] = Field(
        description="that figures are looked for in, one after the other"
    )
    notice: MarketNotice | None
    pay: PayFigure
    tension: TensionFigure
    hiring_rate: RateFigure
    job_seekers: CountFigure
    offers: CountFigure
    hires: CountFigure
