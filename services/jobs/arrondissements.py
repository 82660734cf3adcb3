"""Paris, Lyon and Marseille: Offres d'emploi knows their arrondissements, not always the cities."""

PARIS, LYON, MARSEILLE = "75056", "69123", "13055"

_LYON = tuple(str(code) for code in range(69381, 69390))
_MARSEILLE = tuple(str(code) for code in range(13201, 13217))
_WHOLE_FROM_KM = 10


def communes_to_ask(code_insee: str, distance_km: int) -> tuple[str, ...]:
    """The codes that find the offers of a commune and of what is around it.

    Any arrondissement of Paris finds all of Paris. Of Lyon and Marseille, the first one finds the city when
    the distance is large enough; otherwise it takes all of them.
    """
    if code_insee == PARIS:
        return ("75101",)
    every = {LYON: _LYON, MARSEILLE: _MARSEILLE}.get(code_insee)
    if every is None:
        return (code_insee,)
    return every[:1] if distance_km >= _WHOLE_FROM_KM else every
