"""The offices that may hire: drawn for each place and occupation from the seed, never kept."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sandbox.francetravail.geography import Flags
from sandbox.francetravail.labonneboite.sirets import OfficeKey, encode_siret
from sandbox.francetravail.offers.prose import read_prose
from sandbox.francetravail.offers.references import labels
from sandbox.francetravail.world import World
from sandbox.hashing import Draw, derive_salt, hash_columns, take_share

_OFFICES_PER_HEAD = 0.02  # in all occupations together
_HIGH_POTENTIAL = 70.0
_JITTER_DEGREES = 0.02
_HEADCOUNTS = ((1, 2), (3, 5), (6, 9), (10, 19), (20, 49), (50, 99), (100, 199), (200, 249))


@dataclass(frozen=True)
class Offices:
    """One entry per office: positions of place and occupation, rank there, potential (0 to 100)."""

    place: NDArray[np.int64]
    occupation: NDArray[np.int64]
    rank: NDArray[np.int64]
    potential: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.place)

    def key(self, position: int) -> OfficeKey:
        return OfficeKey(int(self.place[position]), int(self.occupation[position]), int(self.rank[position]))


def find_offices(world: World, places: Flags, occupations: list[int]) -> Offices:
    """All the offices of these places and occupations."""
    positions = np.nonzero(places)[0]
    place, occupation = (
        grid.ravel() for grid in np.meshgrid(positions, np.array(occupations, dtype=np.int64))
    )
    counts = count_offices(world, place, occupation)
    rank = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    place, occupation = np.repeat(place, counts), np.repeat(occupation, counts)
    chance = take_share(hash_columns(derive_salt(world.seed, "potential"), place, occupation, rank))
    return Offices(place, occupation, rank, 5 + 95 * chance**1.5)


def count_offices(world: World, place: NDArray[np.int64], occupation: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many offices each pair of a place and an occupation has."""
    weights = np.array([one.weight for one in world.occupations.rows])
    share = (weights / weights.sum())[occupation]
    expected = world.geography.population[place] * share * _OFFICES_PER_HEAD
    rounding = take_share(hash_columns(derive_salt(world.seed, "offices"), place, occupation))
    counts: NDArray[np.int64] = np.floor(expected + rounding).astype(np.int64)
    return counts


def describe_office(world: World, key: OfficeKey, potential: float) -> dict[str, Any]:
    """The office as the API spells it; `email` says whether there is one, never which."""
    draw = Draw(world.seed, "office", key.place, key.occupation, key.rank)
    geography, occupation = world.geography, world.occupations.rows[key.occupation]
    departement = geography.departements[int(geography.departement[key.place])]
    region = next(one.name for one in geography.regions if one.code == departement.region)
    name = f"{draw.pick(occupation.family.employers)} {draw.pick(read_prose().names)} (exemple)"
    headcount = draw.pick(_HEADCOUNTS)
    naf = draw.pick(occupation.family.naf)
    return {
        "id": int(encode_siret(key)[:9]) % 10_000_000,
        "siret": encode_siret(key),
        "rome": occupation.code,
        "company_name": name.upper(),
        "office_name": name.upper() if draw.chance(0.6) else "",
        "headcount_min": headcount[0],
        "headcount_max": headcount[1],
        "naf": naf.replace(".", ""),
        "naf_label": labels("naf")[naf],
        "location": _locate(world, key.place, draw),
        "city": geography.names[key.place],
        "citycode": geography.codes[key.place],
        "postcode": draw.pick(geography.postal_codes[key.place]),
        "department": departement.name,
        "department_number": departement.code.lstrip("0"),
        "region": region,
        "email": "yes" if draw.chance(0.6) else "no",
        "hiring_potential": round(potential, 1),
        "is_high_potential": potential >= _HIGH_POTENTIAL,
    }


def _locate(world: World, place: int, draw: Draw) -> dict[str, float]:
    geography = world.geography
    return {
        "lat": round(float(geography.latitude[place]) + (draw.share() - 0.5) * 2 * _JITTER_DEGREES, 5),
        "lon": round(float(geography.longitude[place]) + (draw.share() - 0.5) * 2 * _JITTER_DEGREES, 5),
    }
