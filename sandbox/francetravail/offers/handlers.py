"""Offres d'emploi v2 over HTTP: search, detail, référentiels."""

from datetime import timedelta

import orjson
from aiohttp import web

from sandbox.answers import answer_json
from sandbox.francetravail.answers import answer_fault
from sandbox.francetravail.offers.attributes import Mark
from sandbox.francetravail.offers.filters import Market
from sandbox.francetravail.offers.formats import BadParameterError
from sandbox.francetravail.offers.ids import is_well_formed
from sandbox.francetravail.offers.query import MOST_PER_PAGE, Query, keep_first, read_query
from sandbox.francetravail.offers.reading import find_offer
from sandbox.francetravail.offers.references import REFERENCES
from sandbox.francetravail.offers.search import Found, search
from sandbox.francetravail.state import SANDBOX, Sandbox

ROOT = "/partenaire/offresdemploi/v2"
_ACCEPT_RANGE = {"accept-range": str(MOST_PER_PAGE)}


async def search_offers(request: web.Request) -> web.Response:
    """GET /offres/search"""
    sandbox = request.app[SANDBOX]
    market = sandbox.market()
    try:
        query = read_query(keep_first(request.query.items()), market)
    except BadParameterError as fault:
        return _refuse(str(fault), sandbox)
    found = search(market, query)
    sandbox.lead += timedelta(seconds=market.switches.search_step_seconds)
    if not len(found.page):
        return _none(found, market)
    return _page(found, query, market, sandbox)


def _refuse(message: str, sandbox: Sandbox) -> web.Response:
    if sandbox.switches.quote_spaces == "nbsp":
        message = message.replace("« ", "«\u00a0").replace(" »", "\u00a0»")
    return answer_fault(message, sandbox.clock.now())


def _none(found: Found, market: Market) -> web.Response:
    told = {} if market.switches.drop_content_range else {"Content-Range": f"*/{found.total}"}
    return web.Response(status=204, headers=_ACCEPT_RANGE | told)


def _page(found: Found, query: Query, market: Market, sandbox: Sandbox) -> web.Response:
    ads = [orjson.Fragment(sandbox.ads.write(int(slot), market.seconds)) for slot in found.page]
    content: dict[str, object] = {"resultats": ads}
    if not market.switches.drop_filtres:
        content["filtresPossibles"] = found.facets
    last = query.start + len(ads) - 1
    headers = dict(_ACCEPT_RANGE)
    if not market.switches.drop_content_range:
        headers["Content-Range"] = f"offres {query.start}-{last}/{found.total}"
    whole = len(ads) == found.total and not market.switches.always_206
    return answer_json(content, status=200 if whole else 206, headers=headers)


async def show_offer(request: web.Request) -> web.Response:
    """GET /offres/{id}: 204 when it is unknown, withdrawn, or vanishes between search and detail."""
    sandbox, offer_id = request.app[SANDBOX], request.match_info["id"]
    if not is_well_formed(offer_id):
        return _refuse("Le format de l'id de l'offre recherchée est incorrect.", sandbox)
    market = sandbox.market()
    offer = find_offer(market.stock, offer_id, market.seconds)
    if offer is None or Mark.VANISHING in offer.marks or offer_id in market.switches.withdrawn_ids:
        return web.Response(status=204)
    return answer_json(orjson.Fragment(sandbox.ads.write(offer.slot, market.seconds)))


async def list_references(request: web.Request) -> web.Response:
    """GET /referentiel/{name}"""
    name = request.match_info["name"]
    if name not in REFERENCES:
        return web.Response(status=404)
    entries = REFERENCES[name](request.app[SANDBOX].world)
    return answer_json(entries, headers={"Content-Range": f"{name} */{len(entries)}"})


ROUTES = (
    web.get(f"{ROOT}/offres/search", search_offers),
    web.get(f"{ROOT}/offres/{{id}}", show_offer),
    web.get(f"{ROOT}/referentiel/{{name}}", list_references),
)
