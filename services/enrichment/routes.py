"""Table of contents: method, path, handler."""

from services.enrichment.handlers import operators, portraits
from shared.web.endpoints import PUBLIC_DATA, STATIC_DATA, Route, get

_ALWAYS_ASK_AGAIN = "no-cache"

ROUTES: tuple[Route, ...] = (
    get("/api/v1/portraits/{kind}/{code}", portraits.get_portrait, cache=PUBLIC_DATA),
    get(
        "/api/v1/portraits/{kind}/{code}/image",
        portraits.get_image,
        cache=STATIC_DATA,
        content_type="image/jpeg",
    ),
    get("/internal/portraits/photos", portraits.list_photos, cache=_ALWAYS_ASK_AGAIN),
    get("/internal/portraits/status", operators.get_status),
    get("/internal/datasets", operators.list_datasets),
)
