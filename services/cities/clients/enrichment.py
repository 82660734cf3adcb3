"""The enrichment service: which communes have a photo, and the portrait of one place."""

import asyncio
from dataclasses import dataclass
from hashlib import blake2b
from http import HTTPStatus
from typing import Annotated

import aiohttp
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from services.cities.clients.copies import Copy
from services.cities.columns.photos import Photos, build_photos
from services.cities.schemas.portrait import Portrait
from shared.errors import UnavailableError, UpstreamError
from shared.events.enrichment import PlaceKind
from shared.http_client import read_bounded

_PHOTOS = "/internal/portraits/photos"
_PORTRAITS = "/api/v1/portraits"
_MAX_BYTES = 4 * 1024 * 1024
_MAX_PORTRAIT_BYTES = 256 * 1024


class _Photos(BaseModel):
    model_config = ConfigDict(extra="ignore")

    communes: list[Annotated[str, StringConstraints(pattern=r"^[0-9A-Z]{5}$")]]


class _Missing(BaseModel):
    """The members of the problem that tells why there is no portrait."""

    model_config = ConfigDict(extra="ignore")

    message: str = Field(description="in French, for people")


@dataclass(frozen=True, slots=True)
class NoPortrait:
    """There is none; `message` says why, in French."""

    message: str


def copy_photos(session: aiohttp.ClientSession, url: str) -> Copy[Photos]:
    """A copy of the list of photos of the service at `url`."""
    return Copy(session, url.rstrip("/") + _PHOTOS, _parse_photos, what="photos", max_bytes=_MAX_BYTES)


def _parse_photos(body: bytes) -> tuple[str, Photos]:
    version = blake2b(body, digest_size=12).hexdigest()
    return f'"{version}"', build_photos(_Photos.model_validate_json(body).communes)


class PortraitClient:
    """One call for one portrait, which is answered within `seconds` or not at all."""

    def __init__(self, session: aiohttp.ClientSession, url: str, *, seconds: float) -> None:
        self._session = session
        self._url = url.rstrip("/")
        self._seconds = seconds

    async def get_portrait(self, kind: PlaceKind, code: str) -> Portrait | NoPortrait:
        """UnavailableError when the service does not answer, UpstreamError when it makes no sense."""
        url = f"{self._url}{_PORTRAITS}/{kind}/{code}"
        try:
            async with (
                asyncio.timeout(self._seconds),
                self._session.get(url, allow_redirects=False) as response,
            ):
                status, body = response.status, await read_bounded(response, _MAX_PORTRAIT_BYTES)
        except (aiohttp.ClientError, TimeoutError) as error:
            raise UnavailableError(f"{url}: {type(error).__name__}: {error}") from error
        return _read(url, status, body)


def _read(url: str, status: int, body: bytes) -> Portrait | NoPortrait:
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise UnavailableError(f"{url}: status {status}")
    try:
        if status == HTTPStatus.NOT_FOUND:
            return NoPortrait(_Missing.model_validate_json(body).message)
        if status == HTTPStatus.OK:
            return Portrait.model_validate_json(body)
    except ValidationError as error:
        raise UpstreamError(f"{url}: no portrait: {str(error).splitlines()[0]}") from error
    raise UpstreamError(f"{url}: status {status}, expected 200 or 404")
