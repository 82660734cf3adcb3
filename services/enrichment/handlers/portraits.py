"""Portraits and their photos."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from aiohttp import web

from services.enrichment.portraits import compose_portrait, find_picture, make_version
from services.enrichment.queries.portraits import PlaceRows, find_photo_codes, get_place
from services.enrichment.schemas.photos import PhotoCodes
from services.enrichment.schemas.portrait import ImageQuery, PlacePath, Portrait
from services.enrichment.state import ENGINE, IMAGES
from shared.database import reading_in_time
from shared.web.endpoints import PUBLIC_DATA, STATIC_DATA, Encoded

_AWAY = "the database of portraits does not answer"
_UNVERSIONED = "public, max-age=3600, stale-while-revalidate=3600, stale-if-error=86400"


async def get_portrait(request: web.Request, path: PlacePath) -> Portrait:
    """A short text and a photo of a commune, a departement or a region, with their credit.

    When there is none yet, `reason` and `message` (in French) of the problem say why.
    """
    return compose_portrait(path, await _read_place(request, path))


async def get_image(request: web.Request, path: PlacePath, query: ImageQuery) -> web.Response:
    """The photo of a place, in about the width asked for.

    Visitors do not meet Wikimedia: the image comes from here, and only those of portraits can be asked for.
    """
    picture: dict[str, Any] = find_picture(path, await _read_place(request, path))
    shown = await request.app[IMAGES].find(picture, query.width)
    headers = {
        "ETag": f'"{shown.image.etag}"',
        "Cache-Control": PUBLIC_DATA if shown.stale else _choose_caching(query.v, make_version(picture)),
    }
    if any(tag.value in {shown.image.etag, "*"} for tag in request.if_none_match or ()):
        return web.Response(status=304, headers=headers)
    return web.Response(body=shown.image.body, headers={**headers, "Content-Type": shown.image.content_type})


def _choose_caching(told: str | None, present: str) -> str:
    """Long only for the address of this very photo: any other will show the next one too."""
    if told is None:
        return _UNVERSIONED
    return STATIC_DATA if told == present else PUBLIC_DATA


async def list_photos(request: web.Request) -> Encoded[PhotoCodes]:
    """Which places have a photo, for a service that keeps a copy; ask again with If-None-Match."""
    async with reading_in_time(request.app[ENGINE], otherwise=_AWAY) as connection:
        codes = await find_photo_codes(connection)
    return Encoded(await asyncio.to_thread(_encode_codes, codes))


def _encode_codes(strings: Mapping[str, Sequence[str]]) -> bytes:
    """Beside the requests, as France has 35,000 communes."""
    return orjson.dumps(
        {
            kind: sorted(code for one in of_kind for code in one.split(","))
            for kind, of_kind in strings.items()
        }
    )


async def _read_place(request: web.Request, path: PlacePath) -> PlaceRows | None:
    async with reading_in_time(request.app[ENGINE], otherwise=_AWAY) as connection:
        return await get_place(connection, path.kind, path.code)
