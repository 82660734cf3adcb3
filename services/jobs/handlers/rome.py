"""What the importer takes from ROME 4.0. Behind the gateway only."""

from collections.abc import Sequence
from typing import Any

import orjson
from aiohttp import web

from services.jobs.clients.rome import RomeRows
from services.jobs.handlers.answering import age_of, visit_of
from services.jobs.proxy.patience import Urgency
from services.jobs.proxy.resources import Fetched
from services.jobs.schemas.rome import RomeSkills, RomeTitles
from services.jobs.state import CLIENTS
from services.jobs.visits import Visit
from shared.errors import ServiceError
from shared.web.endpoints import Encoded

_TITLE = ("code_ogr", "code_rome", "label")
_SKILL = ("code_rome", "code_ogr", "label", "kind")


async def list_rome_titles(request: web.Request) -> Encoded[RomeTitles]:
    """All everyday titles (appellations) of ROME 4.0. Takes up to a minute."""
    visit = visit_of(request, Urgency.BACKGROUND)
    rows = await request.app[CLIENTS].rome.get_titles(visit)
    return Encoded(_to_json(_TITLE, rows, await _tell_rest(request, visit, rows)))


async def list_rome_skills(request: web.Request) -> Encoded[RomeSkills]:
    """All skills of ROME 4.0 by occupation. Takes up to a minute."""
    visit = visit_of(request, Urgency.BACKGROUND)
    rows = await request.app[CLIENTS].rome.get_skills(visit)
    return Encoded(_to_json(_SKILL, rows, await _tell_rest(request, visit, rows)))


async def _tell_rest(request: web.Request, visit: Visit, rows: Fetched[RomeRows]) -> dict[str, Any]:
    try:
        version = (await request.app[CLIENTS].rome.get_version(visit)).value
    except ServiceError:
        version = None  # the rows are worth having without it
    return {
        "version": version,
        "source": "ROME 4.0, France Travail" + (f" (version {version})" if version else ""),
        "skipped": rows.value.skipped,
        **age_of(request, [rows]),
    }


def _to_json(names: Sequence[str], rows: Fetched[RomeRows], rest: dict[str, Any]) -> bytes:
    items = [dict(zip(names, row, strict=True)) for row in rows.value.rows]
    return orjson.dumps({"items": items, **rest})
