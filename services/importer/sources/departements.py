"""Departements, with the typical rent and price that the original knew for each."""

from collections.abc import Hashable, Iterator, Sequence
from pathlib import Path

from services.importer.dataset import Dataset, Download
from services.importer.figures import read_figures
from services.importer.keys import is_new
from services.importer.records import read_records
from services.importer.reference import Reference
from services.importer.report import Report
from services.importer.sources.official import bundled_departements, vintage_of
from services.importer.values import departement, valid_row
from shared.events.rows import Departement, Row

_COLUMNS = {
    "code": ("code",),
    "name": ("name", "nom"),
    "region": ("region", "code_region", "codeRegion"),
    "population": ("population",),
    "area_km2": ("area_km2", "superficie"),
    "rent_m2": ("rent_m2",),
    "price_m2": ("price_m2", "buy_m2"),
}
_FIGURES = ("population", "area_km2", "rent_m2", "price_m2")
# Rent and price per m2 that the original's file repeats for places without a market, among them an atoll
# where nobody lives: no figure of Saône-et-Loire, which has them too.
_PLACEHOLDER = (16.0, 4588.0)


def read_departements(paths: Sequence[Path], report: Report, _: Reference) -> Iterator[Row]:
    """CSV or JSON. Codes 1 to 6 are overseas; names and regions become the official ones."""
    known = bundled_departements()
    seen: set[Hashable] = set()
    for path in paths:
        report.vintage = vintage_of(path)
        for line, record in read_records(path, report, columns=_COLUMNS, required=("code", "name")):
            row = _departement(record, known, report, path.name, line)
            if row and is_new(row.code, seen, report, path.name, line):
                yield row


def _departement(
    record: dict[str, str], known: dict[str, Departement], report: Report, file: str, line: int
) -> Departement | None:
    code = departement(record["code"], overseas_digits=True)
    official = known.get(code or "")
    if official is None:
        report.reject(file, line, "not one of the 101 departements", f"{record['code']} {record['name']}")
        return None
    figures = read_figures(record, _FIGURES, report, file, line)
    if figures is None:
        return None
    if (figures["rent_m2"], figures["price_m2"]) == _PLACEHOLDER:
        report.repair("placeholder rent and price dropped")
        figures |= {"rent_m2": None, "price_m2": None}
    if figures["population"] is None or figures["area_km2"] is None:
        report.repair("population or area taken from the bundled file")
    _count_repairs(record, official, report)
    known_figures = {field: value for field, value in figures.items() if value is not None}
    return valid_row(Departement, official.model_dump() | known_figures, report, file, line)


def _count_repairs(record: dict[str, str], official: Departement, report: Report) -> None:
    if record["code"] != official.code:
        report.repair("official code restored")
    if record["name"] != official.name:
        report.repair("official name restored")
    if record["region"] != official.region:
        report.repair("official region restored" if record["region"] else "region added")


DATASETS = (
    Dataset(
        name="departements",
        title="Départements français",
        producer="Insee, Code officiel géographique",
        licence="Licence Ouverte 2.0",
        page="https://geo.api.gouv.fr/decoupage-administratif/departements",
        read=read_departements,
        minimum_rows=101,
        downloads=(
            Download(
                "https://geo.api.gouv.fr/departements?fields=nom,code,codeRegion&format=json",
                "departements-geo-api.json",
            ),
        ),
        patterns=("departements.csv", "departements-geo-api.json"),
        bundled="departements.csv",
    ),
)
