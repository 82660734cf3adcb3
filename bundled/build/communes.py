"""The rows of communes.csv."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from shapely import MultiLineString, Point
from shapely.geometry.base import BaseGeometry

from bundled.build.decoupage import Commune
from bundled.build.map_units import find_areas_km2
from services.importer.coast import sea_distances_km


@dataclass(frozen=True, slots=True)
class CommuneRow:
    """The columns in their order. People, degrees (WGS84), square kilometres, metres, kilometres."""

    code_insee: str
    name: str
    kind: str
    parent: str | None
    departement: str
    region: str
    population: int | None
    postal_codes: str
    latitude: float | None
    longitude: float | None
    area_km2: float | None
    altitude_m: int | None
    sea_distance_km: float | None
    former_codes: str


def build_commune_rows(
    units: Sequence[Commune],
    polygons: Mapping[str, BaseGeometry],
    altitudes: Mapping[str, int],
    successors: Mapping[str, str],
) -> list[CommuneRow]:
    """One row per commune or arrondissement, by code, the distance to the sea still unknown."""
    areas, centres = find_areas_km2(polygons), find_centres(polygons)
    former: defaultdict[str, list[str]] = defaultdict(list)
    for code, successor in successors.items():
        former[successor].append(code)
    return [
        CommuneRow(
            code_insee=code,
            name=unit["nom"],
            kind="arrondissement" if "commune" in unit else "commune",
            parent=unit.get("commune"),
            departement=unit["departement"],
            region=unit["region"],
            population=unit.get("population"),
            postal_codes=" ".join(sorted(unit.get("codesPostaux", []))),
            latitude=round(centres[code].y, 5),
            longitude=round(centres[code].x, 5),
            area_km2=round(areas[code], 2),
            altitude_m=altitudes.get(code),
            sea_distance_km=None,
            former_codes=" ".join(sorted(former[code])),
        )
        for code, unit in sorted({unit["code"]: unit for unit in units}.items())
    ]


def find_centres(polygons: Mapping[str, BaseGeometry]) -> dict[str, Point]:
    """The centroid of each polygon, or a point inside where the centroid of a bent shape falls outside."""
    return {
        code: polygon.centroid if polygon.contains(polygon.centroid) else polygon.point_on_surface()
        for code, polygon in polygons.items()
    }


def add_sea_distances(rows: Sequence[CommuneRow], coast: MultiLineString) -> Iterator[CommuneRow]:
    """With the distance from the centroid to the coast line, to 10 m."""
    distances = sea_distances_km(coast, [row.latitude for row in rows], [row.longitude for row in rows])
    for row, distance in zip(rows, distances, strict=True):
        yield replace(row, sea_distance_km=None if distance is None else round(distance, 2))
