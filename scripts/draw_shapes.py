"""Draw the site's maps of regions and departements, small enough to be part of it, from bundled/outlines.

python scripts/draw_shapes.py regions > front/src/map/shapes/regions.json

Mainland and Corsica in Mercator; each region overseas in a box of its own at the left, at a scale of its own.
"""

import json
import math
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import shapely
from shapely.affinity import affine_transform
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

_OUTLINES = Path(__file__).resolve().parents[1] / "bundled" / "outlines"
_SIZE = 600
_LEFT, _TOP = -5.2, 51.15
_SCALE = 520 / (9.65 - _LEFT)
_MAINLAND_X = 78
_BOX = 56
# from top to bottom
_OVERSEAS = {
    "regions": ("01", "02", "03", "04", "06"),
    "departements": ("971", "972", "973", "974", "976"),
}
_TOLERANCE = {"regions": 1.3, "departements": 0.9}


def project(longitude: float, latitude: float) -> tuple[float, float]:
    def northing(degrees: float) -> float:
        return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(degrees) / 2)))

    return _MAINLAND_X + (longitude - _LEFT) * _SCALE, 12 + (northing(_TOP) - northing(latitude)) * _SCALE


def project_all(points: Any) -> Any:
    return [project(longitude, latitude) for longitude, latitude in points]


def boxed(drawn: BaseGeometry, row: int) -> BaseGeometry:
    """The drawing scaled into its box at the left of the mainland."""
    left, top, right, bottom = drawn.bounds
    factor = (_BOX - 12) / max(right - left, bottom - top)
    x = 6 + (_BOX - (right - left) * factor) / 2
    y = 190 + row * (_BOX + 14) + (_BOX - (bottom - top) * factor) / 2
    return affine_transform(drawn, [factor, 0, 0, factor, x - left * factor, y - top * factor])


def path_of(drawn: BaseGeometry, least_area: float) -> str:
    polygons = sorted(getattr(drawn, "geoms", [drawn]), key=lambda one: -float(one.area))
    kept = [one for one in polygons if one.area > least_area] or polygons[:1]
    return "".join(f"M{'L'.join(corners(one.exterior.coords))}Z" for one in kept)


def corners(points: Any) -> list[str]:
    return [corner for corner, _ in groupby(f"{x:.0f} {y:.0f}" for x, y in points)]


def draw(kind: str) -> Iterator[dict[str, str]]:
    collection = json.loads((_OUTLINES / f"{kind}.geojson").read_text(encoding="utf-8"))
    areas = [feature["properties"] for feature in collection["features"]]
    drawn = [shapely.transform(shape(feature["geometry"]), project_all) for feature in collection["features"]]
    overseas = {code: row for row, code in enumerate(_OVERSEAS[kind])}
    placed = [
        boxed(outline, overseas[area["code"]]) if area["code"] in overseas else outline
        for area, outline in zip(areas, drawn, strict=True)
    ]
    for area, outline in zip(areas, shapely.coverage_simplify(placed, _TOLERANCE[kind]), strict=True):
        name = area["name"].replace("'", "’")
        yield {"code": area["code"], "name": name, "d": path_of(outline, 2.0)}


if __name__ == "__main__":
    shapes = sorted(draw(sys.argv[1]), key=lambda one: one["name"])
    box = {"width": _SIZE, "height": 560, "shapes": shapes}
    sys.stdout.write(json.dumps(box, ensure_ascii=False, indent=1) + "\n")
