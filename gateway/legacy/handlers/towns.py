"""One town."""

from typing import Any

from aiohttp import web

from gateway.legacy.handlers.asking import asking_of, attempt, find, get
from gateway.legacy.names import town_name
from gateway.legacy.requests import CodePath
from gateway.legacy.scale import ind_t
from gateway.legacy.town_sheet import describe_town
from shared.web.endpoints import Encoded

_TOP = 10


async def load_town(request: web.Request, path: CodePath) -> Encoded[Any] | web.Response:
    """All there is about a town; 204 when there is none."""
    asking = asking_of(request)
    sheet = await find(asking.cities("cities", path.code))
    if sheet is None:
        return web.Response(status=204)
    code = sheet["departement"]["code"]
    departement = await attempt(asking, find(asking.cities("departements", code)))
    return asking.answer(describe_town(sheet, departement or {}))


async def list_top_jobs(request: web.Request, path: CodePath) -> Encoded[Any]:
    """The occupations that are hardest to recruit in the bassin of a town."""
    asking = asking_of(request)
    sheet = await get(asking.cities("cities", path.code), f"commune {path.code}")
    bassin = sheet["bassin"]
    top = await find(asking.tensions("tensions", "top", bassin=bassin["id"], limit=_TOP)) if bassin else None
    name = town_name(sheet["name"])
    return asking.answer(
        [
            {
                "rome": one["code_rome"],
                "rome_label": one["label"] or one["code_rome"],
                "nom_com": name,
                "ind_t": ind_t(one["tension"]),
            }
            for one in (top["items"] if top else [])
        ]
    )
