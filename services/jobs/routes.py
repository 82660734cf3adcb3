"""Table of contents: method, path, handler."""

from services.jobs.handlers import companies, counts, events, labour_market, offers, rome
from shared.web.endpoints import PUBLIC_DATA, Route, get

# Offers may not be shown once they are a day old: caches in front keep none that they cannot renew.
OFFERS = "public, max-age=60"

ROUTES: tuple[Route, ...] = (
    get("/api/v1/offers", offers.search_offers, cache=OFFERS),
    get("/api/v1/offers/counts", counts.count_city_offers, cache=OFFERS),
    get("/api/v1/offers/{id}", offers.get_offer, cache=OFFERS),
    get("/api/v1/labour-market", labour_market.get_labour_market, cache=PUBLIC_DATA),
    get("/api/v1/companies", companies.find_companies, cache=PUBLIC_DATA),
    get("/api/v1/events", events.find_events, cache=PUBLIC_DATA),
    get("/internal/rome/titles", rome.list_rome_titles),
    get("/internal/rome/skills", rome.list_rome_skills),
)
