"""Every route of every service, as a visitor reaches it: through nginx, on the real services."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from typing import Any

import aiohttp
import pytest
import pytest_asyncio

from gateway.legacy.routes import ROUTES as LEGACY
from services.cities.routes import ROUTES as CITIES
from services.enrichment.routes import ROUTES as ENRICHMENT
from services.jobs.routes import ROUTES as JOBS
from services.tensions.routes import ROUTES as TENSIONS
from shared.web.endpoints import Route
from tests.gateway.asking import ask, create_visitor
from tests.jobs.stand_ins import france_travail
from tests.legacy.stack import Site, running_site
from tests.sandbox.francetravail.server import FranceTravail
from tests.servers.gateway import Gateway
from tests.waiting import until

SERVICES = {
    "cities": CITIES,
    "tensions": TENSIONS,
    "jobs": JOBS,
    "enrichment": ENRICHMENT,
    "legacy": LEGACY,
}
EVERY_ROUTE = [(service, route) for service, routes in SERVICES.items() for route in routes]
PUBLIC = [(service, route) for service, route in EVERY_ROUTE if route.path.startswith("/api/")]
INNER = [(service, route) for service, route in EVERY_ROUTE if not route.path.startswith("/api/")]

NAMES = {"code_insee": "59350", "bassin": "X001", "rome": "J1506", "kind": "communes", "width": "400"}
CODES = {"regions": "32", "region": "32", "departements": "59", "departement": "59"}
QUERIES = {
    "/api/v1/cities/compare": "code=59350&code=62041",
    "/api/v1/suggest": "q=lil",
    "/api/v1/criteria/regions": "rome=J1506",
    "/api/v1/occupations/suggest": "q=infirm",
    "/api/v1/tensions/top": "departement=59",
    "/api/v1/offers": "rome=J1506&city=59350",
    "/api/v1/offers/counts": "rome=J1506&city=59350",
    "/api/v1/labour-market": "rome=J1506&city=59350",
    "/api/v1/companies": "rome=J1506&city=59350",
}
BODIES: dict[str, Any] = {
    "/api/cities/search": {"index": 0},
    "/api/cities/autocomplete": {"query": "lil"},
    "/api/cities/search-by-skill": {"label": "infirm"},
    "/api/cities/search-close-cities": {"latitude": 50.6, "longitude": 3.06, "inseeCode": "59350"},
    "/api/cities/search-similar-cities": {"codeRome": ["J1506"], "city": {"insee_com": "59350"}},
    "/api/cities/search-close-companies": {"codeRome": ["J1506"], "insee": "59350", "sort": ""},
    "/api/professions/search": {"codeRome": ["J1506"], "insee": ["59350"]},
    "/api/professions/searchCountList": {"codeRome": ["J1506"], "inseeList": [["59350"]]},
    "/api/professions/searchRomeonly": {"codeRome": ["J1506"]},
    "/api/professions/infos-travail": {"codeRome": ["J1506"], "insee": "59350"},
}


@pytest.fixture(scope="module")
def france(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FranceTravail]:
    server = france_travail(tmp_path_factory.mktemp("france"))
    server.start()
    yield server
    server.stop()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def site(france: FranceTravail, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Site]:
    france.reset()
    async with running_site(tmp_path_factory.mktemp("site"), france) as running:
        yield running


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def gateway(site: Site, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Gateway]:
    addresses = {f"{name.upper()}_ADDRESS": url.removeprefix("http://") for name, url in site.urls.items()}
    running = Gateway(tmp_path_factory.mktemp("gateway"), **addresses)
    await asyncio.to_thread(running.start)
    yield running
    running.kill()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def visitor() -> AsyncIterator[aiohttp.ClientSession]:
    async with create_visitor() as session:
        yield session


def _name(case: tuple[str, Route]) -> str:
    return f"{case[0]} {case[1].method} {case[1].path}"


async def _fill(site: Site, path: str) -> str:
    """The path of something that there is."""
    if "{id}" in path:
        listed = "offers?rome=J1506&city=59350" if "offers" in path else "cities/59350"
        found = await site.get(f"/api/v1/{listed}")
        return path.replace("{id}", found["items"][0]["id"] if "items" in found else found["bassin"]["id"])
    if "{slug}" in path:
        return path.replace("{slug}", (await site.get("/api/v1/helps"))["items"][0]["slug"])
    codes = {"code": next((code for kind, code in CODES.items() if f"/{kind}/" in path), "59350")}
    return re.sub(r"\{(\w+)(?::[^}]*)?\}", lambda found: (NAMES | codes)[found[1]], path)


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("case", PUBLIC, ids=_name)
async def test_every_public_route_is_reached(
    case: tuple[str, Route], gateway: Gateway, site: Site, visitor: aiohttp.ClientSession
):
    service, route = case
    path = await _fill(site, route.path)
    query = QUERIES.get(route.path)
    address = f"{path}?{query}" if query else path
    body = {"json": BODIES[path]} if path in BODIES else {}
    answer = await ask(visitor, gateway, address, route.method, **body)
    logged = await until(lambda: [one for one in gateway.requests() if one["path"] == path])
    assert {one["room"] for one in logged} == {service}
    if service == "enrichment":  # nothing was crawled: the service says so
        assert (answer.status, answer.json["instance"]) == (404, path)
    elif "{width" in route.path:
        assert (answer.status, answer.headers["Location"][:17]) == (302, "/api/v1/portraits")
    else:
        assert answer.status == 200, answer.text[:500]
        if route.cache:
            assert answer.headers["Cache-Control"] == route.cache


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("case", INNER, ids=_name)
async def test_no_inner_route_is(case: tuple[str, Route], gateway: Gateway, visitor: aiohttp.ClientSession):
    _, route = case
    answer = await ask(visitor, gateway, route.path)
    assert answer.status == 404
    assert "Cette page n’existe pas" in answer.text


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("service", SERVICES)
async def test_each_service_describes_itself(service: str, gateway: Gateway, visitor: aiohttp.ClientSession):
    answer = await ask(visitor, gateway, f"/openapi/{service}.json")
    assert answer.json["openapi"] == "3.1.0"
    described = {re.sub(r":[^}]*", "", path) for path in answer.json["paths"]}
    assert described == {re.sub(r":[^}]*", "", route.path) for route in SERVICES[service]}


@pytest.mark.asyncio(loop_scope="module")
async def test_a_services_refusal_is_its_own(gateway: Gateway, visitor: aiohttp.ClientSession):
    answer = await ask(visitor, gateway, "/api/v1/cities?unknown=1")
    assert (answer.status, answer.json["errors"][0]["parameter"]) == (422, "unknown")
    assert answer.json["request_id"] == answer.headers["X-Request-Id"]
