"""Writing the bundled files, always to the same bytes."""

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import astuple, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Feature = tuple[Mapping[str, str], BaseGeometry]


def write_csv(path: Path, rows: "Sequence[DataclassInstance]") -> None:
    """UTF-8, comma, LF; the columns are the fields of the rows, None is an empty cell."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(field.name for field in fields(rows[0]))
        writer.writerows(astuple(row) for row in rows)


def write_geojson(path: Path, features: Sequence[Feature]) -> None:
    """A FeatureCollection, one feature per line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = ",\n".join(_to_json(properties, geometry) for properties, geometry in features)
    collection = f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'
    path.write_text(collection, encoding="utf-8", newline="\n")


def _to_json(properties: Mapping[str, str], geometry: BaseGeometry) -> str:
    feature: dict[str, Any] = {"type": "Feature", "properties": properties, "geometry": mapping(geometry)}
    return json.dumps(feature, ensure_ascii=False, separators=(",", ":"))
