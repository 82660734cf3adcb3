"""A page of offers, whatever it takes upstream to get it."""

import asyncio
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from services.jobs.clients.offers import OffersClient, OfferSlice, OfferTotal
from services.jobs.distance import distance_km
from services.jobs.offer_search import (
    HIGHEST_START,
    MOST_OFFERS,
    MOST_PER_CALL,
    OfferSearch,
    OfferSort,
    is_exact,
    split_search,
)
from services.jobs.proxy.resources import Fetched
from services.jobs.schemas.offer_items import Offer
from services.jobs.visits import Visit

Point = tuple[float, float]


class BeyondReachError(Exception):
    """Upstream does not show offers that far down; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The offers from `start` to `end` (not included); `towns` are those that distances count from."""

    search: OfferSearch
    start: int
    end: int
    towns: Sequence[Point] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """`parts`: what was fetched for it."""

    slice: OfferSlice
    parts: Sequence[Fetched[OfferSlice]]


async def find_offers(client: OffersClient, visit: Visit, wanted: Wanted) -> Found:
    """The offers, with their distance from the nearest town; BeyondReachError when they are too far down."""
    searches = split_search(wanted.search)
    if len(searches) > 1:
        return await _find_in_several(client, visit, wanted, searches)
    part = await _find_in_one(client, visit, wanted, searches[0])
    shown = part.value.offers[max(0, wanted.start - HIGHEST_START) :]
    offers = [measure(offer, wanted.towns) for offer in shown]
    return Found(part.value.model_copy(update={"offers": offers}), [part])


async def count_offers(
    client: OffersClient, visit: Visit, search: OfferSearch
) -> Sequence[Fetched[OfferTotal]]:
    """The parts of a total."""
    return await asyncio.gather(*(client.count(visit, one) for one in split_search(search)))


def count_later(client: OffersClient, visit: Visit, search: OfferSearch) -> None:
    """Have the parts of a total counted in the background."""
    for one in split_search(search):
        client.count_later(visit, one)


def add_totals(parts: Iterable[OfferTotal], search: OfferSearch) -> OfferTotal:
    parts = list(parts)
    exact = is_exact(search) and all(part.exact for part in parts)
    return OfferTotal(total=sum(part.total for part in parts), exact=exact)


def measure(offer: Offer, towns: Sequence[Point]) -> Offer:
    """The offer with its distance from the nearest town, when both are known."""
    place = offer.place
    if not towns or place.latitude is None or place.longitude is None:
        return offer
    nearest = min(distance_km(town, (place.latitude, place.longitude)) for town in towns)
    return offer.model_copy(update={"distance_km": round(nearest, 1)})


async def _find_in_one(
    client: OffersClient, visit: Visit, wanted: Wanted, search: OfferSearch
) -> Fetched[OfferSlice]:
    """From a start that upstream accepts: the last offers come with those before them."""
    if wanted.start >= MOST_OFFERS:
        raise BeyondReachError(
            f"France Travail shows the first {MOST_OFFERS} offers of a search only: "
            "narrow it down by place, contract or publication date"
        )
    start, end = min(wanted.start, HIGHEST_START), min(wanted.end, MOST_OFFERS)
    return await client.search(visit, search, start, end)


async def _find_in_several(
    client: OffersClient, visit: Visit, wanted: Wanted, searches: Sequence[OfferSearch]
) -> Found:
    """The first offers of each part, put in order again: so the whole is right as far as they go."""
    if wanted.end > MOST_PER_CALL:
        raise BeyondReachError(
            f"only the first {MOST_PER_CALL} offers can be shown of a search that France Travail answers in "
            "parts (more than 200 occupations or 5 cities, Lyon or Marseille alone): narrow it down"
        )
    parts = await asyncio.gather(*(client.search(visit, one, 0, wanted.end) for one in searches))
    offers = {offer.id: measure(offer, wanted.towns) for part in parts for offer in part.value.offers}
    ordered = sorted(offers.values(), key=lambda offer: _rank(offer, wanted.search.sort))
    total = add_totals((part.value for part in parts), wanted.search)
    merged = OfferSlice(
        **total.model_dump(),
        offers=ordered[wanted.start : wanted.end],
        facets=_add_facets(part.value.facets for part in parts if part.value.offers),
    )
    return Found(merged, parts)


def _rank(offer: Offer, sort: OfferSort) -> tuple[float, float]:
    """Upstream's order, as far as offers tell what it goes by: relevance is distance, then date."""
    age = -offer.published_at.timestamp() if offer.published_at else 0.0
    distance = offer.distance_km if offer.distance_km is not None else 1e6
    return (age, distance) if sort is OfferSort.DATE else (distance, age)


def _add_facets(facets: Iterable[dict[str, dict[str, int]] | None]) -> dict[str, dict[str, int]] | None:
    """None when one of them is not known."""
    added: dict[str, Counter[str]] = {}
    for one in facets:
        if one is None:
            return None
        for name, values in one.items():
            added.setdefault(name, Counter()).update(values)
    return {name: dict(values) for name, values in added.items()}
