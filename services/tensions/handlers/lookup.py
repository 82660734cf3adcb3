"""What a request names, found in the index or told to be unknown."""

from aiohttp import web

from services.tensions.areas import AreaKind, Areas
from services.tensions.index import TensionIndex
from services.tensions.occupations import Occupation
from services.tensions.state import INDEX
from shared.errors import NotFoundError, UnavailableError


def read_index(request: web.Request) -> TensionIndex:
    """The index, to be asked once per request; UnavailableError until there are occupations in it."""
    index = request.app[INDEX].value
    if not index.occupations:
        raise UnavailableError("no occupations have been imported yet", retry_after=30)
    return index


def get_occupation(index: TensionIndex, code_rome: str) -> Occupation:
    occupation = index.occupations.get(code_rome)
    if occupation is None:
        raise NotFoundError(f"no occupation has the ROME code {code_rome}")
    return occupation


def get_area(index: TensionIndex, kind: AreaKind, code: str) -> Areas:
    areas = index.areas[kind]
    if code not in areas.row:
        raise NotFoundError(f"no commune is known to lie in {kind} {code}")
    return areas.only(code)
