"""Who the counted people are: the long lists that `sansCaracteristiques` leaves out."""

from collections.abc import Iterator, Mapping
from itertools import combinations, product
from typing import Any

_KINDS: Mapping[str, Mapping[str, str]] = {
    "GENRE": {"F": "Femmes", "M": "Hommes"},
    "TRANCHEAGE": {"1": "Moins de 25 ans", "2": "De 25 à 49 ans", "3": "50 ans ou plus"},
    "NIVFORM": {
        "AFS": "Aucune formation",
        "C3A": "BEPC",
        "NV5": "CAP, BEP",
        "NV4": "Bac",
        "NV3": "Bac+2",
        "NV2": "Bac+3 et plus",
    },
    "QUALIF": {
        "1": "Manœuvre",
        "3": "Ouvrier qualifié",
        "5": "Employé non qualifié",
        "6": "Employé qualifié",
        "9": "Cadre",
    },
    "DUREEINSC": {
        "1": "Moins de 3 mois",
        "2": "3 à 6 mois",
        "3": "6 à 12 mois",
        "4": "1 à 2 ans",
        "5": "2 ans ou plus",
    },
}


def list_characteristics(total: int, wanted: list[tuple[str, str]] | None) -> list[dict[str, Any]]:
    """Each characteristic, alone and crossed with another, with its part of `total`; or only those wanted."""
    entries = [_entry(kinds, codes, total) for kinds, codes in _cells()]
    if wanted is None:
        return entries
    return [one for one in entries if (one["codeTypeCaract"], one["codeCaract"]) in wanted]


def _cells() -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    for size in (1, 2):
        for kinds in combinations(_KINDS, size):
            for codes in product(*(_KINDS[kind] for kind in kinds)):
                yield kinds, codes


def _entry(kinds: tuple[str, ...], codes: tuple[str, ...], total: int) -> dict[str, Any]:
    part = 1.0
    for kind in kinds:
        part /= len(_KINDS[kind])
    return {
        "codeTypeCaract": "x".join(kinds),
        "codeCaract": "x".join(codes),
        "libCaract": " - ".join(_KINDS[kind][code] for kind, code in zip(kinds, codes, strict=True)),
        "nombre": round(total * part),
        "pourcentage": round(100 * part, 1),
    }
