"""Regions of today, and those of before 2015 with the one each belongs to now."""

from collections.abc import Hashable, Iterator, Sequence
from pathlib import Path

from services.importer.dataset import Dataset, Download
from services.importer.figures import read_figures
from services.importer.keys import is_new
from services.importer.records import read_records
from services.importer.reference import Reference
from services.importer.report import Report
from services.importer.sources.official import bundled_regions, vintage_of
from services.importer.values import valid_row
from shared.events.rows import FormerRegion, Region, Row

OVERSEAS = ("01", "02", "03", "04", "06")
_INSEE = "Insee, Code officiel géographique"
_LICENCE = "Licence Ouverte 2.0"

_REGION = {
    "code": ("code",),
    "name": ("name", "nom"),
    "population": ("population",),
    "area_km2": ("area_km2", "superficie"),
}
_FORMER_REGION = {
    "code": ("code", "former_code"),
    "name": ("name", "former_name"),
    "successor": ("successor", "new_code"),
}


def read_regions(paths: Sequence[Path], report: Report, _: Reference) -> Iterator[Row]:
    """CSV or JSON. The original's regions.json stops at the 13 of the mainland: the others are added."""
    known = bundled_regions()
    seen: set[Hashable] = set()
    for path in paths:
        report.vintage = vintage_of(path)
        for line, record in read_records(path, report, columns=_REGION, required=("code", "name")):
            row = _region(record, known, report, path.name, line)
            if row and is_new(row.code, seen, report, path.name, line):
                yield row
    for code in OVERSEAS:
        if code not in seen:
            report.repair("overseas region added from the bundled file")
            yield known[code]


def _region(
    record: dict[str, str], known: dict[str, Region], report: Report, file: str, line: int
) -> Region | None:
    official = known.get(record["code"].zfill(2))
    if official is None:
        report.reject(file, line, "unknown region", record["code"])
        return None
    if record["name"] != official.name:
        report.repair("official name restored")
    figures = read_figures(record, ("population", "area_km2"), report, file, line)
    if figures is None:
        return None
    if None in figures.values():
        report.repair("population or area taken from the bundled file")
    known_figures = {field: value for field, value in figures.items() if value is not None}
    return valid_row(Region, official.model_dump() | known_figures, report, file, line)


def read_former_regions(paths: Sequence[Path], report: Report, _: Reference) -> Iterator[Row]:
    """CSV, or the open-data export, which repeats a region for each administration that it had."""
    regions = bundled_regions()
    seen: dict[str, str] = {}
    for path in paths:
        for line, record in read_records(path, report, columns=_FORMER_REGION):
            code, successor = record["code"].zfill(2), record["successor"].zfill(2)
            if successor not in regions:
                report.reject(path.name, line, "unknown successor", record["successor"])
            elif code not in seen:
                seen[code] = successor
                values = {"code": code, "name": record["name"], "successor": successor}
                if row := valid_row(FormerRegion, values, report, path.name, line):
                    yield row
            elif seen[code] == successor:
                report.repair("region repeated for each of its administrations")
            else:
                report.reject(path.name, line, "two successors", f"{code}: {seen[code]} and {successor}")


DATASETS = (
    Dataset(
        name="regions",
        aliases=("newRegions",),
        title="Régions françaises",
        producer=_INSEE,
        licence=_LICENCE,
        page="https://geo.api.gouv.fr/decoupage-administratif/regions",
        read=read_regions,
        minimum_rows=18,
        downloads=(
            Download("https://geo.api.gouv.fr/regions?fields=nom,code&format=json", "regions-geo-api.json"),
        ),
        patterns=("regions.json", "regions-geo-api.json", "regions.csv"),
        bundled="regions.csv",
    ),
    Dataset(
        name="former-regions",
        title="Régions d’avant 2016 et régions qui leur succèdent",
        producer=_INSEE,
        licence=_LICENCE,
        page="https://public.opendatasoft.com/explore/dataset/anciennes-nouvelles-regions/",
        read=read_former_regions,
        minimum_rows=27,
        aliases=("oldRegions",),
        patterns=("anciennes-nouvelles-regions.json", "former_regions.csv"),
        bundled="former_regions.csv",
    ),
)
