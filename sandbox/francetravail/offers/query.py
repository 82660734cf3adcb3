"""From the parameters of a search to what it keeps, how it sorts and which page it wants."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sandbox.francetravail.offers import contract_filters, formats
from sandbox.francetravail.offers.date_filters import read_dates
from sandbox.francetravail.offers.filters import Filter, Market, keep_either
from sandbox.francetravail.offers.occupation_filters import read_occupations, read_title, read_words
from sandbox.francetravail.offers.place_filters import Zone, read_country, read_zones

HIGHEST_START, HIGHEST_END, MOST_PER_PAGE = 3000, 3149, 150

_OTHERS = {
    *("appellation", "codeROME", "commune", "departement", "distance", "domaine", "grandDomaine"),
    *("inclureLimitrophes", "maxCreationDate", "minCreationDate", "modeSelectionPartenaires", "motsCles"),
    *("natureContrat", "partenaires", "paysContinent", "periodeSalaire", "publieeDepuis", "range", "region"),
    *("salaireMin", "sort", "theme", "typeContrat"),
}
PARAMETERS = _OTHERS | contract_filters.READERS.keys()


@dataclass(frozen=True)
class Query:
    """`occupations` None: all; `relevance` by (occupation, title); the page is from `start` to `end`."""

    occupations: set[int] | None
    zones: list[Zone]
    filters: list[Filter]
    relevance: NDArray[np.int8] | None
    origin_told: bool
    sort: int
    start: int
    end: int


def keep_first(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The first value of each parameter that is repeated; the empty ones are as if they were not there."""
    query: dict[str, str] = {}
    for name, text in pairs:
        if text:
            query.setdefault(name, text)
    return query


def read_query(query: Mapping[str, str], market: Market) -> Query:
    """BadParameterError when the API would refuse it. Unknown parameters are ignored, as the API does."""
    if market.switches.unknown_params == "reject":
        _refuse_unknown(query)
    start, end = read_range(query.get("range", f"0-{MOST_PER_PAGE - 1}"))
    word_filters, relevance = read_words(query, market)
    occupations = market.stock.world.occupations
    return Query(
        occupations=read_occupations(query, occupations),
        zones=read_zones(query, market),
        filters=[
            *read_title(query, occupations),
            *word_filters,
            *_read_contracts(query, market),
            *(
                read(name, query[name], market)
                for name, read in contract_filters.READERS.items()
                if name in query
            ),
            *contract_filters.read_pay(query),
            *contract_filters.read_partners(query),
            *read_dates(query, market),
            *read_country(query),
        ],
        relevance=relevance,
        origin_told="origineOffre" in query,
        sort=int(formats.read_choice("sort", query.get("sort", "0"), "012", "0, 1 ou 2")),
        start=start,
        end=end,
    )


def _refuse_unknown(query: Mapping[str, str]) -> None:
    for name in query:
        if name not in PARAMETERS:
            raise formats.BadParameterError(f"Paramètre « {name} » inconnu.")


def _read_contracts(query: Mapping[str, str], market: Market) -> list[Filter]:
    filters = contract_filters.read_contracts(query, market)
    return [keep_either(*filters)] if filters else []


def read_range(text: str) -> tuple[int, int]:
    """`0-149` -> (0, 149)."""
    matched = re.fullmatch(r"(\d+)-(\d+)", text)
    if matched is None or int(matched[2]) < int(matched[1]):
        raise formats.wrong_format("range", "<entier>-<entier> attendu.")
    start, end = int(matched[1]), int(matched[2])
    if start > HIGHEST_START:
        sentence = f"La position de début doit être inférieure ou égale à {HIGHEST_START}."
        raise formats.BadParameterError(sentence)
    if end > HIGHEST_END:
        sentence = f"La position de fin doit être inférieure ou égale à {HIGHEST_END}."
        raise formats.BadParameterError(sentence)
    if end - start + 1 > MOST_PER_PAGE:
        raise formats.BadParameterError("La plage de résultats demandée est trop importante.")
    return start, end
