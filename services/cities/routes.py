"""Table of contents: method, path, handler."""

from services.cities.handlers import datasets, helps, outlines
from shared.web.endpoints import PUBLIC_DATA, STATIC_DATA, Route, get

ROUTES: tuple[Route, ...] = (
    get("/api/v1/helps", helps.list_helps, cache=PUBLIC_DATA),
    get("/api/v1/helps/{slug}", helps.get_help, cache=PUBLIC_DATA),
    get("/api/v1/outlines/departements", outlines.get_departement_outlines, cache=STATIC_DATA),
    get("/api/v1/outlines/regions", outlines.get_region_outlines, cache=STATIC_DATA),
    get("/internal/datasets", datasets.list_datasets),
)
