"""A value that another service keeps, fetched again only when it has changed."""

import asyncio
from collections.abc import Callable
from http import HTTPStatus
from typing import Generic, TypeVar

import aiohttp
from tenacity import AsyncRetrying, retry_if_exception_type, stop_after_attempt, wait_random_exponential

from shared.errors import UnavailableError, UpstreamError
from shared.http_client import read_bounded

T = TypeVar("T")

_ATTEMPTS = 3
_LONGEST_PAUSE_SECONDS = 2.0


class Copy(Generic[T]):
    """Remembers the last value that it was given, with its ETag.

    `parse` gives the version and the value of a body, ValueError when there is none; it runs in a thread.
    """

    def __init__(
        self,
        session: aiohttp.ClientSession,
        url: str,
        parse: Callable[[bytes], tuple[str, T]],
        *,
        what: str,
        max_bytes: int,
    ) -> None:
        self._session = session
        self._url = url
        self._parse = parse
        self._what = what
        self._max_bytes = max_bytes
        self._etag: str | None = None
        self._value: T | None = None

    async def get_version(self) -> str:
        """Ask for the value; its ETag, the same as before when nothing has changed.

        UnavailableError when the service does not answer, UpstreamError when what it answers cannot be used.
        """
        retrying = AsyncRetrying(
            retry=retry_if_exception_type(UnavailableError),
            stop=stop_after_attempt(_ATTEMPTS),
            wait=wait_random_exponential(max=_LONGEST_PAUSE_SECONDS),
            reraise=True,
        )
        return await retrying(self._ask)

    async def get_value(self) -> T:
        """The value of the last version asked for."""
        if self._value is None:
            await self.get_version()
        if self._value is None:
            raise UpstreamError(f"{self._url}: not modified, but nothing was asked before")
        return self._value

    async def _ask(self) -> str:
        headers = {"If-None-Match": self._etag} if self._etag and self._value is not None else {}
        try:
            async with self._session.get(self._url, headers=headers, allow_redirects=False) as response:
                if response.status == HTTPStatus.NOT_MODIFIED and self._etag:
                    return self._etag
                self._refuse(response.status)
                etag, body = response.headers.get("ETag"), await read_bounded(response, self._max_bytes)
        except (aiohttp.ClientError, TimeoutError) as error:
            raise UnavailableError(f"{self._url}: {type(error).__name__}: {error}") from error
        try:
            version, self._value = await asyncio.to_thread(self._parse, body)
        except ValueError as error:
            reason = str(error).splitlines()[0]
            raise UpstreamError(f"{self._url}: not {self._what}: {reason}") from error
        self._etag = etag or version
        return self._etag

    def _refuse(self, status: int) -> None:
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise UnavailableError(f"{self._url}: status {status}")
        if status != HTTPStatus.OK:
            raise UpstreamError(f"{self._url}: status {status}, expected 200 or 304")
