"""One call to an API of Wikimedia, in its turn, tried again while that may help (reference: section 7.1)."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp
import orjson
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception_type, stop_after_attempt
from tenacity.wait import wait_exponential_jitter

from services.enrichment.clients.failures import OutageError, RefusedError, UnreadableError
from services.enrichment.clients.pacing import Pacer
from services.enrichment.clients.pauses import read_pause
from services.enrichment.metrics import CALL_SECONDS, CALLS
from services.enrichment.settings import Settings
from shared.http_client import OversizedAnswerError, create_session, read_bounded

_ATTEMPTS = 5
_MAX_BYTES = 16 * 1024 * 1024
_MAX_LAG_SECONDS = 5
_MAX_PARTS = 60
_PAUSE_UNTOLD_SECONDS = 30.0
_PASSING_CODES = frozenset({"maxlag", "ratelimited", "readonly", "internal_api_error_DBQueryError"})
_ACTION = {
    "action": "query",
    "format": "json",
    "formatversion": "2",
    "errorformat": "plaintext",
    "maxlag": str(_MAX_LAG_SECONDS),
}
# a POST that only reads need not travel to the data centre that writes
_HEADERS = {"Promise-Non-Write-API-Action": "true"}

Answer = dict[str, Any]
_Exchanged = tuple[int, Mapping[str, str], bytes]


class Wikimedia:
    """Its APIs, all calls in one line. `calls` counts those that were sent, failed ones too.

    For a visitor who waits: in front of the line, and one try only.
    """

    def __init__(
        self, session: aiohttp.ClientSession, settings: Settings, pacer: Pacer, *, visitor: bool = False
    ) -> None:
        self._session = session
        self._settings = settings
        self._visitor = visitor
        self._addresses = {
            "sparql": settings.sparql_url,
            "wikidata": settings.wikidata_url,
            "wikipedia": settings.wikipedia_url,
            "commons": settings.commons_url,
        }
        self._pacer = pacer
        self._backoff = wait_exponential_jitter(
            multiplier=settings.retry_seconds, max=30, jitter=settings.retry_seconds
        )
        self.calls = 0

    def for_visitors(self) -> "Wikimedia":
        """The same line, for those who wait."""
        return Wikimedia(self._session, self._settings, self._pacer, visitor=True)

    async def select(self, sparql: str) -> list[Mapping[str, str]]:
        """The rows of a SPARQL query: variable -> value; variables without a known value are absent."""
        answer = await self._call("sparql", {"query": sparql}, accept="application/sparql-results+json")
        try:
            rows = answer["results"]["bindings"]
            return [{name: cell["value"] for name, cell in row.items() if _is_known(cell)} for row in rows]
        except (AttributeError, KeyError, TypeError) as error:
            raise UnreadableError("sparql", f"no bindings in the answer ({error!r})") from None

    async def ask(self, api: str, params: Mapping[str, str]) -> AsyncIterator[Answer]:
        """The answers of the Action API to one question, as many as it takes to say everything."""
        more: Mapping[str, str] = {}
        for _ in range(_MAX_PARTS):
            answer = await self._call(api, {**_ACTION, **params, **more})
            yield answer
            more = answer.get("continue") or {}
            if not more:
                return
        raise UnreadableError(api, f"goes on after {_MAX_PARTS} parts")

    async def fetch(self, api: str, url: str, *, max_bytes: int) -> tuple[str, bytes]:
        """Media type and content of a file, in its turn; one try. `api` is a name for whoever watches."""
        async with self._turn(api) as turn:
            request = self._session.get(url, allow_redirects=False)
            status, headers, body = await turn.exchange(request, max_bytes)
            _check_status(api, status, headers, body)
        return headers.get("Content-Type", ""), body

    async def _call(self, api: str, form: Mapping[str, str], *, accept: str = "application/json") -> Answer:
        retrying = AsyncRetrying(
            retry=retry_if_exception_type(OutageError),
            stop=stop_after_attempt(1 if self._visitor else _ATTEMPTS),
            wait=self._wait,
            reraise=True,
        )
        return await retrying(self._attempt, api, form, accept)

    def _wait(self, state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        if isinstance(error, OutageError) and error.pause is not None:
            return 0.0  # the turn comes after the pause, which holds for all
        return self._backoff(state)

    async def _attempt(self, api: str, form: Mapping[str, str], accept: str) -> Answer:
        async with self._turn(api) as turn:
            headers = {**_HEADERS, "Accept": accept}
            request = self._session.post(
                self._addresses[api], data=form, headers=headers, allow_redirects=False
            )
            return _understood(api, *await turn.exchange(request, _MAX_BYTES))

    @asynccontextmanager
    async def _turn(self, api: str) -> AsyncIterator["_Turn"]:
        """The turn of one call, which is counted; what upstream asks for holds for all."""
        turn = _Turn(api)
        async with self._pacer.turn(visitor=self._visitor):
            self.calls += 1
            try:
                with CALL_SECONDS.labels(api).time():
                    yield turn
            except OutageError as error:
                if error.pause is not None:
                    self._pacer.pause(error.pause)
                if "maxlag: " in str(error):
                    turn.outcome = "maxlag"
                raise
            finally:
                CALLS.labels(api, turn.outcome).inc()


@dataclass(slots=True)
class _Turn:
    api: str
    outcome: str = "no answer"

    async def exchange(
        self, request: AbstractAsyncContextManager[aiohttp.ClientResponse], max_bytes: int
    ) -> _Exchanged:
        try:
            async with request as response:
                body = await read_bounded(response, max_bytes)
                self.outcome = str(response.status)
                return response.status, response.headers, body
        except TimeoutError:
            raise OutageError(self.api, "no whole answer in time") from None
        except OversizedAnswerError:
            raise UnreadableError(self.api, f"an answer of more than {max_bytes} bytes") from None
        except aiohttp.ClientError as error:
            raise OutageError(self.api, f"no answer ({type(error).__name__})") from None


@asynccontextmanager
async def open_wikimedia(settings: Settings) -> AsyncIterator[Wikimedia]:
    """The client, for the length of the block."""
    async with create_session(settings.user_agent, seconds=settings.timeout_seconds) as session:
        pacer = Pacer(settings.calls_per_minute, settings.in_flight, settings.visits_per_minute)
        yield Wikimedia(session, settings, pacer)


def _check_status(api: str, status: int, headers: Mapping[str, str], body: bytes) -> None:
    pause = read_pause(headers)
    if status == 429:
        raise OutageError(
            api, "too many calls (429)", pause=_PAUSE_UNTOLD_SECONDS if pause is None else pause
        )
    if status >= 500:
        raise OutageError(api, f"failed with {status}", pause=pause)
    if status != 200:
        raise RefusedError(api, f"refused with {status}: {_first_line(body)}")


def _understood(api: str, status: int, headers: Mapping[str, str], body: bytes) -> Answer:
    _check_status(api, status, headers, body)
    try:
        answer = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise UnreadableError(api, f"no JSON: {_first_line(body)}") from None
    if not isinstance(answer, dict):
        raise UnreadableError(api, "no JSON object")
    if fault := _fault(answer):
        code, text = fault
        if code in _PASSING_CODES:
            pause = read_pause(headers)
            raise OutageError(api, f"{code}: {text}", pause=_MAX_LAG_SECONDS if pause is None else pause)
        raise RefusedError(api, f"{code}: {text}")
    return answer


def _fault(answer: Answer) -> tuple[str, str] | None:
    """Code and text of the error of the Action API: `error`, or `errors` with errorformat."""
    errors = answer.get("errors") or [answer["error"]] if "error" in answer or "errors" in answer else []
    if not errors:
        return None
    first = errors[0] if isinstance(errors[0], dict) else {}
    text = first.get("text") or first.get("info") or first.get("*") or ""
    return str(first.get("code", "unknown")), str(text)[:200]


def _is_known(cell: Mapping[str, str]) -> bool:
    """`There is one, nobody knows which` is a node without a name."""
    return cell["type"] != "bnode" and "/.well-known/genid/" not in cell["value"]


def _first_line(body: bytes) -> str:
    return body.decode("utf-8", "replace").strip().split("\n")[0][:120]
