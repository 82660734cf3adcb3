"""Advertised rents per commune ("carte des loyers", ANIL and the ministry of housing), charges included.

One file per kind of dwelling. Columns used: INSEE (2018) or INSEE_C (since 2022), TYPPRED, loypredm2,
lwr.IPm2, upr.IPm2: euros per m2 and month, and the bounds of the 95 % prediction interval.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from services.importer.dataset import Dataset, Download, RefusedFileError
from services.importer.figures import read_figures, year_in
from services.importer.headers import first_line
from services.importer.places import OnePerCommune, arrondissements_by_city, current_commune
from services.importer.reference import Reference
from services.importer.report import Report
from services.importer.tables import read_table
from services.importer.values import valid_row
from shared.events.rows import Rent, Row

_COLUMNS = {
    "code_insee": ("INSEE_C", "INSEE"),
    "level": ("TYPPRED",),
    "rent_m2": ("loypredm2",),
    "rent_m2_low": ("lwr.IPm2",),
    "rent_m2_high": ("upr.IPm2",),
}
_FIGURES = ("rent_m2", "rent_m2_low", "rent_m2_high")
# looked for in the name of the file, in this order
_DWELLINGS = {
    "app12": "apartment_1_2_rooms",
    "app3": "apartment_3_rooms_up",
    "app": "apartment",
    "mai": "house",
}
_LEVELS = ("commune", "epci", "maille")
_HIGHEST_RENT_M2 = 100
CITY_MEAN = "rent of a city: mean of its arrondissements, weighted by their population"


def read_rents(paths: Sequence[Path], report: Report, reference: Reference) -> Iterator[Row]:
    """Rents per commune and kind of dwelling, which the names of the files tell."""
    for dwelling, path in _by_dwelling(paths).items():
        report.vintage = report.vintage or _year_of(path)
        rents = _read_file(path, dwelling, report, reference).settle(_mean)
        yield from rents.values()
        yield from _city_means(rents, report, reference)


def _by_dwelling(paths: Sequence[Path]) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for path in paths:
        dwelling = next((_DWELLINGS[mark] for mark in _DWELLINGS if mark in path.name.lower()), None)
        if dwelling is None:
            raise RefusedFileError(
                f"{path.name}: the name does not tell the kind of dwelling (app, app12, app3 or mai)"
            )
        if dwelling in found:
            raise RefusedFileError(
                f"{found[dwelling].name} and {path.name} are both about {dwelling}: give one"
            )
        found[dwelling] = path
    return found


def _year_of(path: Path) -> str:
    """From the name; the first file, of 2018, has none but is the only one with a column INSEE."""
    if year := year_in(path):
        return year
    return "" if "INSEE_C" in first_line(path) else "2018"


def _read_file(path: Path, dwelling: str, report: Report, reference: Reference) -> OnePerCommune[Rent]:
    rents = OnePerCommune[Rent](report, path.name)
    for line, cells in read_table(path, report, columns=_COLUMNS, delimiter=";"):
        code = current_commune(cells["code_insee"], reference, report, path.name, line)
        rent = (
            _rent(cells, {"code_insee": code, "dwelling": dwelling}, report, path.name, line)
            if code
            else None
        )
        if code and rent:
            rents.add(code, cells["code_insee"], line, rent)
    return rents


def _rent(
    cells: dict[str, str], identity: dict[str, str], report: Report, file: str, line: int
) -> Rent | None:
    figures = read_figures(cells, _FIGURES, report, file, line)
    if figures is None:
        return None
    if any(figure is not None and figure > _HIGHEST_RENT_M2 for figure in figures.values()):
        report.reject(file, line, f"more than {_HIGHEST_RENT_M2} euros per m2", cells["rent_m2"])
        return None
    values: dict[str, Any] = identity | figures | {"level": cells["level"].lower()}
    return valid_row(Rent, values, report, file, line)


def _city_means(rents: dict[str, Rent], report: Report, reference: Reference) -> Iterator[Rent]:
    """Paris, Lyon and Marseille, where the file has their arrondissements only."""
    for city, codes in arrondissements_by_city(reference).items():
        parts = [rents[code] for code in codes if code in rents]
        if parts and city not in rents:
            report.repair(CITY_MEAN)
            weights = [reference.communes[part.code_insee].population or 1 for part in parts]
            yield _mean(parts, weights).model_copy(update={"code_insee": city})


def _mean(rents: list[Rent], weights: Sequence[float] | None = None) -> Rent:
    """Of one kind of dwelling; the level is the coarsest, a bound that one does not have is unknown."""
    weights = weights or [1] * len(rents)
    figures = {name: _weighted([getattr(rent, name) for rent in rents], weights) for name in _FIGURES}
    level = max((rent.level for rent in rents), key=_LEVELS.index)
    return rents[0].model_copy(update=figures | {"level": level})


def _weighted(figures: list[float | None], weights: Sequence[float]) -> float | None:
    known = [figure for figure in figures if figure is not None]
    if len(known) < len(figures):
        return None
    return sum(figure * weight for figure, weight in zip(known, weights, strict=True)) / sum(weights)


_2025 = "https://static.data.gouv.fr/resources/carte-des-loyers-indicateurs-de-loyers-dannonce-par-commune-en-2025"

DATASETS = (
    Dataset(
        name="rents",
        title="Carte des loyers : loyers d'annonce par commune",
        producer="Ministère chargé du logement, ANIL",
        licence="Licence Ouverte 2.0",
        page="https://www.data.gouv.fr/datasets/carte-des-loyers-indicateurs-de-loyers-dannonce-par-commune-en-2025",
        read=read_rents,
        minimum_rows=20_000,
        aliases=("loyers", "cityRents"),
        downloads=(
            Download(f"{_2025}/20251211-145010/pred-app-mef-dhup.csv", "pred-app-mef-dhup-2025.csv"),
            Download(f"{_2025}/20251211-144934/pred-app12-mef-dhup.csv", "pred-app12-mef-dhup-2025.csv"),
            Download(f"{_2025}/20251211-144951/pred-app3-mef-dhup.csv", "pred-app3-mef-dhup-2025.csv"),
            Download(f"{_2025}/20251211-145039/pred-mai-mef-dhup.csv", "pred-mai-mef-dhup-2025.csv"),
        ),
        patterns=("pred-*mef*.csv", "indicateurs-loyers-*.csv"),
        newest_only=False,
    ),
)
