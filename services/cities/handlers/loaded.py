"""The values in memory, as far as they are known."""

from collections.abc import Sequence

from aiohttp import web

from services.cities.columns.communes import Communes
from services.cities.columns.living import Living
from services.cities.columns.matrix import TensionMatrix
from services.cities.columns.photos import Photos
from services.cities.columns.prospects import Prospects, find_prospects
from services.cities.portraits import read_photos
from services.cities.search.suggest import Suggestions
from services.cities.state import COMMUNES, LIVING, PHOTOS, SUGGESTIONS, TENSIONS
from shared.errors import UnavailableError


def read_communes(request: web.Request) -> Communes:
    """The communes; UnavailableError until they have been imported."""
    communes = request.app[COMMUNES].value
    if not communes.code_insee:
        raise UnavailableError("no communes have been imported yet", retry_after=30)
    return communes


def read_suggestions(request: web.Request) -> Suggestions:
    """The places to suggest; UnavailableError until some have been imported."""
    suggestions = request.app[SUGGESTIONS].value
    if not suggestions.places:
        raise UnavailableError("no places have been imported yet", retry_after=30)
    return suggestions


def read_matrix(request: web.Request) -> TensionMatrix | None:
    """The tensions; None while none were ever obtained."""
    try:
        return request.app[TENSIONS].value
    except UnavailableError:
        return None


def read_living(request: web.Request) -> Living | None:
    """Facilities and climate; None while they were never read."""
    try:
        return request.app[LIVING].value
    except UnavailableError:
        return None


def find_photos(request: web.Request) -> Photos:
    """Which communes have a photo; none while nobody could say."""
    return read_photos(request.app[PHOTOS])


def read_prospects(request: web.Request, communes: Communes, occupations: Sequence[str]) -> Prospects:
    """The prospects of the occupations; without tensions, and saying so, while there are none."""
    matrix = read_matrix(request) if occupations else None
    return find_prospects(communes, matrix, occupations, find_photos(request))
