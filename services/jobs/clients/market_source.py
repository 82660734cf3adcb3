"""What any source of labour-market figures tells, and how it is asked."""

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter

from services.jobs.proxy.resources import Fetched
from services.jobs.schemas.labour_market import (
    CountValue,
    FigurePeriod,
    FigureSource,
    MarketTerritory,
    PayValue,
    RateValue,
    TensionValue,
)
from services.jobs.visits import Visit

V = TypeVar("V", PayValue, TensionValue, RateValue, CountValue)


class Told(BaseModel, Generic[V]):
    """A figure that is published. `territory` is its name."""

    model_config = ConfigDict(frozen=True)

    value: V
    source: FigureSource
    period: FigurePeriod
    territory: str | None
    updated_at: datetime | None


def adapter_of(told: type[Told[V]]) -> TypeAdapter[Told[V] | None]:
    """How such a figure, or that there is none, is kept."""
    return TypeAdapter(told | None)  # type: ignore[arg-type]  # a type only known when it runs


@dataclass(frozen=True, slots=True)
class Cell:
    """What a figure is about; no `rome`: all occupations."""

    territory: MarketTerritory
    rome: str | None


class Ask(Protocol[V]):
    """Asks for one figure."""

    async def __call__(self, visit: Visit, cell: Cell) -> Fetched[Told[V] | None]:
        """None when nothing is published. A ServiceError when that cannot be known at the moment."""


@dataclass(frozen=True, slots=True)
class MarketSource:
    """None: the source does not tell the figure. `all_occupations`: it tells them of all together too."""

    all_occupations: bool
    pay: Ask[PayValue] | None
    tension: Ask[TensionValue] | None
    hiring_rate: Ask[RateValue] | None
    job_seekers: Ask[CountValue] | None
    offers: Ask[CountValue] | None
    hires: Ask[CountValue] | None
