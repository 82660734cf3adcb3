"""What the control routes of the stand-ins have in common: JSON in and out, moving the clock."""

from datetime import datetime
from typing import Any

import orjson
from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sandbox.answers import answer_json
from sandbox.clock import Clock

_WEEK_SECONDS = 7 * 86_400


class ClockMove(BaseModel):
    """How far the clock goes on, backwards when negative; or the moment that it shall show."""

    model_config = ConfigDict(extra="forbid")

    advance_seconds: float = 0
    advance_weeks: float = 0
    now: datetime | None = Field(default=None, description="with its zone")

    def apply(self, clock: Clock) -> None:
        distance = (self.now.astimezone() - clock.now()).total_seconds() if self.now else 0.0
        clock.advance(self.advance_seconds + self.advance_weeks * _WEEK_SECONDS + distance)


async def read_order(request: web.Request) -> dict[str, Any]:
    """The JSON object of the body, {} when there is none; a 400 when it is something else."""
    try:
        content = orjson.loads(await request.read() or b"{}")
    except orjson.JSONDecodeError as fault:
        raise web.HTTPBadRequest(text=f"not JSON: {fault}") from None
    if not isinstance(content, dict):
        raise web.HTTPBadRequest(text="not a JSON object")
    return content


def refuse_order(fault: ValidationError) -> web.Response:
    """A 422 that says what is wrong with which field."""
    errors = [f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in fault.errors()]
    return answer_json({"errors": errors}, status=422)
