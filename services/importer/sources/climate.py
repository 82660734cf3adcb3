"""Temperatures per departement and season, from the daily ones that ODRE publishes (Weathernews France).

Columns used: date_obs, code_insee_departement, tmoy (tmin and tmax where it is empty), under their technical
names or their labels (Date, TMoy (°C)…). Seasons are those of meteorology: winter is December to February.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from services.importer.dataset import Dataset, Download
from services.importer.figures import read_figures
from services.importer.keys import DUPLICATE
from services.importer.reference import Reference
from services.importer.report import Report
from services.importer.tables import Columns, read_table
from services.importer.values import departement
from shared.events.rows import Row, Temperature

Season = Literal["winter", "spring", "summer", "autumn"]

_COLUMNS: Columns = {
    "date": ("date_obs", "date"),
    "departement": ("code_insee_departement", "code département"),
    "tmoy": (re.compile(r"^tmoy", re.IGNORECASE),),
    "tmin": (re.compile(r"^tmin", re.IGNORECASE),),
    "tmax": (re.compile(r"^tmax", re.IGNORECASE),),
}
_FIGURES = ("tmoy", "tmin", "tmax")
_SEASONS: tuple[Season, ...] = ("winter", "spring", "summer", "autumn")
_FEWEST_DAYS = 60
_COLDEST, _HOTTEST = -40.0, 50.0


@dataclass
class _Days:
    """The days of a departement's season, and the line of the first."""

    line: int
    total: float = 0.0
    seen: set[date] = field(default_factory=set)


def read_temperatures(paths: Sequence[Path], report: Report, reference: Reference) -> Iterator[Row]:
    """The mean over all days of a season in all years of the file; these years are the vintage."""
    for path in paths:
        seasons = _add_up(path, report, reference)
        report.vintage = _period({day.year for days in seasons.values() for day in days.seen})
        for (code, season), days in seasons.items():
            if len(days.seen) < _FEWEST_DAYS:
                detail = f"{code} {season}: {len(days.seen)}"
                report.reject(path.name, days.line, f"fewer than {_FEWEST_DAYS} days in a season", detail)
            else:
                mean = round(days.total / len(days.seen), 2)
                yield Temperature(departement=code, season=season, mean_c=mean)


def _add_up(path: Path, report: Report, reference: Reference) -> dict[tuple[str, Season], _Days]:
    seasons: dict[tuple[str, Season], _Days] = {}
    required = ("date", "departement", "tmoy")
    for line, cells in read_table(path, report, columns=_COLUMNS, required=required):
        code = departement(cells["departement"])
        if code is None or code not in reference.region_of_departement:
            report.reject(path.name, line, "unknown departement", cells["departement"][:40])
            continue
        day = _day(cells["date"])
        if day is None:
            report.reject(path.name, line, "no date", cells["date"][:40])
            continue
        degrees = _degrees(cells, report, path.name, line)
        days = seasons.setdefault((code, _season_of(day)), _Days(line))
        if day in days.seen:
            report.reject(path.name, line, DUPLICATE, f"{code} {day}")
        elif degrees is not None:
            days.seen.add(day)
            days.total += degrees
    return seasons


def _degrees(cells: Mapping[str, str], report: Report, file: str, line: int) -> float | None:
    figures = read_figures(cells, _FIGURES, report, file, line)
    if figures is None:
        return None
    degrees, lowest, highest = (figures[name] for name in _FIGURES)
    if degrees is None and lowest is not None and highest is not None:
        report.repair("mean temperature taken halfway between the lowest and the highest")
        degrees = (lowest + highest) / 2
    if degrees is None or not _COLDEST <= degrees <= _HOTTEST:
        report.reject(file, line, "no plausible temperature", cells["tmoy"][:40])
        return None
    return degrees


def _day(text: str) -> date | None:
    """The day of `2024-01-31`, also with a time behind it, or of `31/01/2024`."""
    if found := re.match(r"([0-9]{2})/([0-9]{2})/([0-9]{4})", text):
        text = f"{found[3]}-{found[2]}-{found[1]}"
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _season_of(day: date) -> Season:
    return _SEASONS[day.month % 12 // 3]


def _period(years: set[int]) -> str:
    if not years:
        return ""
    return f"{min(years)}-{max(years)}" if len(years) > 1 else str(min(years))


DATASETS = (
    Dataset(
        name="temperatures",
        title="Température quotidienne départementale",
        producer="Weathernews France, ODRÉ",
        licence="Licence Ouverte 2.0",
        page="https://odre.opendatasoft.com/explore/dataset/temperature-quotidienne-departementale/",
        read=read_temperatures,
        minimum_rows=300,
        aliases=("temperature", "climate"),
        downloads=(
            Download(
                "https://odre.opendatasoft.com/api/explore/v2.1/catalog/datasets/"
                "temperature-quotidienne-departementale/exports/csv?delimiter=%3B",
                "temperature-quotidienne-departementale.csv",
            ),
        ),
        patterns=("temperature-quotidienne-departementale*.csv",),
    ),
)
