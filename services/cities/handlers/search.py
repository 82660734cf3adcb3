"""Searching towns."""

from collections.abc import Sequence

import orjson
from aiohttp import web

from services.cities.columns.areas import Areas
from services.cities.columns.communes import Communes
from services.cities.columns.criteria import Environment, Size
from services.cities.columns.orders import Sort
from services.cities.handlers.loaded import read_communes, read_living, read_prospects
from services.cities.handlers.matching import list_matches
from services.cities.schemas.search import CityPage, CityQuery
from services.cities.search.answers import encode_credits, encode_object, encode_towns
from services.cities.search.facets import count_facets
from services.cities.search.selection import Filters, rank_towns, select_cells
from shared.errors import InvalidRequestError
from shared.web.endpoints import Encoded

_ENVIRONMENTS = {environment: index for index, environment in enumerate(Environment)}
_SIZES = {size: index for index, size in enumerate(Size)}


async def search_cities(request: web.Request, query: CityQuery) -> Encoded[CityPage]:
    """Towns that fit, where the occupation recruits most first.

    Without an occupation, tension is null and towns come in the order of `sort`. With `sort=match` they come
    by a score that weighs what matters to the person, and each says line by line what its score is made of.
    """
    communes = read_communes(request)
    filters = _read_filters(communes, query)
    prospects = read_prospects(request, communes, query.rome)
    selection = select_cells(communes.cells, communes.rent_m2, prospects.levels, filters)
    members = {
        "total": b"%d" % selection.total,
        "page": b"%d" % query.page,
        "per_page": b"%d" % query.per_page,
        "facets": orjson.dumps(count_facets(communes, selection, query.facets)),
    }
    if query.sort is Sort.MATCH:
        living = read_living(request)
        members |= list_matches(living, query, communes, prospects, selection)
        return Encoded(encode_object(members), cacheable=prospects.complete and living is not None)
    start = (query.page - 1) * query.per_page
    towns = rank_towns(selection, communes.orders[query.sort], start, start + query.per_page)
    members |= {
        "items": encode_towns(communes, prospects, towns),
        **encode_credits(communes, prospects, prospects.notice),
    }
    return Encoded(encode_object(members), cacheable=prospects.complete)


def _read_filters(communes: Communes, query: CityQuery) -> Filters:
    if query.sort is not Sort.MATCH and (query.weights or query.near):
        name = "weights" if query.weights else "near"
        raise InvalidRequestError([{"parameter": name, "message": "is for sort=match"}])
    if not query.rome and (query.min_tension is not None or query.max_tension is not None):
        name = "max_tension" if query.min_tension is None else "min_tension"
        message = "needs rome: tension is that of an occupation"
        raise InvalidRequestError([{"parameter": name, "message": message}])
    return Filters(
        regions=_region_indexes(communes, query.region),
        departements=_indexes(communes.departements, "departement", query.departement),
        bassins=_indexes(communes.bassins, "bassin", query.bassin),
        sizes=[_SIZES[size] for size in query.size],
        environments=[_ENVIRONMENTS[environment] for environment in query.environment],
        min_tension=query.min_tension,
        max_tension=query.max_tension,
        max_rent_m2=query.max_rent_m2,
    )


def _indexes(areas: Areas, parameter: str, codes: Sequence[str]) -> list[int]:
    unknown = [code for code in codes if code not in areas.index]
    if unknown:
        message = f"there is no {parameter} {unknown[0]}"
        raise InvalidRequestError([{"parameter": parameter, "message": message}])
    return [areas.index[code] for code in codes]


def _region_indexes(communes: Communes, codes: Sequence[str]) -> list[int]:
    for code in codes:
        former = communes.former_regions.get(code)
        if former and code not in communes.regions.index:
            message = f"{code} is {former['name']} of before 2016, now part of region {former['successor']}"
            raise InvalidRequestError([{"parameter": "region", "message": message}])
    return _indexes(communes.regions, "region", codes)
