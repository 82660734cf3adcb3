"""The periods that the statistics are told for: quarters and years, some months after they end."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sandbox.clock import PARIS

QUARTER, YEAR = "TRIMESTRE", "ANNEE"
_QUARTER_DELAY, _YEAR_DELAY = timedelta(days=115), timedelta(days=118)
_QUARTERS, _YEARS = 10, 4
_ORDINALS = {1: "1er", 2: "2ème", 3: "3ème", 4: "4ème"}


@dataclass(frozen=True)
class Period:
    """`number` grows by one from a period to the next."""

    kind: str
    code: str
    label: str
    number: int
    published: datetime


def list_periods(kind: str, today: date) -> list[Period]:
    """The latest first, that have been published; none when the kind is unknown."""
    if kind == QUARTER:
        last = _quarter_of(today - _QUARTER_DELAY) - 1
        return [_quarter(number) for number in range(last, last - _QUARTERS, -1)]
    if kind == YEAR:
        year = (today - _YEAR_DELAY).year - 1
        return [_year(number) for number in range(year, year - _YEARS, -1)]
    return []


def _quarter_of(day: date) -> int:
    return day.year * 4 + (day.month - 1) // 3


def _quarter(number: int) -> Period:
    year, rank = number // 4, number % 4 + 1
    following = date((number + 1) // 4, (number + 1) % 4 * 3 + 1, 1)
    label = f"{_ORDINALS[rank]} trimestre {year}"
    return Period(QUARTER, f"{year}T{rank}", label, number, _publish(following + _QUARTER_DELAY))


def _year(year: int) -> Period:
    return Period(YEAR, str(year), f"ANNEE {year}", year, _publish(date(year + 1, 1, 1) + _YEAR_DELAY))


def _publish(day: date) -> datetime:
    return datetime.combine(day, time(9, 12), tzinfo=PARIS)
