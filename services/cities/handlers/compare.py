"""Towns side by side."""

from collections.abc import Sequence

from aiohttp import web

from services.cities.handlers.loaded import find_photos
from services.cities.handlers.sheet import read_sheets
from services.cities.schemas.compare import CompareQuery, Comparison
from services.cities.schemas.sheet import CitySheet
from services.cities.sheets.comparison import compare_sheets
from shared.errors import InvalidRequestError
from shared.web.endpoints import Encoded


async def compare_cities(request: web.Request, query: CompareQuery) -> Encoded[Comparison]:
    """One to four towns side by side, and which has the best of each figure."""
    sheets = await read_sheets(request, query.code, query.rome)
    _refuse_twins(sheets)
    comparison = compare_sheets(sheets, find_photos(request), for_occupation=query.rome is not None)
    return Encoded(comparison.model_dump_json().encode(), cacheable=not comparison.incomplete)


def _refuse_twins(sheets: Sequence[CitySheet]) -> None:
    codes = [sheet.code_insee for sheet in sheets]
    twins = sorted({code for code in codes if codes.count(code) > 1})
    if twins:
        raise InvalidRequestError([{"parameter": "code", "message": f"{twins[0]} is given more than once"}])
