"""The criteria, and how often towns that fit them recruit."""

from aiohttp import web

from services.cities.credits import find_credits, is_sample, tension_sources
from services.cities.handlers.loaded import read_communes, read_prospects
from services.cities.region_rates import count_criteria, count_regions, rate_regions
from services.cities.schemas.criteria import CriteriaList, RatesQuery, RegionRates
from shared.web.endpoints import Encoded

_RATED = ("cities", "bassins", "tensions")


async def list_criteria(request: web.Request) -> CriteriaList:
    """The criteria that towns are chosen by, in words, and how many towns fit each."""
    communes = read_communes(request)
    criteria = count_criteria(communes.cells)
    sources = find_credits(["cities"], communes.sources)
    return CriteriaList(
        environments=[criterion for criterion in criteria if criterion.kind == "environment"],
        sizes=[criterion for criterion in criteria if criterion.kind == "size"],
        regions=count_regions(communes),
        towns=len(communes),
        sources=sources,
        sample=is_sample(sources),
    )


async def rate_occupation(request: web.Request, query: RatesQuery) -> Encoded[RegionRates]:
    """Where an occupation is an opportunity: towns with a tension of 4 or 5, by region and criterion."""
    communes = read_communes(request)
    prospects = read_prospects(request, communes, [query.rome])
    sources = find_credits(_RATED, communes.sources, tension_sources(prospects.source))
    rates = RegionRates(
        rome=query.rome,
        regions=rate_regions(communes, prospects.levels),
        notice=prospects.notice,
        sources=sources,
        sample=is_sample(sources),
    )
    return Encoded(rates.model_dump_json().encode(), cacheable=prospects.complete)
