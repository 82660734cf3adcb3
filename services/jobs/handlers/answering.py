"""What every handler does: begin a visit, find the towns asked for, say how old an answer is."""

import asyncio
from collections.abc import Sequence
from typing import Any, TypeVar

from aiohttp import web
from pydantic import BaseModel

from services.jobs.places import Place
from services.jobs.proxy.failures import RequestRefusedError
from services.jobs.proxy.patience import Urgency
from services.jobs.proxy.resources import Fetched
from services.jobs.schemas.answers import JobsAnswer, JobsPlace
from services.jobs.state import CLIENTS, PROXY, SETTINGS
from services.jobs.visits import Visit, begin_visit, freshness
from shared.errors import InvalidRequestError, ServiceError
from shared.web.endpoints import Encoded

AnswerT = TypeVar("AnswerT", bound=JobsAnswer)


def visit_of(request: web.Request, urgency: Urgency = Urgency.VISITOR) -> Visit:
    """The visit of this request; its deadline counts from now."""
    return begin_visit(request.app[PROXY], urgency)


async def find_places(request: web.Request, visit: Visit, codes: Sequence[str]) -> list[Place]:
    """The towns of these codes, in their order; InvalidRequestError naming the first that no town has."""
    client = request.app[CLIENTS].places
    found = await asyncio.gather(*(client.get_place(visit, code) for code in codes))
    places = [place for place in found if place is not None]
    if len(places) < len(codes):
        raise invalid("city", f"no commune has or had the INSEE code {codes[found.index(None)]}")
    return places


def describe_place(place: Place) -> JobsPlace:
    former = place.asked if place.asked != place.code_insee else None
    return JobsPlace(code_insee=place.code_insee, asked=former, name=place.name)


def age_of(request: web.Request, parts: Sequence[Fetched[Any]]) -> dict[str, Any]:
    """`stale`, `age_seconds` and `sandbox` of an answer made of these parts."""
    return {**freshness(parts), "sandbox": request.app[SETTINGS].sandbox}


def encode(answer: AnswerT, *, complete: bool = True) -> Encoded[AnswerT]:
    """What is stale or incomplete will be better in a moment: nobody keeps it."""
    return Encoded(_to_json(answer), cacheable=complete and not answer.stale)


def _to_json(answer: BaseModel) -> bytes:
    return answer.__pydantic_serializer__.to_json(answer)


def invalid(parameter: str, message: str) -> InvalidRequestError:
    return InvalidRequestError([{"parameter": parameter, "message": message}])


def blame(error: RequestRefusedError, parameters: dict[str, str]) -> ServiceError:
    """The caller's error when upstream refused a value that the caller chose, upstream's otherwise.

    `parameters`: ours by upstream's names. Sentences differ, so only the name in them is looked for.
    """
    said = error.upstream_message or ""
    ours = next((ours for theirs, ours in parameters.items() if theirs in said), None)
    if error.upstream_status not in (400, 422) or ours is None:
        return error
    return invalid(ours, f"refused by France Travail: {said}")
