"""The tokens that have been given out."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

TOKEN_LENGTH = 27


@dataclass(frozen=True, slots=True)
class Token:
    client_id: str
    scopes: frozenset[str]
    expires_at: datetime


class Tokens:
    """Several tokens of one client are good at the same time."""

    def __init__(self) -> None:
        self._tokens: dict[str, Token] = {}
        self.issued = 0

    def issue(self, client_id: str, scopes: frozenset[str], now: datetime, seconds: float) -> str:
        """A new opaque token that lives so many seconds."""
        self._tokens = {text: token for text, token in self._tokens.items() if token.expires_at > now}
        text = secrets.token_urlsafe(TOKEN_LENGTH)[:TOKEN_LENGTH]
        self._tokens[text] = Token(client_id, scopes, now + timedelta(seconds=seconds))
        self.issued += 1
        return text

    def find(self, text: str, now: datetime) -> Token | None:
        """The token, unless it is unknown, revoked or expired."""
        token = self._tokens.get(text)
        return token if token is not None and token.expires_at > now else None

    def revoke(self) -> int:
        """Forget every token; returns how many there were."""
        count = len(self._tokens)
        self._tokens.clear()
        return count
