"""Offres d'emploi v2: searching, counting, and one offer."""

import re
from collections.abc import Mapping
from http import HTTPStatus

import structlog
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from services.jobs.clients.offer_descriptions import describe_offer
from services.jobs.clients.offer_records import OfferRecord
from services.jobs.clients.tolerant import Record, Records, Text, Whole
from services.jobs.offer_search import OfferSearch
from services.jobs.proxy.failures import UnreadableError
from services.jobs.proxy.resources import Answer, Fetched, Request, Resource, is_success
from services.jobs.schemas.offer_items import Offer
from services.jobs.upstream_settings import Lifetimes
from services.jobs.visits import Visit

log = structlog.get_logger(__name__)

API = "offres"
_TOTAL = re.compile(r"/\s*([0-9]+)\s*$")  # of `offres 0-149/9981` and `*/0`
_GONE = {HTTPStatus.NO_CONTENT, HTTPStatus.NOT_FOUND, HTTPStatus.GONE}

Facets = Mapping[str, Mapping[str, int]]


class OfferTotal(BaseModel):
    """How many offers match; at least as many when not `exact`."""

    model_config = ConfigDict(frozen=True)

    total: int
    exact: bool


class OfferSlice(OfferTotal):
    """Some of the offers that match; `facets` by upstream's names, None when it told none."""

    offers: list[Offer]
    facets: dict[str, dict[str, int]] | None


class _Value(Record):
    valeur_possible: Text = None
    nb_resultats: Whole = None


class _Filter(Record):
    filtre: Text = None
    agregation: Records[_Value] = ()


class _Page(Record):
    resultats: list[object]
    filtres_possibles: Records[_Filter] = ()


class OffersClient:
    """The three kinds of resources of the API."""

    def __init__(self, lifetimes: Lifetimes) -> None:
        self._slice = Resource(
            "offer-search", API, lifetimes.offer_search, parse_slice, TypeAdapter(OfferSlice)
        )
        self._total = Resource(
            "offer-count", API, lifetimes.offer_count, parse_total, TypeAdapter(OfferTotal)
        )
        self._offer = Resource(
            "offer", API, lifetimes.offer, parse_offer, TypeAdapter(Offer | None), is_offer_answer
        )

    async def search(self, visit: Visit, search: OfferSearch, start: int, end: int) -> Fetched[OfferSlice]:
        """The offers from `start` to `end` (not included)."""
        return await visit.fetch(self._slice, _search_request(search, start, end))

    async def count(self, visit: Visit, search: OfferSearch) -> Fetched[OfferTotal]:
        """How many there are."""
        return await visit.fetch(self._total, _search_request(search, 0, 1))

    def count_later(self, visit: Visit, search: OfferSearch) -> None:
        """Have it counted in the background."""
        visit.renew(self._total, _search_request(search, 0, 1))

    async def get(self, visit: Visit, offer_id: str) -> Fetched[Offer | None]:
        """The offer; None when it is withdrawn, has expired, or never was."""
        return await visit.fetch(self._offer, Request("GET", ("offres", offer_id)))


def _search_request(search: OfferSearch, start: int, end: int) -> Request:
    return Request("GET", ("offres", "search"), search.params(start, end))


def parse_slice(answer: Answer) -> OfferSlice:
    """200, 206 or 204. An offer that cannot be read is left out, unless none can."""
    told = _told_total(answer)
    if answer.status == HTTPStatus.NO_CONTENT:
        return OfferSlice(total=told or 0, exact=told is not None, offers=[], facets=None)
    page = _Page.model_validate_json(answer.body)
    facets = _read_facets(page)
    total = told if told is not None else max(_sum_facets(facets), len(page.resultats))
    return OfferSlice(total=total, exact=told is not None, offers=_read_offers(page), facets=facets or None)


def parse_total(answer: Answer) -> OfferTotal:
    """From Content-Range; from the facets when it is missing."""
    told = _told_total(answer)
    if told is not None:
        return OfferTotal(total=told, exact=True)
    if answer.status == HTTPStatus.NO_CONTENT:
        return OfferTotal(total=0, exact=True)
    facets = _read_facets(_Page.model_validate_json(answer.body))
    if not facets:
        raise UnreadableError(API, "tells no total", counts=False)
    return OfferTotal(total=_sum_facets(facets), exact=False)


def parse_offer(answer: Answer) -> Offer | None:
    if answer.status in _GONE:
        return None
    return describe_offer(OfferRecord.model_validate_json(answer.body))


def is_offer_answer(answer: Answer) -> bool:
    return is_success(answer) or answer.status in _GONE


def _told_total(answer: Answer) -> int | None:
    found = _TOTAL.search(answer.headers.get("content-range", ""))
    return int(found[1]) if found else None


def _read_offers(page: _Page) -> list[Offer]:
    offers, unreadable = [], 0
    for record in page.resultats:
        try:
            offers.append(describe_offer(OfferRecord.model_validate(record)))
        except ValidationError:
            unreadable += 1
    if unreadable:
        log.warning("offers_unreadable", count=unreadable, of=len(page.resultats))
        if not offers:
            raise UnreadableError(API, f"none of {unreadable} offers can be read", counts=False)
    return offers


def _read_facets(page: _Page) -> dict[str, dict[str, int]]:
    return {
        one.filtre: {
            value.valeur_possible: value.nb_resultats
            for value in one.agregation
            if value.valeur_possible is not None and value.nb_resultats is not None
        }
        for one in page.filtres_possibles
        if one.filtre
    }


def _sum_facets(facets: Facets) -> int:
    """The fullest facet: offers that do not tell what it is about are not in it."""
    return max((sum(values.values()) for values in facets.values()), default=0)
