"""The cities service: who a town is. While it is away, what was learnt before, or what the code tells."""

from http import HTTPStatus

from pydantic import BaseModel, ConfigDict, TypeAdapter

from services.jobs.places import Area, Departement, Place, guess_place
from services.jobs.proxy.resources import Answer, Request, Resource, is_success
from services.jobs.upstream_settings import Lifetimes
from services.jobs.visits import Visit
from shared.errors import InvalidRequestError, UnavailableError, UpstreamError

API = "cities"


class _Area(BaseModel):
    code: str
    name: str


class _Bassin(BaseModel):
    id: str
    name: str


class _City(BaseModel):
    model_config = ConfigDict(extra="ignore")

    code_insee: str
    name: str
    departement: _Area
    region: _Area
    bassin: _Bassin | None
    latitude: float | None
    longitude: float | None


class _Departement(_Area):
    model_config = ConfigDict(extra="ignore")

    region: _Area


class PlacesClient:
    """Towns and departements by their codes."""

    def __init__(self, lifetimes: Lifetimes) -> None:
        self._place = Resource(
            "place", API, lifetimes.place, _parse_place, TypeAdapter(Place | None), _is_answer
        )
        self._departement = Resource(
            "departement",
            API,
            lifetimes.place,
            _parse_departement,
            TypeAdapter(Departement | None),
            _is_answer,
        )

    async def get_place(self, visit: Visit, code_insee: str) -> Place | None:
        """The town that has or had the code; None when there is none."""
        try:
            fetched = await visit.briefly().fetch(self._place, _request("cities", code_insee))
        except (UnavailableError, UpstreamError):
            return guess_place(code_insee)
        place = fetched.value
        return None if place is None else place.model_copy(update={"asked": code_insee})

    async def get_departement(self, visit: Visit, code: str) -> Departement:
        """InvalidRequestError when there is none with this code."""
        try:
            departement = (
                await visit.briefly().fetch(self._departement, _request("departements", code))
            ).value
        except (UnavailableError, UpstreamError):
            return Departement(code=code)
        if departement is None:
            raise InvalidRequestError(
                [{"parameter": "departement", "message": f"there is no departement {code}"}]
            )
        return departement


def _request(kind: str, code: str) -> Request:
    return Request("GET", ("api", "v1", kind, code))


def _is_answer(answer: Answer) -> bool:
    return is_success(answer) or answer.status == HTTPStatus.NOT_FOUND


def _parse_place(answer: Answer) -> Place | None:
    if answer.status == HTTPStatus.NOT_FOUND:
        return None
    city = _City.model_validate_json(answer.body)
    return Place(
        asked=city.code_insee,
        code_insee=city.code_insee,
        name=city.name,
        departement=_area(city.departement),
        region=_area(city.region),
        bassin=Area(code=city.bassin.id, name=city.bassin.name) if city.bassin else None,
        latitude=city.latitude,
        longitude=city.longitude,
    )


def _parse_departement(answer: Answer) -> Departement | None:
    if answer.status == HTTPStatus.NOT_FOUND:
        return None
    found = _Departement.model_validate_json(answer.body)
    return Departement(code=found.code, name=found.name, region=_area(found.region))


def _area(area: _Area) -> Area:
    return Area(code=area.code, name=area.name)
