"""The outlines of departements and regions: dissolved from communes, simplified together, rounded."""

from collections import defaultdict
from collections.abc import Mapping

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

Shapes = dict[str, BaseGeometry]

DECIMALS = 4
GAP_DEGREES = 0.01  # holes narrower than this (1 km) are cracks between neighbours; Llívia is 3 km wide
SMALLEST_PART = 1e-5  # square degrees, 0.1 km2: smaller islets, all uninhabited, are left out


def dissolve(polygons: Mapping[str, BaseGeometry], group_of: Mapping[str, str]) -> Shapes:
    """The union of each group, as a coverage: neighbours share every vertex of their border."""
    groups: defaultdict[str, list[BaseGeometry]] = defaultdict(list)
    for code, polygon in polygons.items():
        groups[group_of[code]].append(polygon)
    codes = sorted(groups)
    unions = [_without_islets(shapely.union_all(groups[code])) for code in codes]
    clean = shapely.coverage_clean(np.array(unions), gap_width=GAP_DEGREES)
    return dict(zip(codes, clean, strict=True))


def _without_islets(shape: BaseGeometry) -> BaseGeometry:
    parts = shapely.get_parts(shape)
    return shapely.multipolygons(parts[shapely.area(parts) >= SMALLEST_PART])


def simplify(shapes: Shapes, tolerance_degrees: float) -> Shapes:
    """Fewer vertices, the same on both sides of a border. ValueError if that is no valid coverage."""
    simple = shapely.coverage_simplify(np.array(list(shapes.values())), tolerance_degrees)
    rounded = shapely.transform(simple, _round)
    if not (shapely.is_valid(rounded).all() and shapely.coverage_is_valid(rounded)):
        raise ValueError(f"outlines simplified to {tolerance_degrees} degrees overlap or cross themselves")
    return dict(zip(shapes, shapely.normalize(rounded), strict=True))


def _round(coordinates: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.round(coordinates, DECIMALS)
