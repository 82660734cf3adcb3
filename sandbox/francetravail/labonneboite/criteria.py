"""What a client asks of La Bonne Boîte: read from its parameters, or refused with 422."""

from collections.abc import Mapping
from dataclasses import dataclass

from sandbox.francetravail.geography import PARIS, Flags, Geography
from sandbox.francetravail.occupations import Occupations, fold
from sandbox.francetravail.world import World

MOST_PER_PAGE = 100
_DEFAULT_PAGE_SIZE, _DEFAULT_DISTANCE_KM, _MOST_DISTANCE_KM = 10, 10.0, 200
_OVERSHOOT = 1.2  # the service returns offices beyond the radius
_PLACES = ("citycode", "latitude", "department_number", "department", "postcode", "city", "region")


class UnprocessableError(Exception):
    """A parameter that the API refuses."""

    def __init__(self, parameter: str, message: str) -> None:
        super().__init__(message)
        self.parameter = parameter


@dataclass(frozen=True)
class Criteria:
    """Which places and occupations (positions), and the page, from 1."""

    places: Flags
    occupations: list[int]
    page: int
    page_size: int


def read_criteria(query: Mapping[str, str], romes: list[str], world: World) -> Criteria:
    """`romes` are all the values of `rome`. UnprocessableError: no place, or a number out of bounds."""
    if not any(name in query for name in _PLACES):
        raise UnprocessableError("citycode", "At least one location parameter is required")
    return Criteria(
        places=_read_places(query, world.geography),
        occupations=_read_occupations(query, romes, world.occupations),
        page=int(_read_number(query, "page", 1, low=1, high=10_000)),
        page_size=int(_read_number(query, "page_size", _DEFAULT_PAGE_SIZE, low=1, high=MOST_PER_PAGE)),
    )


def _read_number(query: Mapping[str, str], name: str, default: float, *, low: float, high: float) -> float:
    text = query.get(name)
    if text is None:
        return default
    try:
        number = float(text)
    except ValueError:
        raise UnprocessableError(name, "Input should be a valid number") from None
    if not low <= number <= high:
        raise UnprocessableError(name, f"Input should be between {low:g} and {high:g}")
    return number


def _read_occupations(query: Mapping[str, str], romes: list[str], occupations: Occupations) -> list[int]:
    """`rome` is repeated; an unknown one, or several in one parameter, finds nothing."""
    if romes:
        known = occupations.position
        return sorted({known[code] for code in romes if code in known})
    if "job" in query:
        word = fold(query["job"])
        return [
            position
            for position, (label, titles) in enumerate(occupations.spellings)
            if any(word in text for text in (label, *titles))
        ]
    naf = query.get("naf")
    return [
        position
        for position, one in enumerate(occupations.rows)
        if naf is None or naf in {code.replace(".", "") for code in one.family.naf}
    ]


def _read_places(query: Mapping[str, str], geography: Geography) -> Flags:
    distance = _read_number(query, "distance", _DEFAULT_DISTANCE_KM, low=0, high=_MOST_DISTANCE_KM)
    if "latitude" in query:
        if "longitude" not in query:
            raise UnprocessableError("longitude", "latitude and longitude go together")
        latitude = _read_number(query, "latitude", 0, low=-90, high=90)
        longitude = _read_number(query, "longitude", 0, low=-180, high=180)
        return geography.distances_km(latitude, longitude) <= distance * _OVERSHOOT
    origin = _find_origin(query, geography)
    if origin:
        places = geography.distances_km(*geography.centre(origin)) <= distance * _OVERSHOOT
        places[list(origin)] = True
        return places
    return geography.in_departements(_find_departements(query, geography))


def _find_origin(query: Mapping[str, str], geography: Geography) -> tuple[int, ...]:
    """The places that the distance is counted from."""
    code = query.get("citycode", "")
    if code in geography.cities:
        return geography.cities[code]
    if code in geography.position:
        position = geography.position[code]
        paris = geography.cities.get(PARIS, ())
        return paris if position in paris else (position,)
    if "postcode" in query:
        return tuple(geography.by_postal_code.get(query["postcode"], ()))
    if "city" in query:
        name = fold(query["city"])
        named = [position for position, one in enumerate(geography.names) if fold(one) == name]
        return (max(named, key=lambda one: int(geography.population[one])),) if named else ()
    return ()


def _find_departements(query: Mapping[str, str], geography: Geography) -> set[str]:
    """By `department_number`, without leading zero, or by `region`; `department` means nothing."""
    number, region = query.get("department_number"), query.get("region")
    regions = {one.code for one in geography.regions if region in {one.code, one.name}}
    return {
        one.code
        for one in geography.departements
        if number == one.code.lstrip("0") or (number is None and one.region in regions)
    }
