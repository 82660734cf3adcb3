"""The first contract as visitors get it: through the real gateway."""

from itertools import count
from typing import Any

import aiohttp
import pytest

from gateway.legacy.routes import ROUTES
from tests.legacy.stack import Site, read
from tests.servers.gateway import Gateway

pytestmark = pytest.mark.asyncio(loop_scope="session")

LILLE, NURSE = "59350", "J1506"
TOWN = {"latitude": 50.63, "longitude": 3.05, "inseeCode": LILLE, "codeRome": NURSE}
BODIES: dict[str, dict[str, Any]] = {
    "/api/cities/search": {"codeRome": NURSE},
    "/api/cities/autocomplete": {"query": "li"},
    "/api/cities/search-by-skill": {"label": "infirmier"},
    "/api/cities/search-close-cities": TOWN,
    "/api/cities/search-similar-cities": {"codeRome": NURSE, "city": {"insee_com": LILLE}},
    "/api/cities/search-close-companies": {"codeRome": [NURSE], "insee": LILLE, "sort": ""},
    "/api/professions/search": {"codeRome": [NURSE], "insee": [LILLE]},
    "/api/professions/searchCountList": {"codeRome": [NURSE], "inseeList": [[LILLE]]},
    "/api/professions/searchRomeonly": {"codeRome": [NURSE]},
    "/api/professions/infos-travail": {"codeRome": NURSE, "insee": LILLE},
}
CODES = {"cities": LILLE, "region": "32", "departement": "59"}
visitors = count(1)


async def ask(gateway: Gateway, method: str, path: str, status: int = 200, **options: Any) -> Any:
    """As a visitor who never asked before."""
    connector = aiohttp.TCPConnector(local_addr=(f"127.2.0.{next(visitors)}", 0))
    async with (
        aiohttp.ClientSession(connector=connector) as session,
        session.request(method, gateway.url + path, **options) as response,
    ):
        return await read(response, status)


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.path)
async def test_every_call_goes_through(site: Site, gateway: Gateway, route):
    path = route.path.replace("{code}", CODES.get(route.path.split("/")[2], ""))
    path = path.replace("{slug}", "visale")
    if "photos" in path:
        await ask(gateway, "GET", "/api/photos/communes/59350/250px", 302, allow_redirects=False)
    elif route.method == "GET":
        assert await ask(gateway, "GET", path)
    else:
        assert await ask(gateway, "POST", path, json=BODIES[path]) == await site.post(path, BODIES[path])


async def test_each_reading_of_a_help_is_counted(site: Site, gateway: Gateway):
    path = "/api/helps/get-previews/bail-mobilite"
    counts = [(await ask(gateway, "GET", path))["count_vue"] for _ in range(3)]
    assert counts == [counts[0], counts[0] + 1, counts[0] + 2]
    ours = await ask(gateway, "POST", "/api/v1/helps/bail-mobilite/views")
    assert ours == {"slug": "bail-mobilite", "views": counts[-1] + 1}


@pytest.mark.parametrize("method", ["GET", "PUT", "OPTIONS"])
async def test_a_reading_is_told_in_one_way(gateway: Gateway, method: str):
    await ask(gateway, method, "/api/v1/helps/bail-mobilite/views", 405)
    await ask(gateway, "POST", "/api/v1/helps/bail-mobilite/views", 413, data=b"a file" * 1000)


async def test_bodies_have_bounds(gateway: Gateway):
    await ask(gateway, "POST", "/api/cities/search", 413, data=b"[" * 300_000)
    await ask(gateway, "POST", "/api/cities/search", 415, data={"file": "upload"})
    await ask(gateway, "PUT", "/api/cities/search", 405, data=b"{}")
    await ask(gateway, "GET", "/api/nothing", 404)
