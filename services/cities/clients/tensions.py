"""The tensions service: its whole matrix, fetched again only when it has changed."""

import asyncio
from http import HTTPStatus

import aiohttp
import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from tenacity import AsyncRetrying, retry_if_exception_type, stop_after_attempt, wait_random_exponential

from services.cities.columns.matrix import TensionMatrix
from shared.errors import UnavailableError, UpstreamError
from shared.events.importer import Source
from shared.events.rows import CodeBassin, CodeRome
from shared.http_client import read_bounded

_PATH = "/internal/tensions/matrix"
_MAX_BYTES = 16 * 1024 * 1024
_ATTEMPTS = 3
_LONGEST_PAUSE_SECONDS = 2.0


class _Matrix(BaseModel):
    """The answer: one string of digits per occupation, one digit per bassin, 0 where there is none."""

    model_config = ConfigDict(extra="ignore")

    version: str | int
    sample: bool
    year: int | None
    source: Source | None
    rome: list[CodeRome]
    bassins: list[CodeBassin]
    levels: list[str] = Field(description="digits 0 to 5")


class TensionsClient:
    """Remembers the last matrix that it was given, with its ETag."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self._session = session
        self._url = url.rstrip("/") + _PATH
        self._etag: str | None = None
        self._matrix: TensionMatrix | None = None

    async def get_version(self) -> str:
        """Ask for the matrix; its ETag, the same as before when nothing has changed.

        UnavailableError when the service does not answer, UpstreamError when what it answers cannot be used.
        """
        retrying = AsyncRetrying(
            retry=retry_if_exception_type(UnavailableError),
            stop=stop_after_attempt(_ATTEMPTS),
            wait=wait_random_exponential(max=_LONGEST_PAUSE_SECONDS),
            reraise=True,
        )
        return await retrying(self._ask)

    async def get_matrix(self) -> TensionMatrix:
        """The matrix of the last version asked for."""
        if self._matrix is None:
            await self.get_version()
        if self._matrix is None:
            raise UpstreamError(f"{self._url}: not modified, but nothing was asked before")
        return self._matrix

    async def _ask(self) -> str:
        headers = {"If-None-Match": self._etag} if self._etag and self._matrix else {}
        try:
            async with self._session.get(self._url, headers=headers, allow_redirects=False) as response:
                if response.status == HTTPStatus.NOT_MODIFIED and self._etag:
                    return self._etag
                _refuse(self._url, response.status)
                etag, body = response.headers.get("ETag"), await read_bounded(response, _MAX_BYTES)
        except (aiohttp.ClientError, TimeoutError) as error:
            raise UnavailableError(f"{self._url}: {type(error).__name__}: {error}") from error
        version, self._matrix = await asyncio.to_thread(_parse, self._url, body)
        self._etag = etag or version
        return self._etag


def _refuse(url: str, status: int) -> None:
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise UnavailableError(f"{url}: status {status}")
    if status != HTTPStatus.OK:
        raise UpstreamError(f"{url}: status {status}, expected 200 or 304")


def _parse(url: str, body: bytes) -> tuple[str, TensionMatrix]:
    try:
        answer = _Matrix.model_validate_json(body)
        levels = _levels(answer)
    except (ValidationError, ValueError) as error:
        raise UpstreamError(f"{url}: not a tension matrix: {str(error).splitlines()[0]}") from error
    matrix = TensionMatrix(
        rome={code: row for row, code in enumerate(answer.rome)},
        bassins={bassin: column for column, bassin in enumerate(answer.bassins)},
        levels=levels,
        year=answer.year,
        sample=answer.sample,
        source=answer.source,
    )
    return f'"{answer.version}"', matrix


def _levels(answer: _Matrix) -> npt.NDArray[np.int8]:
    shape = (len(answer.rome), len(answer.bassins))
    if len(answer.levels) != shape[0] or any(len(row) != shape[1] for row in answer.levels):
        raise ValueError(f"levels are not {shape[0]} x {shape[1]} digits")
    digits = np.frombuffer("".join(answer.levels).encode("ascii"), dtype=np.int8) - ord("0")
    if digits.size and not 0 <= int(digits.min()) <= int(digits.max()) <= 5:
        raise ValueError("a level is not a digit from 0 to 5")
    levels: npt.NDArray[np.int8] = digits.astype(np.int8).reshape(shape)
    levels.setflags(write=False)
    return levels
