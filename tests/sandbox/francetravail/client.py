"""A client without any cleverness: a token per API, one call, the answer as it came."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import aiohttp

from sandbox.francetravail.apis import APIS

CLIENT_ID, CLIENT_SECRET = "PAR_mobiville_sandbox", "sandbox-secret"
Params = Mapping[str, Any] | Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def total(self) -> int:
        """The figure after the slash of Content-Range."""
        return int(self.headers["Content-Range"].rpartition("/")[2])


class Client:
    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self._session = session
        self.url = url
        self._tokens: dict[str, str] = {}

    async def ask_token(self, scope: str, *, realm: str = "/partenaire", **changes: str) -> Answer:
        form = {
            "grant_type": "client_credentials",
            "client_id": CLIENT_ID,
            "client_secret": CLIENT_SECRET,
            "scope": scope,
            **changes,
        }
        path = "/connexion/oauth2/access_token"
        return await self.request("POST", path, params={"realm": realm}, data=form)

    async def token(self, scope: str) -> str:
        if scope not in self._tokens:
            self._tokens[scope] = (await self.ask_token(scope)).json()["access_token"]
        return self._tokens[scope]

    async def request(self, method: str, path: str, **options: Any) -> Answer:
        """Without a token; redirects are not followed."""
        async with self._session.request(
            method, self.url + path, allow_redirects=False, **options
        ) as response:
            return Answer(response.status, response.headers, await response.read())

    async def get(self, api: str, path: str, params: Params = (), **headers: str) -> Answer:
        """GET a path under the root of an API."""
        sent = {"Accept": "application/json", **await self._authorization(api), **headers}
        return await self.request("GET", APIS[api].root + path, params=params, headers=sent)

    async def post(self, api: str, path: str, content: Any, params: Params = (), **headers: str) -> Answer:
        sent = {"Accept": "application/json", **await self._authorization(api), **headers}
        return await self.request("POST", APIS[api].root + path, json=content, params=params, headers=sent)

    async def _authorization(self, api: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {await self.token(APIS[api].scope)}"}

    async def search(self, params: Params = (), **more: Any) -> Answer:
        """Offers."""
        return await self.get("offres", "/v2/offres/search", params or more)
