"""The places of France where the stand-in puts offers: communes, and the arrondissements of three cities.

The communes Paris, Lyon and Marseille are not places: their arrondissements are, as in France Travail's
référentiel. Coordinates are degrees (WGS84), populations people, distances km.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sandbox.tables import read_rows

PARIS, LYON, MARSEILLE = "75056", "69123", "13055"
_EARTH_RADIUS_KM = 6371.0

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Area:
    """A departement or a region; `region` is a departement's own."""

    code: str
    name: str
    region: str
    population: int


@dataclass(frozen=True)
class Geography:
    """Columns with one entry per place; `departement` holds positions in `departements`."""

    codes: list[str]
    names: list[str]
    postal_codes: list[tuple[str, ...]]
    population: NDArray[np.int64]
    latitude: NDArray[np.float64]
    longitude: NDArray[np.float64]
    sea_distance_km: NDArray[np.float32]
    departement: NDArray[np.int16]
    departements: tuple[Area, ...]
    regions: tuple[Area, ...]
    cities: Mapping[str, tuple[int, ...]]
    former_codes: Mapping[str, tuple[str, ...]]
    outlines: Path

    @cached_property
    def position(self) -> dict[str, int]:
        """Where each place is in the columns, by code INSEE."""
        return {code: position for position, code in enumerate(self.codes)}

    @cached_property
    def codes_and_cities(self) -> frozenset[str]:
        """The codes of the places, and those of the cities that are made of several."""
        return frozenset(self.codes) | self.cities.keys()

    @cached_property
    def of_departement(self) -> list[NDArray[np.int64]]:
        """The positions of the places of each departement."""
        return [np.nonzero(self.departement == rank)[0] for rank in range(len(self.departements))]

    @cached_property
    def departement_position(self) -> dict[str, int]:
        return {area.code: position for position, area in enumerate(self.departements)}

    @cached_property
    def by_postal_code(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for position, postal_codes in enumerate(self.postal_codes):
            for postal_code in postal_codes:
                found[postal_code].append(position)
        return dict(found)

    @cached_property
    def bordering(self) -> dict[str, set[str]]:
        """The departements that touch each one, read from the outlines."""
        meetings: dict[tuple[float, float], set[str]] = defaultdict(set)
        for feature in json.loads(self.outlines.read_text(encoding="utf-8"))["features"]:
            for point in _points(feature["geometry"]["coordinates"]):
                meetings[point].add(feature["properties"]["code"])
        bordering: dict[str, set[str]] = defaultdict(set)
        for codes in meetings.values():
            for code in codes:
                bordering[code] |= codes - {code}
        return dict(bordering)

    @cached_property
    def vectors(self) -> NDArray[np.float64]:
        """Each place as a point of the unit sphere."""
        return _to_vectors(self.latitude, self.longitude)

    def distances_km(self, latitude: float, longitude: float) -> NDArray[np.float64]:
        """The great-circle distance of every place."""
        cosines = self.vectors @ _to_vectors(np.array(latitude), np.array(longitude))
        half_chords = np.sqrt(np.clip((1 - cosines) / 2, 0, 1))
        distances: NDArray[np.float64] = 2 * _EARTH_RADIUS_KM * np.arcsin(half_chords)
        return distances

    def centre(self, positions: tuple[int, ...]) -> tuple[float, float]:
        """The middle of some places, weighted by their people."""
        chosen = list(positions)
        weights = np.maximum(self.population[chosen], 1)
        return (
            float(np.average(self.latitude[chosen], weights=weights)),
            float(np.average(self.longitude[chosen], weights=weights)),
        )

    def in_departements(self, codes: set[str]) -> Flags:
        """Which places lie in these departements."""
        wanted = np.array([area.code in codes for area in self.departements])
        flags: Flags = wanted[self.departement]
        return flags


def _to_vectors(latitude: NDArray[np.float64], longitude: NDArray[np.float64]) -> NDArray[np.float64]:
    lat, lon = np.radians(latitude), np.radians(longitude)
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=-1)


def _points(coordinates: Any) -> Iterator[tuple[float, float]]:
    if isinstance(coordinates[0], int | float):
        yield coordinates[0], coordinates[1]
        return
    for part in coordinates:
        yield from _points(part)


def read_geography(folder: Path) -> Geography:
    """From bundled/communes.csv, departements.csv and regions.csv."""
    rows = read_rows(folder / "communes.csv")
    departements = tuple(_areas(folder / "departements.csv"))
    positions = {area.code: position for position, area in enumerate(departements)}
    parents = {row["parent"] for row in rows} - {""}
    places = [row for row in rows if row["code_insee"] not in parents]
    return Geography(
        codes=[row["code_insee"] for row in places],
        names=[row["name"] for row in places],
        postal_codes=[tuple(row["postal_codes"].split()) for row in places],
        population=np.array([int(row["population"] or 0) for row in places], dtype=np.int64),
        latitude=np.array([float(row["latitude"]) for row in places]),
        longitude=np.array([float(row["longitude"]) for row in places]),
        sea_distance_km=np.array(
            [float(row["sea_distance_km"] or "inf") for row in places], dtype=np.float32
        ),
        departement=np.array([positions[row["departement"]] for row in places], dtype=np.int16),
        departements=departements,
        regions=tuple(_areas(folder / "regions.csv")),
        cities=_cities(places),
        former_codes={
            row["code_insee"]: tuple(row["former_codes"].split()) for row in places if row["former_codes"]
        },
        outlines=folder / "outlines" / "departements.geojson",
    )


def _areas(path: Path) -> Iterator[Area]:
    for row in read_rows(path):
        yield Area(row["code"], row["name"], row.get("region", ""), int(row["population"] or 0))


def _cities(places: list[dict[str, str]]) -> dict[str, tuple[int, ...]]:
    """The positions of the arrondissements of each city that has some, by the city's code INSEE."""
    cities: dict[str, list[int]] = defaultdict(list)
    for position, row in enumerate(places):
        if row["parent"]:
            cities[row["parent"]].append(position)
    return {code: tuple(positions) for code, positions in cities.items()}
