"""Événements v1 over HTTP: online fairs, and "Mes événements emploi"."""

import orjson
from aiohttp import web
from pydantic import ValidationError

from sandbox.answers import answer_json
from sandbox.francetravail.answers import answer_fault
from sandbox.francetravail.events.content import read_content
from sandbox.francetravail.events.criteria import Matcher, MeetingCriteria, Page, read_page
from sandbox.francetravail.events.fairs import list_fairs
from sandbox.francetravail.events.meetings import Meeting, describe_meeting, find_meeting, list_meetings
from sandbox.francetravail.state import SANDBOX, Sandbox

_ROOT = "/partenaire/evenements/v1"


async def show_fairs(request: web.Request) -> web.Response:
    """GET /salonsenligne and /salonsenligne/jeunes: everything at once."""
    sandbox = request.app[SANDBOX]
    if sandbox.switches.fairs_empty:
        return answer_json([])
    young = request.path.endswith("/jeunes")
    return answer_json(list_fairs(sandbox.world, sandbox.clock.now().date(), young=young))


async def search_meetings(request: web.Request) -> web.Response:
    """POST /mee/evenements"""
    sandbox = request.app[SANDBOX]
    try:
        criteria = MeetingCriteria(**orjson.loads(await request.read() or b"{}"))
        page = read_page(request.query)
    except (ValidationError, orjson.JSONDecodeError, TypeError):
        return answer_fault("La requête est mal formée.", sandbox.clock.now())
    found = _find(sandbox, criteria)
    if not found and sandbox.switches.events_nothing == "empty_body":
        return web.Response()
    return answer_json({"totalElements": len(found), "content": _describe_page(sandbox, found, page)})


def _find(sandbox: Sandbox, criteria: MeetingCriteria) -> list[Meeting]:
    world, today = sandbox.world, sandbox.clock.now().date()
    matcher = Matcher(criteria, world.geography)
    departements = set(criteria.departements) if criteria.departements else None
    return [one for one in list_meetings(world, today, departements) if matcher.matches(one)]


def _describe_page(sandbox: Sandbox, found: list[Meeting], page: Page) -> list[dict[str, object]]:
    ordered = sorted(found, key=lambda one: (one.start, one.id), reverse=page.sort.endswith(",desc"))
    start = page.page * page.size
    return [describe_meeting(sandbox.world, one) for one in ordered[start : start + page.size]]


async def show_meeting(request: web.Request) -> web.Response:
    """GET /mee/evenement/{id}"""
    sandbox = request.app[SANDBOX]
    number = int(request.match_info["id"])
    meeting = find_meeting(sandbox.world, number, sandbox.clock.now().date())
    if meeting is None:
        return answer_fault("L'événement demandé n'existe pas.", sandbox.clock.now(), status=404)
    return answer_json(describe_meeting(sandbox.world, meeting))


async def show_operations(_: web.Request) -> web.Response:
    """GET /mee/tags/opera/lister"""
    return answer_json(read_content().operations)


ROUTES = (
    web.get(f"{_ROOT}/salonsenligne", show_fairs),
    web.get(f"{_ROOT}/salonsenligne/jeunes", show_fairs),
    web.post(f"{_ROOT}/mee/evenements", search_meetings),
    web.get(f"{_ROOT}/mee/evenement/{{id:\\d{{1,12}}}}", show_meeting),
    web.get(f"{_ROOT}/mee/tags/opera/lister", show_operations),
)
