"""The outlines of areas, to draw maps with."""

from aiohttp import web

from services.cities.schemas.outlines import OutlineCollection
from services.cities.state import OUTLINES
from shared.web.endpoints import Encoded


async def get_departement_outlines(request: web.Request) -> Encoded[OutlineCollection]:
    """GeoJSON of the departements."""
    return _collection(request, "departement")


async def get_region_outlines(request: web.Request) -> Encoded[OutlineCollection]:
    """GeoJSON of the regions."""
    return _collection(request, "region")


def _collection(request: web.Request, kind: str) -> Encoded[OutlineCollection]:
    outlines = request.app[OUTLINES].value
    return Encoded(outlines.collections[kind], cacheable=outlines.known)
