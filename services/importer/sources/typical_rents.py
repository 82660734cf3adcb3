"""Rents of fifty large cities, from a file of the original Mobiville that names them and gives no code."""

from collections.abc import Iterator, Sequence
from operator import attrgetter
from pathlib import Path
from typing import Any

from services.importer.dataset import Dataset
from services.importer.figures import read_figures
from services.importer.keys import unique_rows
from services.importer.names import fold
from services.importer.reference import Reference
from services.importer.report import Report
from services.importer.tables import read_table
from shared.events.rows import Row, TypicalRent

_COLUMNS = {
    "city": ("city",),
    "rent_two_rooms": ("rent_t2",),
    "rent_four_rooms": ("rent_t4",),
    "rent_m2": ("rent_m2",),
    "price_m2": ("buy_m2",),
}
# a homonym smaller than this is not the city that is meant
_SMALLEST_CITY = 20_000
_RENAMED = {"saint ouen": "saint ouen sur seine"}


def read_typical_rents(paths: Sequence[Path], report: Report, reference: Reference) -> Iterator[Row]:
    """Euros per month; of cities with the same name, the most populated is meant."""
    codes = _largest_by_name(reference)
    for path in paths:
        records = _records(path, codes, report)
        yield from unique_rows(TypicalRent, attrgetter("code_insee"), records, report, path.name)


def _records(path: Path, codes: dict[str, str], report: Report) -> Iterator[tuple[int, dict[str, Any]]]:
    for line, cells in read_table(path, report, columns=_COLUMNS, max_bytes=2**24):
        name = fold(cells.pop("city"))
        code = codes.get(_RENAMED.get(name, name))
        if code is None:
            report.reject(path.name, line, "no large city has this name", name[:40])
            continue
        figures = read_figures(cells, cells, report, path.name, line)
        if figures is not None:
            yield line, {"code_insee": code, **figures}


def _largest_by_name(reference: Reference) -> dict[str, str]:
    cities = [
        (commune.population, commune.code_insee, commune.name)
        for commune in reference.communes.values()
        if commune.parent is None and commune.population is not None and commune.population >= _SMALLEST_CITY
    ]
    return {fold(name): code for _, code, name in sorted(cities)}


DATASETS = (
    Dataset(
        name="typical-rents",
        title="Loyers d'un deux-pièces et d'un quatre-pièces dans cinquante grandes villes",
        producer="Mobiville",
        licence="Licence Ouverte 2.0",
        page="https://www.data.gouv.fr/datasets/carte-des-loyers-indicateurs-de-loyers-dannonce-par-commune-en-2025",
        read=read_typical_rents,
        minimum_rows=20,
        aliases=("cities-rent",),
        patterns=("cities_rent*.csv",),
    ),
)
