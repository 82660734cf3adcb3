"""The labour market of an occupation, somewhere."""

import asyncio
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from services.jobs.handlers.answering import age_of, describe_place, encode, find_places, invalid, visit_of
from services.jobs.labour_market import (
    LookUp,
    list_cells,
    list_territories,
    look_up,
    missing,
    notice_of,
)
from services.jobs.places import Departement, Place
from services.jobs.schemas.labour_market import (
    CountFigure,
    LabourMarket,
    LabourMarketQuery,
    PayFigure,
    RateFigure,
    TensionFigure,
)
from services.jobs.state import CLIENTS
from services.jobs.visits import Visit
from shared.web.endpoints import Encoded


@dataclass(frozen=True, slots=True)
class _LookUps:
    """One per figure of the answer."""

    pay: LookUp[Any]
    tension: LookUp[Any]
    hiring_rate: LookUp[Any]
    job_seekers: LookUp[Any]
    offers: LookUp[Any]
    hires: LookUp[Any]

    def all(self) -> list[LookUp[Any]]:
        return [self.pay, self.tension, self.hiring_rate, self.job_seekers, self.offers, self.hires]


async def get_labour_market(request: web.Request, query: LabourMarketQuery) -> Encoded[LabourMarket]:
    """Pay, tension, hiring rate, job seekers, offers and hires.

    Small numbers are not published: each figure is looked for in the bassin, then in the departement, then in
    the region; then in the same for all occupations. `origin` tells what it is about in the end.
    """
    visit = visit_of(request)
    place = await _find_area(request, visit, query)
    lookups = await _look_up_all(request, visit, place, query.rome)
    errors = [one.error for one in lookups.all() if one.error is not None]
    if errors and all(one.value is None for one in lookups.all()):
        raise errors[0]
    answer = LabourMarket(
        rome=query.rome,
        city=describe_place(place) if isinstance(place, Place) else None,
        territories=list_territories(place),
        notice=notice_of(place) if isinstance(place, Place) else None,
        pay=PayFigure(**_describe(lookups.pay)),
        tension=TensionFigure(**_describe(lookups.tension)),
        hiring_rate=RateFigure(**_describe(lookups.hiring_rate)),
        job_seekers=CountFigure(**_describe(lookups.job_seekers)),
        offers=CountFigure(**_describe(lookups.offers)),
        hires=CountFigure(**_describe(lookups.hires)),
        **age_of(request, [one.part for one in lookups.all() if one.part is not None]),
    )
    return encode(answer, complete=not errors and place.name is not None)


async def _find_area(request: web.Request, visit: Visit, query: LabourMarketQuery) -> Place | Departement:
    if query.city and query.departement:
        raise invalid("departement", "cannot go with city: give one of the two")
    if query.city:
        (place,) = await find_places(request, visit, [query.city])
        return place
    if query.departement:
        return await request.app[CLIENTS].places.get_departement(visit, query.departement)
    raise invalid("city", "give city or departement")


async def _look_up_all(
    request: web.Request, visit: Visit, place: Place | Departement, rome: str | None
) -> _LookUps:
    source, territories = request.app[CLIENTS].market, list_territories(place)
    closest = list(list_cells(territories, rome, all_occupations=False))
    cells = list(list_cells(territories, rome, all_occupations=source.all_occupations))
    return _LookUps(
        *await asyncio.gather(
            look_up(source.pay, visit, closest) if rome else _no_pay(),
            look_up(source.tension, visit, cells),
            look_up(source.hiring_rate, visit, cells),
            look_up(source.job_seekers, visit, cells),
            look_up(source.offers, visit, cells),
            look_up(source.hires, visit, cells),
        )
    )


async def _no_pay() -> LookUp[Any]:
    return LookUp(missing=missing("needs-occupation"))


def _describe(lookup: LookUp[Any]) -> dict[str, Any]:
    return {"value": lookup.value, "origin": lookup.origin, "missing": lookup.missing}
