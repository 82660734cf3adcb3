"""Offers, employers, the labour market and fairs."""

import asyncio
from typing import Any

from aiohttp import web

from gateway.legacy.calls import Asking
from gateway.legacy.counting import count_by_town
from gateway.legacy.handlers.asking import asking_of, attempt, find
from gateway.legacy.market import describe_market
from gateway.legacy.offers import describe_fair, describe_offer, lacks_position
from gateway.legacy.requests import CloseCompanies, LabourMarket, OfferCount, OfferCounts, OfferSearch
from shared.errors import UnavailableError
from shared.web.endpoints import Encoded

_OFFERS, _COMPANIES = 100, 10


async def search_offers(request: web.Request, body: OfferSearch) -> Encoded[Any]:
    """The first hundred offers around towns, and how many there are."""
    asking = asking_of(request)
    found = await asking.jobs(
        "offers", rome=_joined(body.code_rome), city=_joined(body.insee), per_page=_OFFERS
    )
    # the front puts every offer on a map: one that tells no place stands where it was looked for
    town = await asking.cities("cities", body.insee[0]) if any(map(lacks_position, found["items"])) else {}
    return asking.answer(
        {
            "resultats": [describe_offer(offer, town) for offer in found["items"]],
            "totalOffres": found["total"],
            "licence": found["licence"],
        }
    )


async def count_offers_by_town(request: web.Request, body: OfferCounts) -> Encoded[Any]:
    """How many offers there are around each town, or group of towns, in the order asked."""
    asking = asking_of(request)
    totals = await count_by_town(asking, _joined(body.code_rome), body.insee_list)
    return asking.answer(
        [{"insee": insee, "total": total} for insee, total in zip(body.insee_list, totals, strict=True)]
    )


async def count_offers(request: web.Request, body: OfferCount) -> Encoded[Any]:
    """How many offers there are in the country."""
    asking = asking_of(request)
    found = await asking.jobs("offers", rome=_joined(body.code_rome), per_page=1)
    return asking.answer({"total": found["total"]})


async def find_companies(request: web.Request, body: CloseCompanies) -> Encoded[Any]:
    """Ten companies that may hire around a town."""
    asking = asking_of(request)
    found = await asking.jobs(
        "companies",
        rome=_joined(body.code_rome),
        city=body.insee,
        sort="distance" if body.sort == "distance" else "potential",
        per_page=_COMPANIES,
    )
    companies = [
        {"name": one["name"], "city": one["city"] or "", "url": one["url"] or ""} for one in found["items"]
    ]
    return asking.answer({"companies": companies, "companies_count": found["found"]})


async def get_labour_market(request: web.Request, body: LabourMarket) -> Encoded[Any]:
    """What recruiting is like around a town; null for a town without bassin, and for none."""
    asking = asking_of(request)
    rome = body.code_rome[0] if body.code_rome else None
    town = await find(asking.cities("cities", body.insee, rome=rome))
    if town is None or town["bassin"] is None:
        return asking.answer(None)
    departement = town["departement"]["code"]
    around, across, tension = await asyncio.gather(
        attempt(asking, find(asking.jobs("labour-market", rome=rome, city=body.insee))),
        attempt(asking, find(asking.jobs("labour-market", rome=rome, departement=departement))),
        _find_tension(asking, town, rome),
    )
    return asking.answer(describe_market(town, tension, around, across))


async def list_fairs(request: web.Request) -> Encoded[Any]:
    """The online fairs of the whole country."""
    asking = asking_of(request)
    events = await asking.jobs("events", per_page=1)
    if events["fairs"] is None:
        raise UnavailableError("the online fairs cannot be read at the moment", upstream="evenements")
    return asking.answer([describe_fair(one) for one in events["fairs"]])


async def _find_tension(asking: Asking, town: dict[str, Any], rome: str | None) -> float | None:
    """Of the occupation in the bassin; without one, the mean of all that are known there."""
    if rome:
        return town["tension"]["tension"] if town["tension"] else None
    top = await attempt(
        asking, find(asking.tensions("tensions", "top", bassin=town["bassin"]["id"], limit=1))
    )
    return top["mean"] if top else None


def _joined(codes: list[str]) -> str | None:
    return ",".join(codes) or None
