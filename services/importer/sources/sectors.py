"""The sectors that hire in each bassin d'emploi, with the people who look for work there.

Columns used: code_bassin or code_bassinemploi, nb_de (job seekers, in some files only), secteur. Labels
hold commas that no quote protects, so that the delimiter is always `;`.
"""

from collections.abc import Iterator, Sequence
from operator import attrgetter
from pathlib import Path
from typing import Any

from services.importer.dataset import Dataset
from services.importer.figures import read_figures
from services.importer.keys import unique_rows
from services.importer.places import bassin_code
from services.importer.reference import Reference
from services.importer.report import Report
from services.importer.tables import read_table
from shared.events.rows import HiringSector, Row

_COLUMNS = {
    "bassin": ("code_bassinemploi", "code_bassin"),
    "sector": ("secteur", "secteur_libelle", "libelle_secteur"),
    "job_seekers": ("nb_de", "demandeurs_emploi"),
}


def read_hiring_sectors(paths: Sequence[Path], report: Report, _: Reference) -> Iterator[Row]:
    """One row per bassin and sector; a sector of the same bassin that comes again is a duplicate."""
    for path in paths:
        records = _records(path, report)
        yield from unique_rows(HiringSector, attrgetter("bassin", "sector"), records, report, path.name)


def _records(path: Path, report: Report) -> Iterator[tuple[int, dict[str, Any]]]:
    required = ("bassin", "sector")
    for line, cells in read_table(path, report, columns=_COLUMNS, required=required, delimiter=";"):
        bassin = bassin_code(cells["bassin"], report, path.name, line)
        figures = read_figures(cells, ("job_seekers",), report, path.name, line) if bassin else None
        if figures is not None:
            yield line, {"bassin": bassin, "sector": _label(cells["sector"], report), **figures}


def _label(text: str, report: Report) -> str:
    single = " ".join(text.split())
    if single != text:
        report.repair("double space in a label")
    return single


DATASETS = (
    Dataset(
        name="hiring-sectors",
        title="Secteurs qui recrutent, par bassin d'emploi",
        producer="France Travail",
        licence="Licence Ouverte 2.0",
        page="https://www.francetravail.org/opendata/",
        read=read_hiring_sectors,
        minimum_rows=1_000,
        aliases=("secteurs-bassins", "sectors"),
        patterns=("secteurs_bassins*.csv", "*secteurs*bassins*.csv"),
    ),
)
