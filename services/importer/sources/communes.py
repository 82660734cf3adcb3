"""The communes of today and the arrondissements of Paris, Lyon and Marseille."""

import csv
from collections.abc import Hashable, Iterator, Sequence
from pathlib import Path

from services.importer.coast import load_coastline, sea_distances_km
from services.importer.dataset import Dataset, Download
from services.importer.figures import year_in
from services.importer.keys import is_new
from services.importer.reference import BUNDLED, Reference
from services.importer.report import Report
from services.importer.sources.commune_files import Fields, read_commune_file
from services.importer.sources.official import VINTAGE
from services.importer.values import valid_row
from shared.events.rows import Commune, Row


def read_communes(paths: Sequence[Path], report: Report, reference: Reference) -> Iterator[Row]:
    """What a source gives for no commune at all (altitude, sea distance, former codes) is completed."""
    seen: set[Hashable] = set()
    for path in paths:
        lines = list(_current(path, report, reference))
        records = [fields for _, fields in lines]
        _complete_from_bundled(records, report)
        _complete_sea_distances(records, report)
        for line, fields in lines:
            row = valid_row(Commune, fields, report, path.name, line)
            if row and is_new(row.code_insee, seen, report, path.name, line):
                yield row
    yield from _missing_arrondissements(seen, report, reference)
    report.vintage = _vintage(paths, seen >= reference.communes.keys())


def _vintage(paths: Sequence[Path], like_bundled: bool) -> str:
    """Communes change on each 1 January: the same ones are of the same year."""
    return VINTAGE if like_bundled else max(map(year_in, paths), default="")


def _current(path: Path, report: Report, reference: Reference) -> Iterator[tuple[int, Fields]]:
    """The records of communes that exist, with the region and the city that they belong to."""
    for line, fields in read_commune_file(path, report):
        code, region = fields["code_insee"], reference.region_of_departement.get(fields["departement"] or "")
        known = reference.communes.get(code)
        if code is None:
            report.reject(path.name, line, "no commune code", fields["name"])
        elif region is None:
            report.reject(path.name, line, "outside the 101 departements", f"{code} {fields['name']}")
        elif known is None and code in reference.successors:
            report.reject(path.name, line, "merged commune", f"{code}, now {reference.successors[code]}")
        else:
            yield line, fields | {"region": region, "parent": known.parent if known else None}


def _complete_from_bundled(records: Sequence[Fields], report: Report) -> None:
    bundled: dict[str, Fields] = {}
    for field in ("altitude_m", "former_codes"):
        if any(fields[field] for fields in records):
            continue
        bundled = bundled or {fields["code_insee"]: fields for fields in _bundled()}
        for fields in records:
            if value := bundled.get(fields["code_insee"], {}).get(field):
                fields[field] = value
                report.repair(f"{field} taken from the bundled file")


def _complete_sea_distances(records: Sequence[Fields], report: Report) -> None:
    if not records or any(fields["sea_distance_km"] is not None for fields in records):
        return
    coast = load_coastline(BUNDLED / "outlines" / "coastline.geojson")
    distances = sea_distances_km(
        coast, [fields["latitude"] for fields in records], [fields["longitude"] for fields in records]
    )
    for fields, distance in zip(records, distances, strict=True):
        if distance is not None:
            fields["sea_distance_km"] = round(distance, 2)
            report.repair("sea_distance_km computed from the coast line")


def _missing_arrondissements(seen: set[Hashable], report: Report, reference: Reference) -> Iterator[Commune]:
    """The official API lists the arrondissements apart: those of a city that is there are added."""
    missing = {code for code, facts in reference.communes.items() if facts.parent in seen} - seen
    if not missing:
        return
    for fields in _bundled():
        if fields["code_insee"] in missing:
            report.repair("arrondissement added from the bundled file")
            yield Commune.model_validate(fields)


def _bundled() -> Iterator[Fields]:
    lists = ("postal_codes", "former_codes")
    with (BUNDLED / "communes.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {field: text.split() if field in lists else text or None for field, text in row.items()}


DATASETS = (
    Dataset(
        name="cities",
        title="Communes et arrondissements municipaux",
        producer="Insee, IGN, La Poste (API Découpage administratif) ; GeoNames pour les altitudes",
        licence="Licence Ouverte 2.0 ; CC BY 4.0 (altitudes)",
        page="https://geo.api.gouv.fr/decoupage-administratif/communes",
        read=read_communes,
        minimum_rows=34_000,
        downloads=(
            Download(
                "https://geo.api.gouv.fr/communes?fields=nom,code,codesPostaux,population,surface,centre,"
                "codeDepartement&format=json",
                "communes-geo-api.json",
            ),
        ),
        patterns=("communes.csv", "communes-geo-api.json", "communes-france-*.csv"),
        bundled="communes.csv",
    ),
)
