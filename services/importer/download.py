"""Official address -> file of the cache: conditional, resumed where it was cut, never larger than allowed."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp
from tenacity import AsyncRetrying, retry_if_exception_type, stop_after_attempt, wait_exponential_jitter

from services.importer.cache import CachedFile, DownloadError, Validators
from services.importer.dataset import Download
from services.importer.settings import ImporterSettings

ATTEMPTS = 6
MAX_REDIRECTS = 5
_CHUNK_BYTES = 256 * 1024
_MAY_PASS = frozenset({408, 425, 429, 500, 502, 503, 504})

# bytes so far, bytes in all (None when the server does not say)
OnBytes = Callable[[int, int | None], None]


class _MayPassError(Exception):
    """An answer that the next attempt may better."""


@dataclass(frozen=True, slots=True)
class Downloader:
    """What a download needs. `jobs_url` is the address of the offers proxy; `first_wait_seconds` the pause
    before the second attempt, then it doubles."""

    session: aiohttp.ClientSession
    folder: Path
    max_bytes: int
    total_seconds: float
    jobs_url: str | None = None
    first_wait_seconds: float = 1.0


@asynccontextmanager
async def open_downloader(settings: ImporterSettings) -> AsyncIterator[Downloader]:
    timeout = aiohttp.ClientTimeout(
        total=None, sock_connect=settings.connect_seconds, sock_read=settings.silence_seconds
    )
    headers = {"User-Agent": settings.user_agent, "Accept-Encoding": "identity"}
    async with aiohttp.ClientSession(timeout=timeout, headers=headers, trust_env=True) as session:
        yield Downloader(
            session,
            settings.cache_dir,
            settings.max_download_bytes,
            settings.download_seconds,
            settings.jobs_url,
        )


async def fetch_file(downloader: Downloader, download: Download, on_bytes: OnBytes) -> Path:
    """The file as it is at its address now; nothing is transferred when the cache has this version.

    DownloadError when the address refuses, stays silent or gives too much, or another process is at it.
    """
    file = CachedFile(downloader.folder / download.filename)
    with file.locked():
        try:
            async with asyncio.timeout(downloader.total_seconds):
                async for attempt in _retrying(downloader):
                    with attempt:
                        await _attempt(downloader, download.url, file, on_bytes)
        except (_MayPassError, aiohttp.ClientError, OSError) as error:
            raise DownloadError(_explain(download, file, error)) from error
    return file.path


def _retrying(downloader: Downloader) -> AsyncRetrying:
    return AsyncRetrying(
        retry=retry_if_exception_type(
            (_MayPassError, aiohttp.ClientConnectionError, aiohttp.ClientPayloadError, TimeoutError)
        ),
        stop=stop_after_attempt(ATTEMPTS),
        wait=wait_exponential_jitter(multiplier=downloader.first_wait_seconds, max=30, jitter=0.2),
        reraise=True,
    )


def _explain(download: Download, file: CachedFile, error: Exception) -> str:
    reason = str(error) or type(error).__name__
    message = f"{download.url} could not be downloaded: {reason}."
    if file.path.exists():
        return f"{message} An earlier copy is there: import it with --from {file.path}"
    return f"{message} Fetch it by other means and import it with --from FILE"


async def _attempt(downloader: Downloader, url: str, file: CachedFile, on_bytes: OnBytes) -> None:
    headers, resumed = _conditions(file, url)
    async with downloader.session.get(url, headers=headers, max_redirects=MAX_REDIRECTS) as response:
        if response.status == 304 and file.path.exists():
            return
        if response.status == 416 and resumed:
            _settle_unsatisfied_range(file, response)
            return
        _check_status(response)
        if response.status == 206:
            _check_continues(file, response, resumed)
        else:
            file.start_part(Validators.of(url, response.headers))
        await _receive(downloader.max_bytes, file, response, on_bytes)
    file.finish_part()


def _conditions(file: CachedFile, url: str) -> tuple[dict[str, str], int]:
    """The request headers, and how many bytes are there already."""
    partial = file.validators(file.part, url)
    if partial and partial.if_range and (size := file.part.stat().st_size):
        return {"Range": f"bytes={size}-", "If-Range": partial.if_range}, size
    whole = file.validators(file.path, url)
    return (whole.if_changed if whole else {}), 0


def _settle_unsatisfied_range(file: CachedFile, response: aiohttp.ClientResponse) -> None:
    """416: nothing follows what is there, because it is whole, or because it is of another version."""
    if response.headers.get("Content-Range") == f"bytes */{file.part.stat().st_size}":
        file.finish_part()
        return
    file.discard_part()
    raise _MayPassError("the file changed at its address while it was downloaded")


def _check_status(response: aiohttp.ClientResponse) -> None:
    if response.status in _MAY_PASS:
        raise _MayPassError(f"status {response.status} {response.reason}")
    if response.status not in {200, 206}:
        raise DownloadError(
            f"{response.url} answers {response.status} {response.reason}: the address may have moved, "
            "fetch the file by other means and import it with --from FILE"
        )


def _check_continues(file: CachedFile, response: aiohttp.ClientResponse, resumed: int) -> None:
    found = re.match(r"bytes (\d+)-", response.headers.get("Content-Range", ""))
    if found is None or int(found[1]) != resumed or resumed == 0:
        file.discard_part()
        raise _MayPassError("the server sent another part of the file than the one asked for")


async def _receive(
    max_bytes: int, file: CachedFile, response: aiohttp.ClientResponse, on_bytes: OnBytes
) -> None:
    received = file.part.stat().st_size
    expected = received + response.content_length if response.content_length is not None else None
    if expected is not None:
        _check_size(expected, max_bytes, file, response)
    with file.part.open("ab") as part:
        async for chunk in response.content.iter_chunked(_CHUNK_BYTES):
            received += len(chunk)
            _check_size(received, max_bytes, file, response)
            part.write(chunk)
            on_bytes(received, expected)


def _check_size(size: int, max_bytes: int, file: CachedFile, response: aiohttp.ClientResponse) -> None:
    if size > max_bytes:
        file.discard_part()
        raise DownloadError(
            f"{response.url} gives more than the {max_bytes:,} bytes that IMPORTER_MAX_DOWNLOAD_BYTES allows"
        )
