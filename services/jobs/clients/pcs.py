"""The tensions service: the social categories (PCS) of an occupation."""

from http import HTTPStatus

from pydantic import BaseModel, Field, TypeAdapter

from services.jobs.proxy.resources import Answer, Fetched, Request, Resource, is_success
from services.jobs.upstream_settings import Lifetimes
from services.jobs.visits import Visit

API = "tensions"


class _Pcs(BaseModel):
    pcs: str = Field(pattern=r"^[0-9]{3}[a-z]$")


class _Occupation(BaseModel):
    pcs: list[_Pcs]


class PcsClient:
    def __init__(self, lifetimes: Lifetimes) -> None:
        self._codes = Resource(
            "pcs", API, lifetimes.occupations, _parse, TypeAdapter(list[str] | None), _is_answer
        )

    async def get_codes(self, visit: Visit, code_rome: str) -> Fetched[list[str] | None]:
        """The codes of the categories; None when there is no such occupation."""
        request = Request("GET", ("api", "v1", "occupations", code_rome))
        return await visit.fetch(self._codes, request)


def _is_answer(answer: Answer) -> bool:
    return is_success(answer) or answer.status == HTTPStatus.NOT_FOUND


def _parse(answer: Answer) -> list[str] | None:
    if answer.status == HTTPStatus.NOT_FOUND:
        return None
    occupation = _Occupation.model_validate_json(answer.body)
    return sorted({one.pcs for one in occupation.pcs})
