"""The tension of each occupation in each bassin d'emploi (Dares): 5 is where employers struggle most.

Columns used: annee, ROME, cbassin, oee (offers), defm_abc (job seekers), ind_tension_d and its six
components, 1 to 5, empty where there are too few figures.
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
from shared.events.rows import Row, Tension

_COLUMNS = {
    "year": ("annee",),
    "code_rome": ("ROME", "code_rome"),
    "bassin": ("cbassin", "bassin"),
    "offers": ("oee", "offers"),
    "job_seekers": ("defm_abc", "job_seekers"),
    "tension": ("ind_tension_d", "tension"),
    "hiring_intensity": ("ind_int_emb_d",),
    "labour_shortage": ("ind_main_oeuvre_d",),
    "job_precariousness": ("ind_dur_empl_d",),
    "working_conditions": ("ind_cond_travail_d",),
    "geographic_mismatch": ("ind_mismatch_geo_d",),
    "training_specificity": ("ind_specif_form_empl_d",),
}
_TEXTS = ("code_rome", "bassin")


def read_tensions(paths: Sequence[Path], report: Report, _: Reference) -> Iterator[Row]:
    """One row per occupation and bassin, those of bassins that no list of bassins has (7549) among them."""
    years: set[int] = set()
    for path in paths:
        records = _records(path, report)
        for row in unique_rows(Tension, attrgetter("code_rome", "bassin"), records, report, path.name):
            years.add(row.year)
            report.vintage = "-".join(map(str, sorted(years)))
            yield row


def _records(path: Path, report: Report) -> Iterator[tuple[int, dict[str, Any]]]:
    figures_of = [name for name in _COLUMNS if name not in _TEXTS]
    for line, cells in read_table(path, report, columns=_COLUMNS):
        figures = read_figures(cells, figures_of, report, path.name, line)
        bassin = None if figures is None else bassin_code(cells["bassin"], report, path.name, line)
        if bassin and figures is not None:
            yield line, {"code_rome": cells["code_rome"], "bassin": bassin, **figures}


DATASETS = (
    Dataset(
        name="tensions",
        title="Tensions sur le marché du travail, par métier et bassin d'emploi",
        producer="Dares, France Travail",
        licence="Licence Ouverte 2.0",
        page="https://dares.travail-emploi.gouv.fr/publication/les-tensions-sur-le-marche-du-travail-en-2024",
        read=read_tensions,
        minimum_rows=10_000,
        aliases=("professionsInTension",),
        patterns=("cities-tension*.csv", "*tension*bassin*.csv"),
        bundled="tensions.csv",
        bundled_sample=True,
    ),
)
