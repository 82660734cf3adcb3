"""/_control: setting switches, planning failures, moving the clock, reading the counters. JSON throughout."""

from aiohttp import web
from pydantic import ValidationError

from sandbox.answers import answer_json
from sandbox.failures import Failure
from sandbox.francetravail.calls import Calls
from sandbox.francetravail.recipes import change_switches, follow, read_recipes
from sandbox.francetravail.state import SANDBOX
from sandbox.orders import ClockMove, read_order, refuse_order


async def show_switches(request: web.Request) -> web.Response:
    return answer_json(request.app[SANDBOX].switches.model_dump())


async def set_switches(request: web.Request) -> web.Response:
    """PATCH: those that are named change, the others stay."""
    sandbox = request.app[SANDBOX]
    try:
        sandbox.switches = change_switches(sandbox.switches, await read_order(request))
    except ValidationError as fault:
        return refuse_order(fault)
    return await show_switches(request)


async def plan_failure(request: web.Request) -> web.Response:
    sandbox = request.app[SANDBOX]
    try:
        sandbox.failures.plan(Failure(**await read_order(request)))
    except ValidationError as fault:
        return refuse_order(fault)
    return await show_failures(request)


async def show_failures(request: web.Request) -> web.Response:
    return answer_json([one.model_dump() for one in request.app[SANDBOX].failures.planned])


async def forget_failures(request: web.Request) -> web.Response:
    request.app[SANDBOX].failures.planned.clear()
    return await show_failures(request)


async def show_recipes(_: web.Request) -> web.Response:
    return answer_json([recipe.model_dump() for recipe in read_recipes().values()])


async def play_recipe(request: web.Request) -> web.Response:
    """POST {"code": "G3", …}: the other keys go over the recipe's failure."""
    changes = await read_order(request)
    recipe = read_recipes().get(changes.pop("code", ""))
    if recipe is None:
        return answer_json({"errors": ["code: GET /_control/play lists the codes"]}, status=422)
    try:
        follow(recipe, request.app[SANDBOX], changes)
    except ValidationError as fault:
        return refuse_order(fault)
    return answer_json(recipe.model_dump())


async def show_calls(request: web.Request) -> web.Response:
    sandbox = request.app[SANDBOX]
    return answer_json({"tokens_issued": sandbox.tokens.issued, "apis": sandbox.calls.show()})


async def forget_calls(request: web.Request) -> web.Response:
    sandbox = request.app[SANDBOX]
    sandbox.calls = Calls()
    sandbox.tokens.issued = 0
    return await show_calls(request)


async def revoke_tokens(request: web.Request) -> web.Response:
    return answer_json({"revoked": request.app[SANDBOX].tokens.revoke()})


async def show_clock(request: web.Request) -> web.Response:
    return answer_json({"now": request.app[SANDBOX].clock.now()})


async def move_clock(request: web.Request) -> web.Response:
    sandbox = request.app[SANDBOX]
    try:
        move = ClockMove(**await read_order(request))
    except ValidationError as fault:
        return refuse_order(fault)
    move.apply(sandbox.clock)
    return await show_clock(request)


async def reset(request: web.Request) -> web.Response:
    """POST: as it was at the start, but for the switches that are named."""
    request.app[SANDBOX].reset()
    return await set_switches(request)


ROUTES = (
    web.get("/_control/switches", show_switches),
    web.patch("/_control/switches", set_switches),
    web.post("/_control/fail_next", plan_failure),
    web.get("/_control/failures", show_failures),
    web.delete("/_control/failures", forget_failures),
    web.get("/_control/play", show_recipes),
    web.post("/_control/play", play_recipe),
    web.get("/_control/calls", show_calls),
    web.delete("/_control/calls", forget_calls),
    web.post("/_control/revoke", revoke_tokens),
    web.get("/_control/clock", show_clock),
    web.post("/_control/clock", move_clock),
    web.post("/_control/reset", reset),
)
