"""Info travail v1 over HTTP, with the envelopes of CKAN. Retired: it answers only when switched on."""

from itertools import islice
from typing import Any

from aiohttp import web

from sandbox.answers import answer_json
from sandbox.francetravail.infotravail.records import MOST_RECORDS, Resource, list_records, read_resources
from sandbox.francetravail.infotravail.sql import Selected, SqlError, select
from sandbox.francetravail.state import SANDBOX

_ROOT = "/partenaire/infotravail/v1"
_ORGANIZATION = "digidata"
_DEFAULT_LIMIT = 100


async def show_organization(request: web.Request) -> web.Response:
    """GET /organization_show?id=digidata"""
    if request.query.get("id") != _ORGANIZATION:
        return _not_found("Group")
    packages = [{"id": one.name, "name": one.name} for one in read_resources().values()]
    return _answer({"name": _ORGANIZATION, "packages": packages})


async def show_package(request: web.Request) -> web.Response:
    """GET /package_show?id="""
    for one in read_resources().values():
        if one.name == request.query.get("id"):
            return _answer({"name": one.name, "resources": [{"id": one.id, "name": one.name}]})
    return _not_found("Dataset")


async def show_resource(request: web.Request) -> web.Response:
    """GET /resource_show?id="""
    resource = _find(request, "id")
    return _answer({"id": resource.id, "name": resource.name}) if resource else _not_found("Resource")


async def search(request: web.Request) -> web.Response:
    """GET /datastore_search?id=&limit=&offset="""
    resource = _find(request, "id")
    if resource is None:
        return _not_found("Resource")
    limit, offset = _count(request, "limit", _DEFAULT_LIMIT), _count(request, "offset", 0)
    rows = islice(list_records(request.app[SANDBOX].world, resource, frozenset()), offset, offset + limit)
    records: list[dict[str, str | None]] = [dict(zip(resource.columns, row, strict=True)) for row in rows]
    return _answer(_describe(Selected(resource.columns, records), {"resource_id": resource.id}))


async def search_sql(request: web.Request) -> web.Response:
    """GET /datastore_search_sql?sql=SELECT…"""
    statement = request.query.get("sql", "")
    try:
        selected = select(request.app[SANDBOX].world, statement)
    except SqlError as fault:
        error = {"__type": "Validation Error", "query": [str(fault)]}
        return answer_json({"success": False, "error": error}, status=409)
    return _answer(_describe(selected, {"sql": statement}))


def _find(request: web.Request, name: str) -> Resource | None:
    return read_resources().get(request.query.get(name, ""))


def _count(request: web.Request, name: str, default: int) -> int:
    text = request.query.get(name, "")
    return min(int(text), MOST_RECORDS) if text.isdigit() else default


def _describe(selected: Selected, asked: dict[str, str]) -> dict[str, Any]:
    fields = [{"id": name, "type": "text"} for name in selected.fields]
    return {"records": selected.records, "fields": fields, **asked}


def _answer(result: dict[str, Any]) -> web.Response:
    return answer_json({"help": "https://infotravail.invalid/help", "success": True, "result": result})


def _not_found(what: str) -> web.Response:
    error = {"__type": "Not Found Error", "message": f"Not found: {what} was not found."}
    return answer_json({"success": False, "error": error}, status=404)


ROUTES = (
    web.get(f"{_ROOT}/organization_show", show_organization),
    web.get(f"{_ROOT}/package_show", show_package),
    web.get(f"{_ROOT}/resource_show", show_resource),
    web.get(f"{_ROOT}/datastore_search", search),
    web.get(f"{_ROOT}/datastore_search_sql", search_sql),
)
