"""Table of contents: method, path, handler."""

from gateway.legacy.handlers import areas, cities, criteria, helps, photos, professions, towns
from shared.web.endpoints import PUBLIC_DATA, Route, get, post

_OFFERS = "public, max-age=60"

ROUTES: tuple[Route, ...] = (
    post("/api/cities/search", cities.search_cities),
    post("/api/cities/autocomplete", cities.suggest_cities),
    get("/api/cities/criterions", criteria.list_criteria, cache=PUBLIC_DATA, memo=True),
    post("/api/cities/search-by-skill", criteria.suggest_occupations),
    get("/api/cities/load/{code}", towns.load_town, cache=PUBLIC_DATA, empty="No such town"),
    post("/api/cities/search-close-cities", cities.find_close_cities),
    post("/api/cities/search-similar-cities", cities.find_similar_cities),
    post("/api/cities/search-close-companies", professions.find_companies),
    get("/api/cities/{code}/topJobs", towns.list_top_jobs, cache=PUBLIC_DATA),
    post("/api/professions/search", professions.search_offers),
    post("/api/professions/searchCountList", professions.count_offers_by_town),
    post("/api/professions/searchRomeonly", professions.count_offers),
    post("/api/professions/infos-travail", professions.get_labour_market),
    get("/api/region", areas.list_regions, cache=PUBLIC_DATA, memo=True),
    get("/api/region/{code}", areas.get_region, cache=PUBLIC_DATA),
    get("/api/region/{code}/jobs", areas.count_region_offers, cache=_OFFERS),
    get("/api/departement/{code}", areas.get_departement, cache=PUBLIC_DATA),
    get("/api/departement/{code}/jobs", areas.count_departement_offers, cache=_OFFERS),
    get("/api/departement/{code}/topJobs", areas.list_departement_jobs, cache=PUBLIC_DATA),
    get("/api/departement/{code}/hiringRate", areas.get_hiring_rate, cache=PUBLIC_DATA),
    get("/api/helps/get-previews", helps.list_helps, cache=PUBLIC_DATA),
    get("/api/helps/get-previews/{slug}", helps.read_help, empty="No such help"),
    get("/api/ogrs", criteria.list_titles, cache=PUBLIC_DATA, memo=True),
    get("/api/events", professions.list_fairs, cache=PUBLIC_DATA),
    get(r"/api/photos/{kind}/{code}/{width:\d+}px", photos.show_photo),
)
