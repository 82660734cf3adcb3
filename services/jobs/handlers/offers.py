"""Searching offers, and one offer."""

from collections.abc import Sequence
from dataclasses import replace

from aiohttp import web

from services.jobs.arrondissements import communes_to_ask, distance_to_ask
from services.jobs.clients.offers import Facets
from services.jobs.handlers.answering import (
    age_of,
    blame,
    describe_place,
    encode,
    find_places,
    invalid,
    visit_of,
)
from services.jobs.offer_finding import BeyondReachError, Found, Wanted, find_offers
from services.jobs.offer_licence import mention_licence
from services.jobs.offer_search import EXPERIENCES, OfferSearch, OfferSort
from services.jobs.places import Place
from services.jobs.proxy.failures import RequestRefusedError
from services.jobs.schemas.offers import (
    DEFAULT_DISTANCE_KM,
    OfferFacets,
    OfferFilters,
    OfferPage,
    OfferPath,
    OfferSheet,
    OffersQuery,
)
from services.jobs.state import CLIENTS
from shared.errors import GoneError
from shared.web.endpoints import Encoded

PARAMETERS = {
    "codeROME": "rome",
    "commune": "city",
    "departement": "departement",
    "region": "region",
    "distance": "distance_km",
    "typeContrat": "contract",
    "experience": "experience",
    "range": "page",
}


async def search_offers(request: web.Request, query: OffersQuery) -> Encoded[OfferPage]:
    """Offers of France Travail and of its partners.

    `distance_km` of an offer counts from the centre of the nearest city asked for; some come from up to 30 %
    farther than asked. Whoever shows offers shows their licence.
    """
    _check(query)
    visit = visit_of(request)
    places = await find_places(request, visit, query.city)
    around = build_search(query, places, query.distance_km)
    search = replace(around, departement=query.departement, region=query.region, sort=query.sort)
    start = (query.page - 1) * query.per_page
    towns = [place.point for place in places if place.point]
    wanted = Wanted(search, start, start + query.per_page, towns)
    try:
        found = await find_offers(request.app[CLIENTS].offers, visit, wanted)
    except BeyondReachError as error:
        raise invalid("page", str(error)) from None
    except RequestRefusedError as error:
        raise blame(error, PARAMETERS) from error
    known = all(place.name for place in places)
    distance_km = search.distance_km if places else None
    return encode(_describe(request, query, places, found, distance_km), complete=known)


async def get_offer(request: web.Request, path: OfferPath) -> Encoded[OfferSheet]:
    """One offer; 410 when it has been withdrawn, has expired, or never was."""
    try:
        fetched = await request.app[CLIENTS].offers.get(visit_of(request), path.id)
    except RequestRefusedError as error:
        if error.upstream_status == web.HTTPBadRequest.status_code:
            raise invalid("id", f"{path.id} is not the identifier of an offer") from error
        raise
    if fetched.value is None:
        raise GoneError(f"the offer {path.id} is no longer (or never was) published by France Travail")
    return encode(
        OfferSheet(
            offer=fetched.value, licence=mention_licence(fetched.fetched_at), **age_of(request, [fetched])
        )
    )


def build_search(filters: OfferFilters, places: Sequence[Place], distance: int | None) -> OfferSearch:
    """The search around these towns; of the whole country without any."""
    asked = DEFAULT_DISTANCE_KM if distance is None else distance
    distance_km = distance_to_ask((place.code_insee for place in places), asked)
    communes = (code for place in places for code in communes_to_ask(place.code_insee, distance_km))
    return OfferSearch(
        rome=tuple(filters.rome),
        communes=tuple(communes),
        distance_km=distance_km,
        contract=tuple(filters.contract),
        experience=filters.experience,
        full_time=filters.full_time,
        published_within_days=filters.published_within_days,
        few_candidates=filters.few_candidates,
    )


def _check(query: OffersQuery) -> None:
    areas = [name for name in ("city", "departement", "region") if getattr(query, name)]
    if len(areas) > 1:
        raise invalid(areas[1], f"cannot go with {areas[0]}: give one of city, departement and region")
    if not query.city and query.distance_km is not None:
        raise invalid("distance_km", "needs city")
    if not query.city and query.sort is OfferSort.DISTANCE:
        raise invalid("sort", "distance needs city")


def _describe(
    request: web.Request, query: OffersQuery, places: Sequence[Place], found: Found, distance_km: int | None
) -> OfferPage:
    return OfferPage(
        items=found.slice.offers,
        total=found.slice.total,
        total_exact=found.slice.exact,
        page=query.page,
        per_page=query.per_page,
        facets=_describe_facets(found.slice.facets),
        cities=[describe_place(place) for place in places],
        distance_km=distance_km,
        licence=mention_licence(min(part.fetched_at for part in found.parts)),
        **age_of(request, found.parts),
    )


def _describe_facets(facets: Facets | None) -> OfferFacets | None:
    if facets is None:
        return None
    experience = facets.get("experience", {})
    return OfferFacets(
        contract=dict(facets.get("typeContrat", {})),
        experience={ours: experience[code] for ours, code in EXPERIENCES.items() if code in experience},
    )
