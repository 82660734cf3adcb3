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
from shared.web.endpoints import PUBLIC_DATA, STATIC_DATA, Route, get, post

# answers that depend on the address and the data only
public = partial(get, cache=PUBLIC_DATA, memo=True)
geojson = partial(get, content_type="application/geo+json", cache=STATIC_DATA)

ROUTES: tuple[Route, ...] = (
    public("/api/v1/cities", search.search_cities),
    public("/api/v1/cities/compare", compare.compare_cities),
    public("/api/v1/cities/{code_insee}", sheet.get_city),
    public("/api/v1/cities/{code_insee}/similar", neighbours.find_similar_cities),
    public("/api/v1/cities/{code_insee}/nearby", neighbours.find_nearby_cities),
    public("/api/v1/suggest", suggest.suggest_places),
    public("/api/v1/criteria", criteria.list_criteria),
    public("/api/v1/criteria/regions", criteria.rate_occupation),
    public("/api/v1/criteria/occupations", criteria.rate_occupations),
    public("/api/v1/regions", areas.list_regions),
    public("/api/v1/regions/{code}", areas.get_region),
    public("/api/v1/departements", areas.list_departements),
    public("/api/v1/departements/{code}", areas.get_departement),
    public("/api/v1/bassins/{id}", areas.get_bassin),
    get("/api/v1/helps", helps.list_helps, cache=PUBLIC_DATA),  # with how often each was read
    get("/api/v1/helps/{slug}", helps.get_help, cache=PUBLIC_DATA),
    post("/api/v1/helps/{slug}/views", helps.count_help_view),
    geojson("/api/v1/outlines/departements", outlines.get_departement_outlines),
    geojson("/api/v1/outlines/regions", outlines.get_region_outlines),
    get("/internal/datasets", datasets.list_datasets),
)
