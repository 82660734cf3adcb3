"""The parameters that say which occupation: codes, titles, domains, themes, and words."""

import re
from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from sandbox.francetravail.occupations import Occupations, Spellings, fold
from sandbox.francetravail.offers import formats
from sandbox.francetravail.offers.filters import Filter, Market
from sandbox.francetravail.tables import read_own_rows

MAX_OCCUPATIONS = 200
_GRAND_DOMAINS = ["A", "B", "C", "C15", "D", "E", "F", "G", "H", "I", "J", "K", "L", "L14"]
_GRAND_DOMAINS += ["M", "M13", "M14", "M15", "M16", "M17", "M18", "N"]
_SHAPE = re.compile(r"^[A-Z]\d{4}$")

Chosen = set[int]
"""Positions of occupations."""


def _by_code(text: str, occupations: Occupations) -> Chosen:
    codes = [code.strip() for code in text.split(",")]
    if len(codes) > MAX_OCCUPATIONS:
        raise formats.wrong_format(
            "codeROME", f"{MAX_OCCUPATIONS} valeurs au maximum séparées par des virgules."
        )
    if not all(_SHAPE.match(code) for code in codes):
        raise formats.wrong_value("codeROME")
    return {occupations.position[code] for code in codes if code in occupations.position}


def _by_grand_domain(text: str, occupations: Occupations) -> Chosen:
    expected = "A, B, C, … ou N"
    return _starting(formats.read_choice("grandDomaine", text, _GRAND_DOMAINS, expected), occupations)


def _by_domain(text: str, occupations: Occupations) -> Chosen:
    domains = {row["code"] for row in read_own_rows("domains") if len(row["code"]) == 3}
    if text not in domains:
        raise formats.wrong_value("domaine")
    return _starting(text, occupations)


def _by_theme(text: str, occupations: Occupations) -> Chosen:
    themes = {row["code"]: row["rome_prefixes"].split() for row in read_own_rows("themes")}
    if text not in themes:
        raise formats.wrong_value("theme")
    return set().union(*(_starting(prefix, occupations) for prefix in themes[text]))


def _starting(prefix: str, occupations: Occupations) -> Chosen:
    return {position for code, position in occupations.position.items() if code.startswith(prefix)}


_CHOOSERS: Mapping[str, Callable[[str, Occupations], Chosen]] = {
    "codeROME": _by_code,
    "domaine": _by_domain,
    "grandDomaine": _by_grand_domain,
    "theme": _by_theme,
}


def read_occupations(query: Mapping[str, str], occupations: Occupations) -> Chosen | None:
    """The occupations that every parameter allows; None when no parameter tells."""
    chosen = [choose(query[name], occupations) for name, choose in _CHOOSERS.items() if name in query]
    if "appellation" in query:
        chosen.append({_find_title(query["appellation"], occupations)[0]})
    return set.intersection(*chosen) if chosen else None


def _find_title(code: str, occupations: Occupations) -> tuple[int, int]:
    if code not in occupations.title_position:
        raise formats.wrong_value("appellation")
    return occupations.title_position[code]


def read_title(query: Mapping[str, str], occupations: Occupations) -> list[Filter]:
    """appellation: the offers that bear this title."""
    if "appellation" not in query:
        return []
    _, rank = _find_title(query["appellation"], occupations)
    return [lambda market, positions: market.stock.attributes.title[positions] == rank]


def read_words(query: Mapping[str, str], market: Market) -> tuple[list[Filter], NDArray[np.int8] | None]:
    """motsCles, all of which must be there; and how many stand in the title, by (occupation, title)."""
    if "motsCles" not in query:
        return [], None
    spellings = market.stock.world.occupations.spellings
    found = np.stack([_find_word(fold(word), spellings) for word in formats.read_keywords(query["motsCles"])])
    everywhere: NDArray[np.bool_] = np.all(found > 0, axis=0)
    return [_keep_titles(everywhere)], (found == 2).sum(axis=0).astype(np.int8)


def _find_word(word: str, spellings: Spellings) -> NDArray[np.int8]:
    """2 where the title holds the word, 1 where only the occupation's label does; (occupation, title)."""
    found = np.zeros((len(spellings), max(len(titles) for _, titles in spellings)), dtype=np.int8)
    for position, (label, titles) in enumerate(spellings):
        for rank, title in enumerate(titles):
            found[position, rank] = 2 if word in title else int(word in label)
    return found


def _keep_titles(wanted: NDArray[np.bool_]) -> Filter:
    return lambda market, positions: wanted[
        market.stock.world.slots.occupation[positions], market.stock.attributes.title[positions]
    ]
