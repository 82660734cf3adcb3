"""Paris, Lyon and Marseille: Offres d'emploi knows their arrondissements, not always the cities."""

from collections.abc import Iterable

PARIS, LYON, MARSEILLE = "75056", "69123", "13055"

_LYON = tuple(str(code) for code in range(69381, 69390))
_MARSEILLE = tuple(str(code) for code in range(13201, 13217))
_WHOLE_FROM_KM = 10


def communes_to_ask(code_insee: str, distance_km: int) -> tuple[str, ...]:
    """The codes that find the offers of a commune and of what is around it.

    Any arrondissement of Paris finds all of Paris. Of Lyon and Marseille, the first one finds the city and
    what is around it; the city alone takes all of them, which do not overlap.
    """
    if code_insee == PARIS:
        return ("75101",)
    every = {LYON: _LYON, MARSEILLE: _MARSEILLE}.get(code_insee)
    if every is None:
        return (code_insee,)
    return every[:1] if distance_km else every


def distance_to_ask(codes_insee: Iterable[str], distance_km: int) -> int:
    """From 1 to 9 km around one arrondissement would miss a part of Lyon and Marseille: 10 at least."""
    if distance_km and not {LYON, MARSEILLE}.isdisjoint(codes_insee):
        return max(distance_km, _WHOLE_FROM_KM)
    return distance_km
