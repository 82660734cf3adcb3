"""Table of contents: method, path, handler."""

from functools import partial

from services.cities.handlers import (
    areas,
    compare,
    criteria,
    datasets,
    helps,
    neighbours,
    outlines,
    search,
    sheet,
    suggest,
)
from shared.web.endpoints import PUBLIC_DATA, STATIC_DATA, Route, get

geojson = partial(get, content_type="application/geo+json")

ROUTES: tuple[Route, ...] = (
    get("/api/v1/cities", search.search_cities, cache=PUBLIC_DATA),
    get("/api/v1/cities/compare", compare.compare_cities, cache=PUBLIC_DATA),
    get("/api/v1/cities/{code_insee}", sheet.get_city, cache=PUBLIC_DATA),
    get("/api/v1/cities/{code_insee}/similar", neighbours.find_similar_cities, cache=PUBLIC_DATA),
    get("/api/v1/cities/{code_insee}/nearby", neighbours.find_nearby_cities, cache=PUBLIC_DATA),
    get("/api/v1/suggest", suggest.suggest_places, cache=PUBLIC_DATA),
    get("/api/v1/criteria", criteria.list_criteria, cache=PUBLIC_DATA),
    get("/api/v1/criteria/regions", criteria.rate_occupation, cache=PUBLIC_DATA),
    get("/api/v1/criteria/occupations", criteria.rate_occupations, cache=PUBLIC_DATA),
    get("/api/v1/regions", areas.list_regions, cache=PUBLIC_DATA),
    get("/api/v1/regions/{code}", areas.get_region, cache=PUBLIC_DATA),
    get("/api/v1/departements", areas.list_departements, cache=PUBLIC_DATA),
    get("/api/v1/departements/{code}", areas.get_departement, cache=PUBLIC_DATA),
    get("/api/v1/bassins/{id}", areas.get_bassin, cache=PUBLIC_DATA),
    get("/api/v1/helps", helps.list_helps, cache=PUBLIC_DATA),
    get("/api/v1/helps/{slug}", helps.get_help, cache=PUBLIC_DATA),
    geojson("/api/v1/outlines/departements", outlines.get_departement_outlines, cache=STATIC_DATA),
    geojson("/api/v1/outlines/regions", outlines.get_region_outlines, cache=STATIC_DATA),
    get("/internal/datasets", datasets.list_datasets),
)
