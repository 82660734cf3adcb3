"""Places that a person may mean by what they typed: a name, the start of one, a postal or INSEE code."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import orjson

from services.cities.columns.place_names import Kind, PlaceName
from shared.prefix_index import Entry, PrefixIndex, fold

_CODE = re.compile(r"[0-9][0-9ab][0-9]{0,3}")
_LOOKED_THROUGH = 500  # places of a name, for the one with a code or of a kind: "saint-martin 62"
_ABOVE_ANY_DIGIT = ":"
_SHOWN = ("kind", "code", "name", "label", "postal_codes", "departement", "region", "parent", "population")


@dataclass(frozen=True, slots=True)
class Codes:
    """Codes in order, and the place of each, in two lists: a pair each would be objects to look after."""

    codes: Sequence[str]
    places: Sequence[int]

    def equal_to(self, code: str) -> Sequence[int]:
        """In the order of the places."""
        return self.places[bisect_left(self.codes, code) : bisect_right(self.codes, code)]

    def starting_with(self, start: str) -> Sequence[int]:
        """In the order of the codes."""
        end = bisect_left(self.codes, start + _ABOVE_ANY_DIGIT)
        return self.places[bisect_left(self.codes, start) : end]


@dataclass(frozen=True, slots=True, eq=False)
class Suggestions:
    """Places by number, most populated first.

    Arrondissements have an index of their own, for who types a number: "paris" is Paris.
    """

    places: Sequence[PlaceName]
    names: PrefixIndex
    arrondissements: PrefixIndex
    codes: Codes
    postal_codes: Codes

    def find(self, query: str, kinds: Collection[Kind], limit: int) -> list[bytes]:
        """JSON of at most `limit` places, best first; of any kind when none is given."""
        found: dict[tuple[Kind, str], PlaceName] = {}
        for number in self._candidates(query, kinds, limit):
            place = self.places[number]
            if not kinds or place.kind in kinds:
                # a region comes once, whichever of its names match
                found.setdefault((place.kind, place.code), place)
            if len(found) == limit:
                break
        return [_encode(place) for place in found.values()]

    def _candidates(self, query: str, kinds: Collection[Kind], limit: int) -> Iterable[int]:
        words = fold(query).split()
        compact = "".join(words)
        if _CODE.fullmatch(compact):
            return self._coded(compact.upper())
        if any(word[0].isdigit() for word in words):
            return (
                self._narrowed(words)
                or self.arrondissements.match(query, limit)
                or self._named(query, kinds, limit)
            )
        return self._named(query, kinds, limit)

    def _coded(self, code: str) -> Iterator[int]:
        """Places of a whole code, the most populated first; a departement comes before its communes."""
        postal = self.postal_codes.starting_with(code)
        exact = self.codes.equal_to(code)
        if len(code) == 5:
            yield from sorted({*exact, *postal})
        else:
            yield from exact
            yield from sorted(set(postal))

    def _narrowed(self, words: Sequence[str]) -> list[int]:
        """Places of a name given with a code: "lille 59", "59000 lille"."""
        codes = tuple(word.upper() for word in words if _CODE.fullmatch(word))
        name = " ".join(word for word in words if not _CODE.fullmatch(word))
        return [
            place
            for place in self.names.match(name, _LOOKED_THROUGH)
            if any(known.startswith(codes) for known in _codes(self.places[place]))
        ]

    def _named(self, query: str, kinds: Collection[Kind], limit: int) -> Iterator[int]:
        if not kinds:
            yield from self.names.search(query, 2 * limit)
        elif len(kinds) > 1:
            yield from self.names.match(query, _LOOKED_THROUGH)
        for kind in kinds:
            yield from self.names.search(query, 2 * limit, kind)


def build_suggestions(places: Sequence[PlaceName]) -> Suggestions:
    """The index of places that come most populated first."""
    return Suggestions(
        places=places,
        names=PrefixIndex(_entries(places, arrondissements=False)),
        arrondissements=PrefixIndex(_entries(places, arrondissements=True)),
        codes=_sort_codes(map(_own_codes, places)),
        postal_codes=_sort_codes(place.postal_codes for place in places),
    )


def _sort_codes(of_places: Iterable[Sequence[str]]) -> Codes:
    pairs = sorted((code, place) for place, codes in enumerate(of_places) for code in codes)
    return Codes([code for code, _ in pairs], [place for _, place in pairs])


def _entries(places: Sequence[PlaceName], *, arrondissements: bool) -> Iterator[Entry]:
    for number, place in enumerate(places):
        if (place.parent is not None) is arrondissements:
            yield Entry(number, (place.text,), _weight(place), place.kind)


def _weight(place: PlaceName) -> float:
    """Population; that of a middling town for the names that regions no longer have."""
    return (place.population or 0) / (1 if place.text == place.name else 100)


def _codes(place: PlaceName) -> tuple[str, ...]:
    departement = (place.departement["code"],) if place.departement else ()
    return (*_own_codes(place), *place.postal_codes, *departement)


def _own_codes(place: PlaceName) -> tuple[str, ...]:
    """Those of regions look like those of departements, and are not what anybody types."""
    return () if place.kind == "region" else (place.code, *place.former_codes)


def _encode(place: PlaceName) -> bytes:
    return orjson.dumps({name: getattr(place, name) for name in _SHOWN})
