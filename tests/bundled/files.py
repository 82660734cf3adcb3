"""The committed files of bundled/, as the tests of this room read them."""

import csv
import json
from functools import cache
from pathlib import Path
from typing import Any

import shapely

from services.importer.reference import BUNDLED

CROSS_CHECK = BUNDLED.parents[1] / "shared" / "data" / "communes" / "communes.csv"


@cache
def read_table(name: str) -> list[dict[str, str]]:
    return read_csv(BUNDLED / name)


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def communes() -> dict[str, dict[str, str]]:
    """Communes without the arrondissements, by code."""
    return {row["code_insee"]: row for row in read_table("communes.csv") if row["kind"] == "commune"}


@cache
def arrondissements() -> dict[str, dict[str, str]]:
    return {row["code_insee"]: row for row in read_table("communes.csv") if row["kind"] == "arrondissement"}


@cache
def read_features(name: str) -> list[dict[str, Any]]:
    document = json.loads((BUNDLED / "outlines" / name).read_text(encoding="utf-8"))
    features: list[dict[str, Any]] = document["features"]
    return features


@cache
def read_outlines(name: str) -> dict[str, Any]:
    """Shapely geometries by code."""
    return {
        feature["properties"]["code"]: shapely.geometry.shape(feature["geometry"])
        for feature in read_features(name)
    }
