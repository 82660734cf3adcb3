"""Regions of today, and those of before 2015 with the one each belongs to now."""

import csv
from collections.abc import Hashable, Iterator, Sequence
from pathlib import Path

from services.importer.dataset import Dataset, Download
from services.importer.keys import is_new
from services.importer.records import read_records
from services.importer.reference import BUNDLED, Reference
from services.importer.report import Report
from services.importer.values import decimal, integer, valid_row
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
    known = {region.code: region for region in bundled_regions()}
    seen: set[Hashable] = set()
    for path in paths:
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
    try:
        population, area = integer(record["population"]), decimal(record["area_km2"])
    except ValueError as error:
        report.reject(file, line, "invalid number", str(error))
        return None
    if population is None or area is None:
        report.repair("population or area taken from the bundled file")
    values = official.model_dump() | {
        "population": official.population if population is None else population,
        "area_km2": official.area_km2 if area is None else area,
    }
    return valid_row(Region, values, report, file, line)


def bundled_regions() -> list[Region]:
    """The regions of today: code, official name, people, square kilometres."""
    with (BUNDLED / "regions.csv").open(encoding="utf-8", newline="") as file:
        return [Region.model_validate(row) for row in csv.DictReader(file)]


def read_former_regions(paths: Sequence[Path], report: Report, _: Reference) -> Iterator[Row]:
    """CSV, or the open-data export, which repeats a region for each administration that it had."""
    regions = {region.code: region for region in bundled_regions()}
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
