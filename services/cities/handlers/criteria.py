"""The criteria, and how often towns that fit them recruit."""

import asyncio
from functools import lru_cache

from aiohttp import web

from services.cities.columns.communes import Communes
from services.cities.columns.criteria import RENT_CEILINGS_M2
from services.cities.columns.matrix import TensionMatrix
from services.cities.columns.prospects import TENSIONS_UNAVAILABLE
from services.cities.credits import find_credits, is_sample, tension_sources
from services.cities.handlers.loaded import read_communes, read_matrix, read_prospects
from services.cities.schemas.criteria import (
    CriteriaList,
    OccupationRates,
    OccupationRatesQuery,
    RatesQuery,
    RegionRates,
)
from services.cities.search.occupation_rates import list_occupation_rates
from services.cities.search.region_rates import count_criteria, count_regions, rate_regions
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
        rent_ceilings_m2=list(RENT_CEILINGS_M2),
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


async def rate_occupations(request: web.Request, query: OccupationRatesQuery) -> Encoded[OccupationRates]:
    """Where every occupation is an opportunity, and with which criteria, by region."""
    communes = read_communes(request)
    matrix = read_matrix(request)
    body = await asyncio.to_thread(_encode_rates, communes, matrix, query.min_tension)
    return Encoded(body, cacheable=matrix is not None)


@lru_cache(maxsize=5)
def _encode_rates(communes: Communes, matrix: TensionMatrix | None, min_tension: int) -> bytes:
    """Worked out once, until the data change."""
    sources = find_credits(_RATED, communes.sources, tension_sources(matrix.source if matrix else None))
    rates = OccupationRates(
        regions=list_occupation_rates(communes, matrix, min_tension) if matrix else [],
        notice=None if matrix else TENSIONS_UNAVAILABLE,
        sources=sources,
        sample=is_sample(sources),
    )
    return rates.model_dump_json().encode()
