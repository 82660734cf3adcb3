"""What bundled/ says of regions and departements: other files are checked against it, and completed."""

import csv
from pathlib import Path

from services.importer.figures import year_in
from services.importer.reference import BUNDLED
from shared.events.rows import Departement, Region

VINTAGE = "2026"  # of the Code officiel géographique that bundled/ follows


def bundled_regions() -> dict[str, Region]:
    """The regions of today by code: official name, people, square kilometres."""
    with (BUNDLED / "regions.csv").open(encoding="utf-8", newline="") as file:
        rows = [Region.model_validate(row) for row in csv.DictReader(file)]
    return {row.code: row for row in rows}


def bundled_departements() -> dict[str, Departement]:
    """The departements of today by code: official name, region, people, square kilometres."""
    unknown = {"rent_m2": None, "price_m2": None}
    with (BUNDLED / "departements.csv").open(encoding="utf-8", newline="") as file:
        rows = [Departement.model_validate(row | unknown) for row in csv.DictReader(file)]
    return {row.code: row for row in rows}


def vintage_of(path: Path) -> str:
    """The year in the file's name; that of bundled/ for its files and for what the API takes from them."""
    if path.resolve().is_relative_to(BUNDLED) or path.name.endswith("-geo-api.json"):
        return VINTAGE
    return year_in(path)
