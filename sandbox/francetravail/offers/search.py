"""Searching the market: what is kept, in which order, and how it is spread over the facets."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sandbox.francetravail.offers.filters import Market
from sandbox.francetravail.offers.query import Query
from sandbox.francetravail.offers.slots import Positions

_AGE_BITS, _DISTANCE_BITS = 31, 14


@dataclass(frozen=True)
class Found:
    """`page` holds the positions (slots) of the page, in order."""

    total: int
    page: Positions
    facets: list[dict[str, Any]]


def search(market: Market, query: Query) -> Found:
    """The page asked for, and the total and the facets of all that is kept."""
    kept = _filter(market, query)
    served = kept
    if market.switches.origine_default == "only1" and not query.origin_told:
        served = kept[market.stock.attributes.origin[kept] == 1]
    page = _sort(market, query, served)
    return Found(len(kept), page, count_facets(market, kept))


def _filter(market: Market, query: Query) -> Positions:
    positions = _candidates(market, query)
    positions = market.stock.live(positions, market.seconds)
    for keep in (*(zone.filter for zone in query.zones), *query.filters):
        positions = positions[keep(market, positions)]
    return positions


def _candidates(market: Market, query: Query) -> Positions:
    """Few enough positions to look at one by one: those of the occupations, or of the departements."""
    world = market.stock.world
    if query.occupations is not None:
        return world.slots.of_occupations(tuple(query.occupations))
    if not query.zones:
        return np.arange(len(world.slots), dtype=np.int32)
    places = np.logical_and.reduce([zone.places for zone in query.zones])
    return world.slots.of_departements(np.unique(world.geography.departement[places]).tolist())


def _sort(market: Market, query: Query, kept: Positions) -> Positions:
    """Only as far as the page goes."""
    keys = _keys(market, query, kept)
    end = min(query.end + 1, len(kept))
    if end < len(kept):
        first = np.argpartition(keys, end)[:end]
        kept, keys = kept[first], keys[first]
    return kept[np.lexsort((kept, keys))][query.start : end]


def _keys(market: Market, query: Query, kept: Positions) -> NDArray[np.int64]:
    """One number per offer, the least first: its criteria one after the other, from the weightiest.

    0: relevance, distance, date, origin; 1: date, relevance, distance; 2: distance, relevance, date.
    """
    age = (market.seconds - market.stock.created[kept]).astype(np.int64)
    distance, relevance = _distance(market, query, kept), _irrelevance(market, query, kept)
    if query.sort == 1:
        return (age << 20) | (relevance << _DISTANCE_BITS) | distance
    if query.sort == 2:
        return (distance << 40) | (relevance << _AGE_BITS) | age
    origin = market.stock.attributes.origin[kept].astype(np.int64)
    return (relevance << 50) | (distance << 34) | (age << 2) | origin


def _distance(market: Market, query: Query, kept: Positions) -> NDArray[np.int64]:
    """In tenths of a km."""
    measured = [zone.distance_km for zone in query.zones if zone.distance_km is not None]
    if not measured:
        return np.zeros(len(kept), dtype=np.int64)
    distances = measured[0][market.stock.world.slots.place[kept]]
    return np.minimum(distances * 10, (1 << _DISTANCE_BITS) - 1).astype(np.int64)


def _irrelevance(market: Market, query: Query, kept: Positions) -> NDArray[np.int64]:
    """0 for the offers whose title holds every word."""
    if query.relevance is None:
        return np.zeros(len(kept), dtype=np.int64)
    stock = market.stock
    misses: NDArray[np.int64] = (
        query.relevance.max()
        - query.relevance[stock.world.slots.occupation[kept], stock.attributes.title[kept]]
    )
    return misses.astype(np.int64)


def count_facets(market: Market, kept: Positions) -> list[dict[str, Any]]:
    """`filtresPossibles`; what an offer does not tell is not counted, but for its qualification ("X")."""
    columns, traits = market.stock.attributes, market.stock.traits
    qualification = np.select(
        [columns.qualification[kept] == 0, columns.qualification[kept] == 9], [2, 1], default=0
    )
    return [
        _facet("typeContrat", columns.contract[kept], [one.code for one in traits.contract_table]),
        _facet("experience", columns.experience[kept], ["", "1", "2", "3"]),
        _facet("qualification", qualification, ["0", "9", "X"]),
        _facet("natureContrat", columns.nature[kept], [one.code for one in traits.nature_table]),
    ]


def _facet(name: str, values: NDArray[np.integer], codes: list[str]) -> dict[str, Any]:
    counts = np.bincount(values, minlength=len(codes))
    told = [(codes[value], int(count)) for value, count in enumerate(counts) if count and codes[value]]
    told.sort(key=lambda one: -one[1])
    return {"filtre": name, "agregation": [{"valeurPossible": code, "nbResultats": n} for code, n in told]}
