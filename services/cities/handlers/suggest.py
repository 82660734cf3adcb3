"""Suggesting places."""

from aiohttp import web

from services.cities.handlers.loaded import read_suggestions
from services.cities.schemas.suggest import PlaceSuggestions, SuggestQuery
from services.cities.search.answers import encode_array, encode_object
from shared.web.endpoints import Encoded


async def suggest_places(request: web.Request, query: SuggestQuery) -> Encoded[PlaceSuggestions]:
    """Communes, departements and regions that the typed text may mean.

    Communes are found by name, postal code or INSEE code (former codes give their successor), departements by
    name or code, regions by name, those of before 2016 included.
    """
    found = read_suggestions(request).find(query.q, query.kind, query.limit)
    return Encoded(encode_object({"items": encode_array(found)}))
