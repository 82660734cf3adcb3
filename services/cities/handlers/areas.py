"""Regions, departements and bassins."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from aiohttp import web

from services.cities.columns.communes import Communes
from services.cities.credits import find_credits, is_sample
from services.cities.handlers.loaded import read_communes
from services.cities.queries.offers import count_offers_by_occupation
from services.cities.schemas.areas import (
    BassinOffers,
    BassinPath,
    BassinSheet,
    DepartementList,
    DepartementPath,
    DepartementSheet,
    OccupationOffers,
    RegionList,
    RegionPath,
    RegionSheet,
)
from services.cities.sheets.areas import (
    describe_around,
    describe_bassin_towns,
    describe_departement,
    describe_region,
)
from services.cities.sheets.atlas import Atlas
from services.cities.sheets.details import read_or_none
from services.cities.sheets.surroundings import list_sectors
from services.cities.state import ATLAS, ENGINE, PORTRAITS
from shared.errors import NotFoundError
from shared.web.endpoints import Encoded

_OF_REGIONS = ("regions", "former-regions", "social-housing-delays", "departements", "cities")
_OF_DEPARTEMENTS = ("departements", "temperatures", "cities")
_OCCUPATIONS = 10


async def list_regions(request: web.Request) -> RegionList:
    """The regions of today."""
    communes, atlas = read_communes(request), request.app[ATLAS].value
    items = [describe_region(communes, atlas, region) for region in atlas.regions.values()]
    return RegionList(items=items, **_credit(communes, atlas, _OF_REGIONS))


async def get_region(request: web.Request, path: RegionPath) -> Encoded[RegionSheet]:
    """One region; a code of before 2015 answers with its successor."""
    communes, atlas = read_communes(request), request.app[ATLAS].value
    region = atlas.find_region(path.code)
    if region is None:
        raise NotFoundError(f"there is no region {path.code}; GET /api/v1/regions lists them")
    described = describe_region(communes, atlas, region)
    shown = await request.app[PORTRAITS].find("regions", region.code)
    sheet = RegionSheet(
        **described.model_dump(),
        asked=None if region.code == path.code else path.code,
        portrait=shown.portrait,
        portrait_missing=shown.missing,
        **_credit(communes, atlas, _OF_REGIONS),
    )
    return Encoded(sheet.model_dump_json().encode(), cacheable=shown.known)


async def list_departements(request: web.Request) -> DepartementList:
    """The departements."""
    communes, atlas = read_communes(request), request.app[ATLAS].value
    items = [describe_departement(communes, atlas, one) for one in atlas.departements.values()]
    return DepartementList(items=items, **_credit(communes, atlas, _OF_DEPARTEMENTS))


async def get_departement(request: web.Request, path: DepartementPath) -> Encoded[DepartementSheet]:
    """One departement."""
    communes, atlas = read_communes(request), request.app[ATLAS].value
    departement = atlas.departements.get(path.code)
    if departement is None:
        raise NotFoundError(f"there is no departement {path.code}; GET /api/v1/departements lists them")
    shown = await request.app[PORTRAITS].find("departements", departement.code)
    sheet = DepartementSheet(
        **describe_departement(communes, atlas, departement).model_dump(),
        **describe_around(communes, atlas, departement),
        portrait=shown.portrait,
        portrait_missing=shown.missing,
        **_credit(communes, atlas, (*_OF_DEPARTEMENTS, "bassins")),
    )
    return Encoded(sheet.model_dump_json().encode(), cacheable=shown.known)


async def get_bassin(request: web.Request, path: BassinPath) -> Encoded[BassinSheet]:
    """One bassin d'emploi: its towns, the sectors that hire, the occupations with most offers."""
    communes, atlas = read_communes(request), request.app[ATLAS].value
    if path.id not in communes.bassins.index:
        raise NotFoundError(f"there is no bassin {path.id}")
    counts = await read_or_none(request.app[ENGINE], partial(count_offers_by_occupation, bassin=path.id))
    sheet = BassinSheet(
        id=path.id,
        name=communes.bassins.name(path.id),
        **describe_bassin_towns(communes, path.id),
        sectors=list_sectors(atlas, path.id),
        offers=_describe_offers(counts) if counts else None,
        incomplete=["offers"] if counts is None else [],
        **_credit(communes, atlas, ("bassins", "cities", "hiring-sectors", "offers")),
    )
    return Encoded(sheet.model_dump_json().encode(), cacheable=not sheet.incomplete)


def _describe_offers(counts: Mapping[str, int]) -> BassinOffers:
    top = list(counts.items())[:_OCCUPATIONS]
    occupations = [OccupationOffers(code_rome=code_rome, offers=offers) for code_rome, offers in top]
    return BassinOffers(count=sum(counts.values()), occupations=occupations)


def _credit(communes: Communes, atlas: Atlas, datasets: Iterable[str]) -> dict[str, Any]:
    sources = find_credits(datasets, communes.sources, atlas.sources)
    return {"sources": sources, "sample": is_sample(sources)}
