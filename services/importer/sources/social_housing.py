"""Social housing: dwellings per commune (RPLS), and the months waited for one, per region of before 2015.

Columns used: the commune's code and the total, under the names that they have had; the file of 2021 has
its total in the 16th column. Waiting times: a list of {name, socialHousingDelay}, which the original's
authors took from a table of the ministry (their comment is in the first object).
"""

import csv
import re
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from operator import attrgetter
from pathlib import Path
from typing import Any

from services.importer.dataset import Dataset, Download, RefusedFileError
from services.importer.figures import read_figures, year_in
from services.importer.headers import first_line, split_cells
from services.importer.keys import is_new, unique_rows
from services.importer.names import fold
from services.importer.places import city_of, current_commune
from services.importer.records import read_objects
from services.importer.reference import BUNDLED, Reference
from services.importer.report import Report
from services.importer.tables import Columns, read_table
from services.importer.values import code_insee, valid_row
from shared.events.rows import Row, SocialHousing, SocialHousingDelay

_CODES = ("DEPCOM_ARM", "DEPCOM", "CODGEO", "code_insee", "INSEE_COM", "code_commune", "COM", "INSEE")
_TOTALS = ("nb_ls", re.compile(r"^nb_?ls_?20[0-9]{2}$", re.IGNORECASE), "lgt_sociaux", "logements sociaux")
_TOTAL_OF_2021 = 15
_RENAMED = {"reunion": "la reunion"}


def read_social_housing(paths: Sequence[Path], report: Report, reference: Reference) -> Iterator[Row]:
    """Dwellings per commune; arrondissements and merged communes are summed."""
    for path in paths:
        report.vintage = year_in(path)
        totals: Counter[str] = Counter()
        seen: set[Hashable] = set()
        for line, cells in read_table(path, report, columns=_columns_of(path)):
            row = _dwellings(cells, report, reference, path.name, line)
            if row and is_new(code_insee(cells["code"]), seen, report, path.name, line):
                totals[city_of(row.code_insee, reference, report)] += row.dwellings
        for code, total in totals.items():
            yield SocialHousing(code_insee=code, dwellings=total)


def _columns_of(path: Path) -> Columns:
    if year_in(path) != "2021":
        return {"code": _CODES, "total": _TOTALS}
    names = split_cells(first_line(path), ",", path)
    return {"code": _CODES, "total": (*_TOTALS, *names[_TOTAL_OF_2021 : _TOTAL_OF_2021 + 1])}


def _dwellings(
    cells: Mapping[str, str], report: Report, reference: Reference, file: str, line: int
) -> SocialHousing | None:
    code = current_commune(cells["code"], reference, report, file, line)
    figures = read_figures(cells, ("total",), report, file, line) if code else None
    if figures is None:
        return None
    if figures["total"] is None:
        report.reject(file, line, "no total", cells["code"])
        return None
    return valid_row(SocialHousing, {"code_insee": code, "dwellings": figures["total"]}, report, file, line)


def read_delays(paths: Sequence[Path], report: Report, _: Reference) -> Iterator[Row]:
    """Months waited; regions are known by their name alone."""
    codes = _former_regions()
    for path in paths:
        delays = _delays(path, codes, report)
        yield from unique_rows(SocialHousingDelay, attrgetter("former_region"), delays, report, path.name)


def _delays(path: Path, codes: Mapping[str, str], report: Report) -> Iterator[tuple[int, dict[str, Any]]]:
    objects = read_objects(path)
    if not any("socialHousingDelay" in item for item in objects):
        raise RefusedFileError(f"{path.name}: expected objects with name and socialHousingDelay")
    for rank, item in enumerate(objects, 1):
        name = fold(str(item.get("name")))
        code = codes.get(_RENAMED.get(name, name))
        if code is None:
            report.reject(path.name, rank, "no region of before 2015 has this name", name[:40])
        else:
            yield rank, {"former_region": code, "months": item.get("socialHousingDelay")}


def _former_regions() -> dict[str, str]:
    with (BUNDLED / "former_regions.csv").open(encoding="utf-8", newline="") as file:
        return {fold(row["name"]): row["code"] for row in csv.DictReader(file)}


DATASETS = (
    Dataset(
        name="social-housing",
        title="Répertoire des logements locatifs des bailleurs sociaux (RPLS)",
        producer="Service des données et études statistiques (SDES)",
        licence="Licence Ouverte 2.0",
        page="https://www.statistiques.developpement-durable.gouv.fr/",
        read=read_social_housing,
        minimum_rows=3_000,
        aliases=("rpls",),
        downloads=(
            Download(
                "https://static.data.gouv.fr/resources/repertoire-des-logements-locatifs-des-bailleurs-sociaux-"
                "rpls-2021/20230309-150841/rpls-2021.csv",
                "rpls-2021.csv",
            ),
        ),
        patterns=("*rpls*.csv",),
    ),
    Dataset(
        name="social-housing-delays",
        title="Délais d'attente pour un logement social, par ancienne région",
        producer="Mobiville, d'après le ministère chargé du logement",
        licence="Licence Ouverte 2.0",
        page="https://www.statistiques.developpement-durable.gouv.fr/",
        read=read_delays,
        minimum_rows=20,
        aliases=("regions-social-housing", "waiting-times"),
        patterns=("regions-social-housing*.json",),
    ),
)
