"""Images of Commons in one width, for a visitor who waits (reference: section 7.6)."""

from urllib.parse import urlsplit

from services.enrichment.clients.commons import get_thumbnail
from services.enrichment.clients.failures import RefusedError, UnreadableError
from services.enrichment.clients.wikimedia import Wikimedia
from services.enrichment.image_types import find_type
from services.enrichment.settings import Settings

_MAX_BYTES = 8 * 1024 * 1024
_HOSTS = frozenset({"upload.wikimedia.org", "thumb.wikimedia.org"})
_API = "images"


class ImageClient:
    """One or two calls an image, in front of the crawl; one try. Raises WikimediaError and NoTurnError."""

    def __init__(self, wikimedia: Wikimedia, settings: Settings) -> None:
        self._wikimedia = wikimedia.for_visitors()
        self._sandbox = urlsplit(settings.commons_url)[:2] if settings.sandbox else None

    async def get_thumbnail(self, file: str, width: int) -> tuple[bytes, str]:
        """Content and media type of a file in one of the widths of Commons."""
        thumbnail = await get_thumbnail(self._wikimedia, file, width)
        if thumbnail is None:
            raise RefusedError(_API, f"{file} is no longer on Commons")
        return await self.get_file(thumbnail.url)

    async def get_file(self, url: str) -> tuple[bytes, str]:
        """Content and media type of what is at an address that Commons gave."""
        if not self._is_allowed(url):
            raise RefusedError(_API, f"{url} is not where Commons has its files")
        told, body = await self._wikimedia.fetch(_API, url, max_bytes=_MAX_BYTES)
        found = find_type(body)
        if found is None or told.partition(";")[0].strip().lower() != found:
            raise UnreadableError(_API, f"{url} is {told or 'of no type'}, no photo")
        return body, found

    def _is_allowed(self, url: str) -> bool:
        parts = urlsplit(url)
        if self._sandbox:
            return parts[:2] == self._sandbox
        return parts.scheme == "https" and parts.netloc in _HOSTS
