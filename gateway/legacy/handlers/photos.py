"""Photos, at the addresses that the front makes of them."""

from aiohttp import web

from gateway.legacy.requests import PhotoPath

_KEPT = "public, max-age=86400"
_WIDTHS = (250, 400, 800, 1280)  # that the enrichment service has, pixels


async def show_photo(_: web.Request, path: PhotoPath) -> web.Response:
    """Where our own image of that width is, or of the next one that there is."""
    width = next((one for one in _WIDTHS if one >= path.width), _WIDTHS[-1])
    place = f"/api/v1/portraits/{path.kind}/{path.code}/image?width={width}"
    return web.Response(status=302, headers={"Location": place, "Cache-Control": _KEPT})
