"""La Bonne Boîte v2 over HTTP. The first version is shut: its paths are none, and get 403."""

from typing import Any

import numpy as np
from aiohttp import web

from sandbox.answers import answer_json
from sandbox.francetravail.labonneboite.criteria import Criteria, UnprocessableError, read_criteria
from sandbox.francetravail.labonneboite.offices import Offices, count_offices, describe_office, find_offices
from sandbox.francetravail.labonneboite.sirets import decode_siret
from sandbox.francetravail.state import SANDBOX, Sandbox

_ROOT = "/partenaire/labonneboite/v2"
_SITE_SEARCH = "/api/v2/search/"


async def search_offices(request: web.Request) -> web.Response:
    """GET /recherche, the best potential first."""
    switches = request.app[SANDBOX].switches
    if switches.lbb_redirect302:
        host = switches.lbb_redirect_to or f"{request.scheme}://{request.host}"
        return web.Response(status=302, headers={"Location": f"{host}{_SITE_SEARCH}?{request.query_string}"})
    return await search_site(request)


async def search_site(request: web.Request) -> web.Response:
    """GET on the site, where the API redirects to; it asks for no token."""
    sandbox = request.app[SANDBOX]
    try:
        criteria, offices = _find(request, sandbox)
    except UnprocessableError as fault:
        return _refuse(fault)
    if not len(offices):
        return _answer_nothing(request, sandbox.switches.lbb_nothing)
    return answer_json(_envelope(request, len(offices), _page(sandbox, criteria, offices)))


async def count_hits(request: web.Request) -> web.Response:
    """GET /nombreEntreprise"""
    try:
        _, offices = _find(request, request.app[SANDBOX])
    except UnprocessableError as fault:
        return _refuse(fault)
    return answer_json(_envelope(request, len(offices), None))


async def show_potential(request: web.Request) -> web.Response:
    """GET /potentielEmbauche?siret="""
    world, siret = request.app[SANDBOX].world, request.query.get("siret", "")
    key = decode_siret(siret)
    if (
        key is None
        or key.place >= len(world.geography.codes)
        or key.occupation >= len(world.occupations.rows)
    ):
        return answer_json({"items": []})
    count = count_offices(world, np.array([key.place]), np.array([key.occupation]))[0]
    if key.rank >= count:
        return answer_json({"items": []})
    places = np.zeros(len(world.geography.codes), dtype=bool)
    places[key.place] = True
    potential = float(find_offices(world, places, [key.occupation]).potential[key.rank])
    return answer_json({"items": [describe_office(world, key, potential)]})


def _find(request: web.Request, sandbox: Sandbox) -> tuple[Criteria, Offices]:
    if sandbox.switches.lbb_sort == "refused" and {"sort_by", "sort_direction"} & request.query.keys():
        raise UnprocessableError("sort_by", "Extra inputs are not permitted")
    criteria = read_criteria(request.query, request.query.getall("rome", []), sandbox.world)
    return criteria, find_offices(sandbox.world, criteria.places, criteria.occupations)


def _page(sandbox: Sandbox, criteria: Criteria, offices: Offices) -> list[dict[str, Any]]:
    start = (criteria.page - 1) * criteria.page_size
    best = np.argsort(-offices.potential, kind="stable")[start : start + criteria.page_size]
    return [
        describe_office(sandbox.world, offices.key(position), float(offices.potential[position]))
        for position in best.tolist()
    ]


def _envelope(request: web.Request, hits: int, items: list[dict[str, Any]] | None) -> dict[str, Any]:
    params = {name: request.query.getall(name) for name in request.query}
    found = {} if items is None else {"items": items}
    return {"hits": hits, **found, "params": params, "resolved_params": params}


def _answer_nothing(request: web.Request, mode: str) -> web.Response:
    if mode == "204":
        return web.Response(status=204)
    return answer_json(None if mode == "null" else _envelope(request, 0, []))


def _refuse(fault: UnprocessableError) -> web.Response:
    detail = {"type": "value_error", "loc": ["query", fault.parameter], "msg": str(fault)}
    return answer_json({"detail": [detail]}, status=422)


ROUTES = (
    web.get(f"{_ROOT}/recherche", search_offices),
    web.get(f"{_ROOT}/nombreEntreprise", count_hits),
    web.get(f"{_ROOT}/potentielEmbauche", show_potential),
    web.get(_SITE_SEARCH, search_site),
)
