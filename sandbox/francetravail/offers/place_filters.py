"""The parameters that say where: communes and a distance, departements, a region, a country."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sandbox.francetravail.geography import LYON, PARIS, Flags, Geography
from sandbox.francetravail.offers import formats
from sandbox.francetravail.offers.attributes import Whereabouts
from sandbox.francetravail.offers.filters import Filter, Market
from sandbox.francetravail.offers.slots import Positions
from sandbox.francetravail.tables import read_own_rows
from sandbox.francetravail.world import World
from sandbox.hashing import derive_salt, hash_columns

MAX_PLACES = 5
DEFAULT_DISTANCE_KM = 10.0
_MOST_DISTANCE_KM = 1000
_OVERSHOOT = 1.3  # "offers may come from up to distance +30 %"


@dataclass(frozen=True)
class Zone:
    """Which places are meant, and the distance of each from the nearest commune asked for (km)."""

    places: Flags
    distance_km: NDArray[np.float64] | None
    filter: Filter


def read_zones(query: Mapping[str, str], market: Market) -> list[Zone]:
    """One zone per parameter; an offer must lie in all of them."""
    geography = market.stock.world.geography
    zones = []
    if "commune" in query:
        zones.append(_around(query, market))
    if "departement" in query:
        zones.append(_told(_departements(query, geography), Whereabouts.DEPARTEMENT))
    if "region" in query:
        zones.append(_told(_region(query["region"], geography), Whereabouts.REGION))
    return zones


def _around(query: Mapping[str, str], market: Market) -> Zone:
    geography = market.stock.world.geography
    aggregates = market.switches.global_city_codes == "accept"
    known = geography.codes_and_cities if aggregates else geography.position
    codes = formats.read_codes("commune", query["commune"], known, MAX_PLACES)
    text = query.get("distance", "")
    limit = formats.read_number("distance", text, highest=_MOST_DISTANCE_KM) if text else DEFAULT_DISTANCE_KM
    origins = [_origin(code, geography) for code in codes]
    distances = np.minimum.reduce([geography.distances_km(*geography.centre(origin)) for origin in origins])
    asked = [position for origin in origins for position in origin]
    distances[asked] = 0
    places = _within(distances, limit, market.stock.world)
    if limit:
        _complete_cities(places, geography, limit, origins)
    places[asked] = True
    return Zone(places, distances, _keep(places, Whereabouts.COMMUNE))


def _within(distances: NDArray[np.float64], limit: float, world: World) -> Flags:
    """Every place that is near enough, and every other one of those a little farther."""
    if not limit:
        return np.zeros(len(distances), dtype=bool)
    places: Flags = distances <= limit
    farther = np.nonzero((distances > limit) & (distances <= limit * _OVERSHOOT))[0]
    places[farther] = hash_columns(derive_salt(world.seed, "overshoot"), farther) % 2 == 0
    return places


def _origin(code: str, geography: Geography) -> tuple[int, ...]:
    """The places that a code stands for; any arrondissement of Paris stands for all of Paris."""
    city = geography.cities.get(code)
    if city is not None:
        return city
    position = geography.position[code]
    paris = geography.cities.get(PARIS, ())
    return paris if position in paris else (position,)


def _complete_cities(
    places: Flags, geography: Geography, limit: float, origins: list[tuple[int, ...]]
) -> None:
    """Paris is one place; Lyon comes whole as soon as its centre is near enough."""
    for code in (PARIS, LYON):
        city = geography.cities.get(code)
        if city is None:
            continue
        centre = geography.centre(city)
        near = min(_distance_km(geography.centre(origin), centre) for origin in origins) <= limit
        if near or (code == PARIS and places[list(city)].any()):
            places[list(city)] = True


def _distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Good enough within some tens of km."""
    north = (one[0] - other[0]) * 111.2
    east = (one[1] - other[1]) * 111.3 * float(np.cos(np.radians(one[0])))
    return float(np.hypot(north, east))


def _departements(query: Mapping[str, str], geography: Geography) -> Flags:
    codes = formats.read_codes(
        "departement", query["departement"], geography.departement_position, MAX_PLACES
    )
    chosen = set(codes)
    text = query.get("inclureLimitrophes", "false")
    if formats.read_boolean("inclureLimitrophes", text):
        chosen = chosen.union(*(geography.bordering.get(code, set()) for code in codes))
    return geography.in_departements(chosen)


def _region(code: str, geography: Geography) -> Flags:
    codes = {one.code for one in geography.departements if one.region == code}
    if not codes:
        raise formats.wrong_value("region")
    return geography.in_departements(codes)


def _told(places: Flags, precision: Whereabouts) -> Zone:
    return Zone(places, None, _keep(places, precision))


def _keep(places: Flags, precision: Whereabouts) -> Filter:
    """The offers of these places that tell where they are at least so precisely."""

    def keep(market: Market, positions: Positions) -> Flags:
        told = market.stock.attributes.whereabouts[positions] <= precision
        flags: Flags = told & places[market.stock.world.slots.place[positions]]
        return flags

    return keep


def read_country(query: Mapping[str, str]) -> list[Filter]:
    """paysContinent: a country, or a continent."""
    if "paysContinent" not in query:
        return []
    rows, code = read_own_rows("countries"), query["paysContinent"]
    wanted = np.array([code in {row["code"], row["continent"]} for row in rows])
    if not wanted.any():
        raise formats.wrong_value("paysContinent")
    return [lambda market, positions: wanted[market.stock.attributes.country[positions]]]
