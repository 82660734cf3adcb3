"""Asking for a token: OAuth2 client credentials, as France Travail's realm grants them."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import aiohttp
import orjson
from pydantic import BaseModel, Field, SecretStr, ValidationError
from yarl import URL

from services.jobs.proxy.exchange import Limits, exchange, pause_asked
from services.jobs.proxy.failures import AccessRefusedError, CallFailedError, UnreadableError
from services.jobs.proxy.metrics import TOKENS
from services.jobs.proxy.patience import Patience
from services.jobs.proxy.resources import Answer
from services.jobs.proxy.retries import retrying

_MAX_BYTES = 64 * 1024
_ERROR_CODE = re.compile(r"[a-z_]{1,40}")
_DESCRIPTION_CHARACTERS = 120


class Token(BaseModel, frozen=True):
    """Moments are in seconds since 1970."""

    value: str = Field(repr=False, min_length=1)
    renew_at: float
    expires_at: float


class _Granted(BaseModel):
    access_token: str = Field(min_length=1, max_length=4096, pattern=r"^[\x21-\x7e]+$")
    expires_in: float = Field(gt=0)


@dataclass(frozen=True, slots=True)
class TokenEndpoint:
    """Where tokens are asked for; the same for all APIs, each with its scopes."""

    session: aiohttp.ClientSession
    url: URL
    client_id: SecretStr
    client_secret: SecretStr
    attempts: int
    call_seconds: float
    refused_seconds: float
    clock: Callable[[], float] = field(default=time.time)

    async def request_token(self, api: str, scopes: str, patience: Patience) -> Token:
        """A new token. AccessRefusedError when our credentials or scopes are not accepted,
        CallFailedError or UnreadableError when the endpoint gave no usable answer."""
        return await retrying(patience, self.attempts)(self._ask, api, scopes, patience)

    async def _ask(self, api: str, scopes: str, patience: Patience) -> Token:
        asked_at = self.clock()
        form = {
            "grant_type": "client_credentials",
            "client_id": self.client_id.get_secret_value(),
            "client_secret": self.client_secret.get_secret_value(),
            "scope": scopes,
        }
        outcome = "no_answer"
        try:
            answer = await exchange(
                self.session,
                api,
                "POST",
                self.url,
                Limits(min(self.call_seconds, max(patience.remaining(), 0.05)), _MAX_BYTES),
                data=form,
                headers={"Accept": "application/json"},
            )
            outcome = str(answer.status)
        finally:
            TOKENS.labels(api, outcome).inc()
        self._refuse(api, answer)
        return _read(api, answer, asked_at)

    def _refuse(self, api: str, answer: Answer) -> None:
        if answer.status == HTTPStatus.OK:
            return
        reason = f"token refused with {answer.status}"
        if answer.status == HTTPStatus.TOO_MANY_REQUESTS or answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise CallFailedError(api, reason, pause=pause_asked(answer.headers))
        if answer.status < HTTPStatus.BAD_REQUEST:
            raise UnreadableError(api, reason)
        raise AccessRefusedError(api, f"{reason}{self._said(answer)}", retry_after=self.refused_seconds)

    def _said(self, answer: Answer) -> str:
        """The OAuth2 error, kept short and cleared of what we sent."""
        error = _object(answer.body)
        code, description = str(error.get("error", "")), str(error.get("error_description", ""))
        if not _ERROR_CODE.fullmatch(code):
            return ""
        for secret in (self.client_secret, self.client_id):
            description = description.replace(secret.get_secret_value(), "…")
        return f": {code} ({' '.join(description.split())[:_DESCRIPTION_CHARACTERS]})"


def _read(api: str, answer: Answer, asked_at: float) -> Token:
    try:
        granted = _Granted.model_validate_json(answer.body)
    except ValidationError:
        raise UnreadableError(api, "the token endpoint answered something else than a token") from None
    life = granted.expires_in
    return Token(
        value=granted.access_token,
        renew_at=asked_at + life - min(60.0, life / 4),
        expires_at=asked_at + life - min(5.0, life / 20),
    )


def _object(body: bytes) -> dict[str, Any]:
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError:
        return {}
    return value if isinstance(value, dict) else {}
