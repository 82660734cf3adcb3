"""/_control: setting switches, planning failures, editing pages, moving the clock, reading the counters."""

from datetime import datetime
from typing import Any

import orjson
from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sandbox.failures import Failure
from sandbox.francetravail.answers import answer_json
from sandbox.wikimedia.calls import Calls
from sandbox.wikimedia.edits import PageEdit, edit_place
from sandbox.wikimedia.oddities import ODDITIES
from sandbox.wikimedia.recipes import follow, read_recipes
from sandbox.wikimedia.state import SANDBOX, Sandbox
from sandbox.wikimedia.switches import change_switches


class ClockMove(BaseModel):
    """How far the clock goes on, backwards when negative; or the moment that it shall show."""

    model_config = ConfigDict(extra="forbid")

    advance_seconds: float = 0
    advance_weeks: float = 0
    now: datetime | None = Field(default=None, description="with its zone")


async def show_switches(request: web.Request) -> web.Response:
    return answer_json(request.app[SANDBOX].switches.model_dump())


async def set_switches(request: web.Request) -> web.Response:
    """PATCH: those that are named change, the others stay."""
    sandbox = request.app[SANDBOX]
    try:
        sandbox.switches = change_switches(sandbox.switches, await _read(request))
    except ValidationError as fault:
        return _refuse(fault)
    return await show_switches(request)


async def plan_failure(request: web.Request) -> web.Response:
    sandbox = request.app[SANDBOX]
    try:
        sandbox.failures.plan(Failure(**await _read(request)))
    except ValidationError as fault:
        return _refuse(fault)
    return await show_failures(request)


async def show_failures(request: web.Request) -> web.Response:
    return answer_json([one.model_dump() for one in request.app[SANDBOX].failures.planned])


async def forget_failures(request: web.Request) -> web.Response:
    request.app[SANDBOX].failures.planned.clear()
    return await show_failures(request)


async def show_recipes(_: web.Request) -> web.Response:
    return answer_json([recipe.model_dump() for recipe in read_recipes().values()])


async def play_recipe(request: web.Request) -> web.Response:
    """POST {"code": "W2", …}: the other keys go over the recipe's failure."""
    changes = await _read(request)
    recipe = read_recipes().get(changes.pop("code", ""))
    if recipe is None:
        return answer_json({"errors": ["code: GET /_control/play lists the codes"]}, status=422)
    try:
        follow(recipe, request.app[SANDBOX], changes)
    except ValidationError as fault:
        return _refuse(fault)
    return answer_json(recipe.model_dump())


async def edit_page(request: web.Request) -> web.Response:
    """POST {"code": "59350", …}: one more revision of the page; 404 when no place has that code."""
    try:
        edit = PageEdit(**await _read(request))
    except ValidationError as fault:
        return _refuse(fault)
    version = edit_place(request.app[SANDBOX].wiki, edit)
    if version is None:
        return answer_json({"errors": [f"code: no {edit.kind} {edit.code}"]}, status=404)
    return answer_json({"lastrevid": version.revision, "touched": version.touched_at})


async def show_oddities(request: web.Request) -> web.Response:
    """Each oddity, its fixed commune, and how many places have it."""
    counts = request.app[SANDBOX].wiki.oddities.count()
    return answer_json([one.model_dump() | {"places": counts[one.key]} for one in ODDITIES])


async def show_calls(request: web.Request) -> web.Response:
    return answer_json({"apis": request.app[SANDBOX].calls.show()})


async def forget_calls(request: web.Request) -> web.Response:
    request.app[SANDBOX].calls = Calls()
    return await show_calls(request)


async def show_clock(request: web.Request) -> web.Response:
    return answer_json({"now": request.app[SANDBOX].clock.now()})


async def move_clock(request: web.Request) -> web.Response:
    sandbox = request.app[SANDBOX]
    try:
        move = ClockMove(**await _read(request))
    except ValidationError as fault:
        return _refuse(fault)
    weeks = move.advance_weeks * 7 * 86_400
    sandbox.clock.advance(move.advance_seconds + weeks + _distance(sandbox, move.now))
    return await show_clock(request)


def _distance(sandbox: Sandbox, moment: datetime | None) -> float:
    return (moment.astimezone() - sandbox.clock.now()).total_seconds() if moment else 0.0


async def reset(request: web.Request) -> web.Response:
    """POST: as it was at the start, but for the switches that are named."""
    request.app[SANDBOX].reset()
    return await set_switches(request)


async def _read(request: web.Request) -> dict[str, Any]:
    try:
        content = orjson.loads(await request.read() or b"{}")
    except orjson.JSONDecodeError as fault:
        raise web.HTTPBadRequest(text=f"not JSON: {fault}") from None
    if not isinstance(content, dict):
        raise web.HTTPBadRequest(text="not a JSON object")
    return content


def _refuse(fault: ValidationError) -> web.Response:
    errors = [f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in fault.errors()]
    return answer_json({"errors": errors}, status=422)


ROUTES = (
    web.get("/_control/switches", show_switches),
    web.patch("/_control/switches", set_switches),
    web.post("/_control/fail_next", plan_failure),
    web.get("/_control/failures", show_failures),
    web.delete("/_control/failures", forget_failures),
    web.get("/_control/play", show_recipes),
    web.post("/_control/play", play_recipe),
    web.post("/_control/edit", edit_page),
    web.get("/_control/oddities", show_oddities),
    web.get("/_control/calls", show_calls),
    web.delete("/_control/calls", forget_calls),
    web.get("/_control/clock", show_clock),
    web.post("/_control/clock", move_clock),
    web.post("/_control/reset", reset),
)
