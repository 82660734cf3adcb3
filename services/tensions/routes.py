"""Table of contents: method, path, handler."""

from functools import partial

from services.tensions.handlers import copies, occupations, tensions
from shared.web.endpoints import PUBLIC_DATA, Route, get

_ALWAYS_ASK_AGAIN = "no-cache"

# answers that depend on the address and the data only
public = partial(get, cache=PUBLIC_DATA, memo=True)

ROUTES: tuple[Route, ...] = (
    public("/api/v1/occupations", occupations.list_occupations),
    public("/api/v1/occupations/suggest", occupations.suggest_occupations),
    public("/api/v1/occupations/titles", occupations.list_titles),
    public("/api/v1/occupations/{rome}", occupations.get_occupation_sheet),
    public("/api/v1/occupations/{rome}/tensions", tensions.list_tensions),
    public("/api/v1/occupations/{rome}/tensions/{bassin}", tensions.get_bassin_tension),
    public("/api/v1/tensions/top", tensions.list_top_tensions),
    get("/internal/tensions/matrix", copies.get_tension_matrix, cache=_ALWAYS_ASK_AGAIN),
    get("/internal/datasets", copies.list_datasets),
)
