"""One HTTP exchange: a bounded answer, or a failure that says what happened on the way."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import quote

import aiohttp
from yarl import URL

from services.jobs.proxy.failures import CallFailedError, UnreadableError
from services.jobs.proxy.resources import Answer, Request
from shared.http_client import OversizedAnswerError, read_bounded

_LONGEST_PAUSE_SECONDS = 600.0
_HURRIED_SECONDS = 0.5  # a call given less than this that was late says nothing of upstream


@dataclass(frozen=True, slots=True)
class Limits:
    """Of one exchange: the time until its end, the size of the body."""

    seconds: float
    max_bytes: int


async def exchange(
    session: aiohttp.ClientSession, api: str, method: str, url: URL, limits: Limits, **options: Any
) -> Answer:
    """The answer, whatever its status; redirections are not followed.

    CallFailedError when there was none in time, UnreadableError when it was cut or too large.
    `options` are aiohttp's.
    """
    options |= {"timeout": aiohttp.ClientTimeout(total=limits.seconds), "middlewares": (_once,)}
    try:
        async with session.request(method, url, allow_redirects=False, **options) as response:
            body = await read_bounded(response, limits.max_bytes)
            headers = {name.lower(): value for name, value in response.headers.items()}
            return Answer(response.status, headers, body)
    except TimeoutError:
        reason = f"no whole answer in {limits.seconds:.1f} s"
        raise CallFailedError(api, reason, counts=limits.seconds >= _HURRIED_SECONDS) from None
    except OversizedAnswerError:
        raise UnreadableError(api, f"its answer is larger than {limits.max_bytes} bytes") from None
    except aiohttp.ClientPayloadError:
        raise UnreadableError(api, "its answer was cut", again=True) from None
    except aiohttp.ClientError as error:
        reason = str(error) if isinstance(error, _BrokenConnectionError) else type(error).__name__
        raise CallFailedError(api, f"no answer: {reason}") from None


class _BrokenConnectionError(aiohttp.ClientError):
    pass


async def _once(request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType) -> aiohttp.ClientResponse:
    """aiohttp sends again, on its own, what met a broken connection; a second call needs its own turn."""
    try:
        return await handler(request)
    except (aiohttp.ClientOSError, aiohttp.ServerDisconnectedError) as error:
        raise _BrokenConnectionError(type(error).__name__) from None


def address(root: URL, request: Request) -> URL:
    """The URL of a request under `root`: each segment is quoted whole, so that none leads elsewhere."""
    if any(segment in {"", ".", ".."} for segment in request.path):
        raise ValueError(f"{request.path}: a segment is empty or goes up")
    path = "/".join(quote(segment, safe="") for segment in request.path)
    return URL(f"{str(root).rstrip('/')}/{path}", encoded=True).with_query(list(request.params))


def pause_asked(headers: Mapping[str, str]) -> float | None:
    """Seconds of Retry-After, a number or a date; None when it is absent or means nothing."""
    text = headers.get("retry-after", "").strip()
    if text.isdecimal() and text.isascii():
        return min(float(text), _LONGEST_PAUSE_SECONDS)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(
        max((moment - datetime.fromtimestamp(time.time(), UTC)).total_seconds(), 0.0), _LONGEST_PAUSE_SECONDS
    )
