"""Companies that may hire."""

import asyncio

from aiohttp import web

from services.jobs.company_choice import choose_companies
from services.jobs.handlers.answering import age_of, describe_place, encode, find_places, invalid, visit_of
from services.jobs.offer_search import MAX_OCCUPATIONS
from services.jobs.schemas.companies import MOST_COMPANIES, CompaniesQuery, CompanyPage
from services.jobs.state import CLIENTS
from shared.web.endpoints import Encoded


async def find_companies(request: web.Request, query: CompaniesQuery) -> Encoded[CompanyPage]:
    """Companies that may hire in the occupations around a city, the likeliest first.

    They publish no offer: candidates write to them unasked. Only the best 100 can be paged through.
    """
    start = (query.page - 1) * query.per_page
    if start >= MOST_COMPANIES:
        raise invalid("page", f"only the best {MOST_COMPANIES} companies are given: narrow the distance down")
    visit = visit_of(request)
    (place,) = await find_places(request, visit, [query.city])
    romes = sorted(set(query.rome))
    groups = [romes[first : first + MAX_OCCUPATIONS] for first in range(0, len(romes), MAX_OCCUPATIONS)]
    client = request.app[CLIENTS].companies
    parts = await asyncio.gather(
        *(client.find(visit, tuple(group), place, query.distance_km) for group in groups)
    )
    found = [part.value for part in parts if part.value is not None]
    companies = choose_companies(
        (company for one in found for company in one.companies), place, query.distance_km, query.sort
    )
    return encode(
        CompanyPage(
            items=companies[start : start + query.per_page],
            total=len(companies),
            found=sum(one.hits for one in found),
            page=query.page,
            per_page=query.per_page,
            city=describe_place(place),
            source="La Bonne Boîte, France Travail",
            **age_of(request, parts),
        ),
        complete=place.name is not None,
    )
