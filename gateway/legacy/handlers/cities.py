"""Lists of towns."""

import asyncio
from typing import Any

from aiohttp import web

from gateway.legacy.handlers.asking import asking_of
from gateway.legacy.names import (
    ENVIRONMENTS,
    SIZES,
    SORTS,
    criteria_keys,
    photo_of,
    town_id,
    town_name,
)
from gateway.legacy.requests import CitySearch, CloseCities, SimilarCities, TypedText
from gateway.legacy.scale import corner_km, ind_t, tension_bounds, thousands
from shared.web.endpoints import Encoded

_PER_PAGE = 10
_SUGGESTED, _LOOKED_AT = 10, 20
_CLOSE, _AROUND, _HALF_A_DEGREE = 6, 100, 0.5
_SIMILAR = 6


async def search_cities(request: web.Request, body: CitySearch) -> Encoded[Any]:
    """Ten towns from an offset, the lowest ind_t first."""
    asking = asking_of(request)
    page, skipped = divmod(body.index, _PER_PAGE)
    bounds = tension_bounds(body.opportunity, known_only=body.only_search_in_tension)
    found = [
        asking.cities(
            "cities",
            rome=body.code_rome,
            region=body.code_region,
            departement=body.code_departement,
            size=[SIZES[key] for key in body.code_city],
            environment=[ENVIRONMENTS[key] for key in body.code_environment],
            sort=SORTS[body.sort_by],
            page=number,
            per_page=_PER_PAGE,
            **(bounds if body.code_rome else {}),
        )
        for number in range(page + 1, page + (3 if skipped else 2))
    ]
    pages = await asyncio.gather(*found)
    towns = [town for one in pages for town in one["items"]][skipped : skipped + _PER_PAGE]
    return asking.answer({"list": [_describe(town) for town in towns], "total": pages[0]["total"]})


async def suggest_cities(request: web.Request, body: TypedText) -> Encoded[Any]:
    """Towns that a typed text may mean; an arrondissement is its city."""
    asking = asking_of(request)
    found = await asking.cities("suggest", q=body.query, kind="city", limit=_LOOKED_AT)
    towns: dict[str, Any] = {}
    for one in found["items"]:
        towns.setdefault((one["parent"] or one)["code"], one)
    suggested = [
        {
            "nom_comm": town_name((one["parent"] or one)["name"]),
            "insee_com": code,
            "postal_code": _postal_code(one["postal_codes"], body.query),
        }
        for code, one in towns.items()
    ]
    return asking.answer(suggested[:_SUGGESTED])


async def find_close_cities(request: web.Request, body: CloseCities) -> Encoded[Any]:
    """The most populated towns within half a degree, and how many km away they are."""
    asking = asking_of(request)
    radius_km = round(corner_km(body.latitude, _HALF_A_DEGREE), 1)
    around = await asking.cities(
        "cities", body.insee_code, "nearby", sort="population", radius_km=radius_km, limit=_AROUND
    )
    close = [town for town in around["items"] if _is_close(town, body)][:_CLOSE]
    return asking.answer([_name(town) | {"distance": town["distance_km"]} for town in close])


async def find_similar_cities(request: web.Request, body: SimilarCities) -> Encoded[Any]:
    """Towns like one, and which of its criteria were looked at."""
    asking = asking_of(request)
    code = body.city.insee_com
    similar, town = await asyncio.gather(
        asking.cities("cities", code, "similar", rome=body.code_rome, limit=_SIMILAR),
        asking.cities("cities", code),
    )
    compared = {criterion["key"] for criterion in similar["criteria"]}
    environments = town["environments"] if "environment" in compared else []
    keys = criteria_keys([*environments, town["size"] if "size" in compared else None])
    return asking.answer({"result": [_name(one) for one in similar["items"]], "criterions": keys})


def _describe(town: dict[str, Any]) -> dict[str, Any]:
    return {
        **_name(town),
        "nom_dept": town["departement"]["name"],
        "nom_region": town["region"]["name"],
        "code_dept": town["departement"]["code"],
        "code_region": town["region"]["code"],
        "population": thousands(town["population"]),
        "geo_point_2d_x": town["latitude"],
        "geo_point_2d_y": town["longitude"],
        "photo": photo_of(town.get("photo")),
        "bassin.tensions.ind_t": ind_t(town["tension"]),
    }


def _name(town: dict[str, Any]) -> dict[str, Any]:
    code = town["code_insee"]
    return {"id": town_id(code), "insee_com": code, "nom_comm": town_name(town["name"])}


def _postal_code(codes: list[str], typed: str) -> str:
    """The one that was being typed, else the first."""
    digits = "".join(letter for letter in typed if letter.isdigit())
    first = codes[0] if codes else ""
    return next((code for code in codes if digits and code.startswith(digits)), first)


def _is_close(town: dict[str, Any], body: CloseCities) -> bool:
    degrees = (town["latitude"] - body.latitude, town["longitude"] - body.longitude)
    return all(abs(one) <= _HALF_A_DEGREE for one in degrees)
