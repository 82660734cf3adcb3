"""Counting offers around many towns at once."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from aiohttp import web

from services.jobs.clients.offers import OfferTotal
from services.jobs.handlers.answering import age_of, blame, encode, invalid, visit_of
from services.jobs.handlers.offers import PARAMETERS, build_search
from services.jobs.offer_finding import add_totals, count_later, count_offers
from services.jobs.offer_licence import mention_licence
from services.jobs.offer_search import OfferSearch
from services.jobs.proxy.failures import RequestRefusedError
from services.jobs.proxy.patience import Urgency
from services.jobs.proxy.resources import Fetched
from services.jobs.schemas.offers import CityCount, CountFailure, CountsQuery, OfferCounts
from services.jobs.state import CLIENTS
from services.jobs.visits import Visit
from shared.errors import ServiceError, UnavailableError
from shared.web.endpoints import Encoded


@dataclass(frozen=True, slots=True)
class _Counted:
    """The total of a town with its parts, or why there is none."""

    name: str | None = None
    total: OfferTotal | None = None
    parts: Sequence[Fetched[OfferTotal]] = ()
    error: ServiceError | None = None


async def count_city_offers(request: web.Request, query: CountsQuery) -> Encoded[OfferCounts]:
    """Offers around each of up to 50 cities, in their order.

    What upstream does not allow to count in time is named with its reason, and counted in the background as
    far as the quota goes: ask again for it. When nothing at all could be counted, the answer is a problem.
    """
    visit = visit_of(request, Urgency.BULK)
    codes = list(dict.fromkeys(query.city))
    outcomes = await asyncio.gather(*(_count_around(request, visit, query, code) for code in codes))
    counted = dict(zip(codes, outcomes, strict=True))
    parts = [part for one in outcomes for part in one.parts]
    if not parts:
        raise next(one.error for one in outcomes if one.error)
    complete = all(one.error is None for one in outcomes)
    answer = OfferCounts(
        items=[_describe(code, counted[code]) for code in query.city],
        complete=complete,
        licence=mention_licence(min(part.fetched_at for part in parts)),
        **age_of(request, parts),
    )
    return encode(answer, complete=complete)


async def _count_around(request: web.Request, visit: Visit, query: CountsQuery, code: str) -> _Counted:
    clients = request.app[CLIENTS]
    place = await clients.places.get_place(visit, code)
    if place is None:
        return _Counted(error=invalid("city", f"no commune has or had the INSEE code {code}"))
    search = build_search(query, [place], query.distance_km)
    try:
        parts = await count_offers(clients.offers, visit, search)
    except ServiceError as error:
        if isinstance(error, UnavailableError):
            count_later(clients.offers, visit, search)
        return _Counted(place.name, error=_explain(error))
    return _Counted(place.name, _add(parts, search), parts)


def _add(parts: Sequence[Fetched[OfferTotal]], search: OfferSearch) -> OfferTotal:
    return add_totals((part.value for part in parts), search)


def _explain(error: ServiceError) -> ServiceError:
    return blame(error, PARAMETERS) if isinstance(error, RequestRefusedError) else error


def _describe(code: str, counted: _Counted) -> CityCount:
    return CityCount(
        code_insee=code,
        name=counted.name,
        total=counted.total.total if counted.total else None,
        total_exact=counted.total.exact if counted.total else None,
        failure=_describe_failure(counted.error) if counted.error else None,
    )


def _describe_failure(error: ServiceError) -> CountFailure:
    retry_after = error.headers.get("Retry-After")
    return CountFailure(
        code=error.code, detail=error.detail, retry_after=int(retry_after) if retry_after else None
    )
