"""A client without any cleverness: one call, the answer as it came."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
from yarl import URL

AGENT = "Mobiville/2.0 (https://mobiville.invalid/contact; ops@mobiville.invalid) aiohttp/3"
_ACTION = {"action": "query", "format": "json", "formatversion": "2"}
_PAGES = {"prop": "extracts|pageimages|pageprops|info", "exintro": "1", "explaintext": "1", "redirects": "1"}
_FILES = {"prop": "imageinfo", "iiprop": "url|size|mime|extmetadata", "redirects": "1"}


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def text(self) -> str:
        return self.body.decode()


class Client:
    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self._session = session
        self.url = url

    async def request(self, method: str, address: str, **options: Any) -> Answer:
        """A path under the root, or an address as it came; redirects are not followed."""
        headers = {"User-Agent": AGENT, "Accept": "application/json", **options.pop("headers", {})}
        url = URL(address if address.startswith("http") else self.url + address, encoded=True)
        async with self._session.request(
            method, url, headers=headers, allow_redirects=False, **options
        ) as response:
            return Answer(response.status, response.headers, await response.read())

    async def get(self, address: str, **headers: str) -> Answer:
        return await self.request("GET", address, headers=headers)

    async def ask(self, host: str, params: Mapping[str, Any]) -> Answer:
        """The Action API of a host."""
        return await self.request("POST", f"/{host}/w/api.php", data=_ACTION | dict(params))

    async def wikidata(self, **params: Any) -> Any:
        return (await self.ask("www.wikidata.org", params)).json()

    async def wikipedia(self, **params: Any) -> Any:
        return (await self.ask("fr.wikipedia.org", params)).json()

    async def commons(self, **params: Any) -> Any:
        return (await self.ask("commons.wikimedia.org", params)).json()

    async def find_items(self, code: str, name: str = "P374") -> dict[str, Any]:
        """The entities that a search for that code finds."""
        found = await self.wikidata(list="search", srsearch=f"haswbstatement:{name}={code}")
        ids = [one["title"] for one in found["query"]["search"]]
        if not ids:
            return {}
        entities = await self.wikidata(action="wbgetentities", ids="|".join(ids), props="claims|sitelinks")
        described: dict[str, Any] = entities["entities"]
        return described

    async def find_page(self, *titles: str, **changes: Any) -> Any:
        """`query` of the pages."""
        return (await self.wikipedia(titles="|".join(titles), **_PAGES | changes))["query"]

    async def find_file(self, *names: str, **changes: Any) -> Any:
        """`query` of the files, named without "File:"."""
        titles = "|".join(f"File:{name}" for name in names)
        return (await self.commons(titles=titles, **_FILES | changes))["query"]

    async def sparql(self, query: str, **headers: str) -> Answer:
        address = "/query.wikidata.org/sparql"
        return await self.request("POST", address, data={"query": query}, headers=headers)

    async def select(self, query: str) -> list[dict[str, str]]:
        """The rows of a query."""
        rows = (await self.sparql(query)).json()["results"]["bindings"]
        return [{name: cell["value"] for name, cell in row.items()} for row in rows]
