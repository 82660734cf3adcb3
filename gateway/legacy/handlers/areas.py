"""Regions and departements."""

from typing import Any

from aiohttp import web

from gateway.legacy.calls import Asking
from gateway.legacy.handlers.asking import asking_of, attempt, get
from gateway.legacy.names import area_name, departement_code, region_code, slug_of, town_name
from gateway.legacy.requests import CodePath
from gateway.legacy.scale import ind_t, thousands
from shared.web.endpoints import Encoded

_BIGGEST, _TOP = 6, 10
_FIRST_METROPOLITAN = "11"


async def list_regions(request: web.Request) -> Encoded[Any]:
    """The metropolitan regions."""
    asking = asking_of(request)
    regions = await asking.cities("regions")
    metropolitan = [one for one in regions["items"] if one["code"] >= _FIRST_METROPOLITAN]
    return asking.answer([_describe_region(one) for one in metropolitan])


async def get_region(request: web.Request, path: CodePath) -> Encoded[Any]:
    """One region, overseas ones too."""
    asking = asking_of(request)
    code = region_code(path.code)
    region = await get(asking.cities("regions", code), f"region {path.code}")
    described = _describe_region(region)
    return asking.answer(described | {"biggestCities": described["cities"]})


async def count_region_offers(request: web.Request, path: CodePath) -> Encoded[Any]:
    """How many offers a region has: a number alone."""
    return await _count_offers(asking_of(request), f"region {path.code}", region=region_code(path.code))


async def count_departement_offers(request: web.Request, path: CodePath) -> Encoded[Any]:
    """How many offers a departement has: a number alone."""
    code = departement_code(path.code)
    return await _count_offers(asking_of(request), f"departement {path.code}", departement=code)


async def get_departement(request: web.Request, path: CodePath) -> Encoded[Any]:
    """One departement, under the code that was asked."""
    asking = asking_of(request)
    departement = await get(
        asking.cities("departements", departement_code(path.code)), f"departement {path.code}"
    )
    region = departement["region"]
    siblings = [area_name(one) for one in (departement, *departement["siblings"])]
    return asking.answer(
        {
            "code": path.code,
            "name": departement["name"],
            "population": thousands(departement["population"]),
            "superficie": departement["area_km2"],
            "description": _description(departement),
            "region": {
                "code": int(region["code"]),
                "name": region["name"],
                "slug": slug_of(region["name"]),
                "departements": sorted(siblings, key=lambda one: str(one["code"])),
            },
            "topCities": [_describe_town(town) for town in departement["biggest_towns"][:_TOP]],
        }
    )


async def list_departement_jobs(request: web.Request, path: CodePath) -> Encoded[Any]:
    """The occupations that are hardest to recruit in a departement."""
    asking = asking_of(request)
    wanted = asking.tensions("tensions", "top", departement=departement_code(path.code), limit=_TOP)
    top = await get(wanted, f"departement {path.code} whose tensions are known")
    return asking.answer(
        [
            {
                "codeRome": one["code_rome"],
                "rome_label": one["label"] or one["code_rome"],
                "avg_ind_t": ind_t(one["mean"]),
                "count_city": one["communes"],
            }
            for one in top["items"]
        ]
    )


async def get_hiring_rate(request: web.Request, path: CodePath) -> Encoded[Any]:
    """The share of job seekers of a departement who found a job within six months, percent."""
    asking = asking_of(request)
    wanted = get(
        asking.jobs("labour-market", departement=departement_code(path.code)), f"departement {path.code}"
    )
    market = await attempt(asking, wanted)
    rate = market["hiring_rate"]["value"] if market else None
    return asking.answer({"codeDepartement": path.code, "hiringRate": rate["percent"] if rate else None})


async def _count_offers(asking: Asking, what: str, **area: str) -> Encoded[Any]:
    offers = await get(asking.jobs("offers", per_page=1, **area), what)
    return asking.answer(offers["total"])


def _describe_region(region: dict[str, Any]) -> dict[str, Any]:
    return {
        "code": int(region["code"]),
        "name": region["name"],
        "slug": slug_of(region["name"]),
        "population": region["population"],
        "superficie": region["area_km2"],
        "description": _description(region),
        "departements": [area_name(one) for one in region["departements"]],
        "cities": [_describe_town(town) for town in region["biggest_towns"][:_BIGGEST]],
    }


def _describe_town(town: dict[str, Any]) -> dict[str, Any]:
    return {
        "insee_com": town["code_insee"],
        "nom_comm": town_name(town["name"]),
        "code_dept": town["departement"],
        "population": thousands(town["population"]),
    }


def _description(area: dict[str, Any]) -> str | None:
    return (area.get("portrait") or {}).get("text")
