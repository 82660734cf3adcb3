"""Table of contents: method, path, handler."""

from services.tensions.handlers import copies, occupations, tensions
from shared.web.endpoints import PUBLIC_DATA, Route, get

_ALWAYS_ASK_AGAIN = "no-cache"

ROUTES: tuple[Route, ...] = (
    get("/api/v1/occupations", occupations.list_occupations, cache=PUBLIC_DATA),
    get("/api/v1/occupations/suggest", occupations.suggest_occupations, cache=PUBLIC_DATA),
    get("/api/v1/occupations/{rome}", occupations.get_occupation_sheet, cache=PUBLIC_DATA),
    get("/api/v1/occupations/{rome}/tensions", tensions.list_tensions, cache=PUBLIC_DATA),
    get("/api/v1/occupations/{rome}/tensions/{bassin}", tensions.get_bassin_tension, cache=PUBLIC_DATA),
    get("/api/v1/tensions/top", tensions.list_top_tensions, cache=PUBLIC_DATA),
    get("/internal/tensions/matrix", copies.get_tension_matrix, cache=_ALWAYS_ASK_AGAIN),
    get("/internal/datasets", copies.list_datasets),
)
