"""The coast line of France from the TopoJSON of world-atlas (Natural Earth 1:10m, countries)."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiLineString
from shapely.geometry.base import BaseGeometry

from bundled.build.packages import read_npm_json

DECIMALS = 4  # 10 m; the source is quantised to 200 m
# The neighbours are there because theirs is the nearest coast for many communes along the border.
COUNTRIES = frozenset({"France", "Monaco", "Belgium", "Netherlands", "Spain", "Italy", "Suriname", "Brazil"})
# West, south, east, north. A neighbour's coast beyond these boxes is nearest to no commune.
TERRITORIES = {
    "Métropole": (-5.6, 40.8, 10.0, 51.6),
    "Guadeloupe": (-61.9, 15.7, -60.9, 16.6),
    "Martinique": (-61.3, 14.3, -60.7, 15.0),
    "Guyane": (-56.0, 3.0, -50.0, 6.5),
    "La Réunion": (55.1, -21.5, 55.9, -20.8),
    "Mayotte": (44.9, -13.1, 45.4, -12.6),
}


def read_coastline(archive: Path) -> BaseGeometry:
    """The arcs that bound the land and one of COUNTRIES, cut to the TERRITORIES. WGS84 degrees."""
    topology = read_npm_json(archive, "countries-10m.json")
    land = set(_arcs_of(topology["objects"]["land"]))
    countries = topology["objects"]["countries"]["geometries"]
    near = [country for country in countries if country["properties"]["name"] in COUNTRIES]
    lines = _decode(topology, sorted(land.intersection(_arcs_of({"geometries": near}))))
    return _cut(MultiLineString(lines))


def _arcs_of(geometry: dict[str, Any]) -> Iterator[int]:
    """The indices of all arcs of a geometry; TopoJSON writes an arc in reverse as its complement."""
    for member in geometry.get("geometries", []):
        yield from _arcs_of(member)
    yield from (arc if arc >= 0 else ~arc for arc in _flatten(geometry.get("arcs", [])))


def _flatten(nested: Sequence[Any]) -> Iterator[int]:
    for item in nested:
        if isinstance(item, int):
            yield item
        else:
            yield from _flatten(item)


def _decode(topology: dict[str, Any], arcs: Sequence[int]) -> list[NDArray[np.float64]]:
    """Arcs as degrees: the file holds quantised steps from one vertex to the next."""
    transform = topology["transform"]
    return [
        np.cumsum(topology["arcs"][arc], axis=0) * transform["scale"] + transform["translate"] for arc in arcs
    ]


def _cut(coast: MultiLineString) -> BaseGeometry:
    pieces = [shapely.intersection(coast, shapely.box(*bounds)) for bounds in TERRITORIES.values()]
    merged = shapely.normalize(shapely.line_merge(shapely.union_all(pieces)))
    return shapely.transform(merged, lambda degrees: np.round(degrees, DECIMALS))
