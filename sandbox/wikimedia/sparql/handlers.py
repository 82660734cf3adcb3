"""query.wikidata.org/sparql: GET or POST, with what a query costs counted, not waited for."""

import asyncio
from typing import Any

import orjson
from aiohttp import web

from sandbox.wikimedia.sparql.evaluation import evaluate
from sandbox.wikimedia.sparql.grammar import parse
from sandbox.wikimedia.sparql.graph import Graph
from sandbox.wikimedia.sparql.parsing import Group, MalformedQueryError, Query
from sandbox.wikimedia.state import SANDBOX, Sandbox

_JSON = "application/sparql-results+json"
_HARD_LIMIT_SECONDS = 60.0
_SECONDS_PER_ROW = 0.001
_TIMEOUT = """SPARQL-QUERY: queryStr={query}
java.util.concurrent.TimeoutException
\tat java.base/java.util.concurrent.FutureTask.get(FutureTask.java:204)
\tat com.bigdata.rdf.sail.webapp.BigdataServlet.submitApiTask(BigdataServlet.java:292)
\tat com.bigdata.rdf.sail.webapp.QueryServlet.doSparqlQuery(QueryServlet.java:678)
Caused by: com.bigdata.bop.engine.QueryTimeoutException: Query deadline is expired (exemple)
"""


async def handle(request: web.Request) -> web.Response:
    """A SELECT query, in `query` of the address or of a form, or as the body."""
    sandbox, text = request.app[SANDBOX], await _read_query(request)
    client, tick = (request.remote or "", request.headers.get("User-Agent", "")), sandbox.clock.ticks()
    switches, budgets = sandbox.switches, sandbox.budgets
    if budgets.is_banned(client):
        return web.Response(
            status=403, text="You have been banned until tomorrow (exemple): wait when told.\n"
        )
    wait = budgets.check(client, switches.sparql_budget_seconds, switches.sparql_ban_after, tick)
    if wait:
        text = "Too Many Requests - Please retry in {} seconds.\n"
        return web.Response(status=429, text=text.format(wait), headers={"Retry-After": str(wait)})
    try:
        query = parse(text)
    except MalformedQueryError as fault:
        return _refuse(f"MalformedQueryException: {fault}")
    seconds = _cost(query, sandbox)
    budgets.spend(client, min(seconds, _HARD_LIMIT_SECONDS), switches.sparql_budget_seconds, tick)
    if seconds >= _HARD_LIMIT_SECONDS:
        return web.Response(status=500, text=_TIMEOUT.format(query=text[:200]))
    return await _answer(query, sandbox)


async def _read_query(request: web.Request) -> str:
    if request.content_type == "application/sparql-query":
        return await request.text()
    form = await request.post() if request.method == "POST" else {}
    query = form.get("query") or request.query.get("query")
    if not isinstance(query, str):
        raise web.HTTPBadRequest(text="Missing parameter: query\n")
    return query


async def _answer(query: Query, sandbox: Sandbox) -> web.Response:
    try:
        names, rows = await asyncio.to_thread(evaluate, query, Graph(sandbox.wiki))
    except MalformedQueryError as fault:
        return _refuse(f"MalformedQueryException: {fault}")
    content: dict[str, Any] = {
        "head": {"vars": names},
        "results": {"bindings": [{name: term.show() for name, term in row.items()} for row in rows]},
    }
    response = web.Response(body=orjson.dumps(content), headers={"Cache-Control": "public, max-age=300"})
    response.headers["Content-Type"] = f"{_JSON};charset=utf-8"
    return response


def _refuse(text: str) -> web.Response:
    return web.Response(status=400, text=f"SPARQL-QUERY: {text}\n")


def _cost(query: Query, sandbox: Sandbox) -> float:
    """Seconds that the real service might take: by rows, and far more where a path has to be walked."""
    rows = max((len(terms) for _, terms in query.where.values), default=len(sandbox.wiki.places.rows))
    per_row = (
        _HARD_LIMIT_SECONDS / sandbox.switches.sparql_timeout_rows
        if _walks(query.where)
        else _SECONDS_PER_ROW
    )
    return rows * per_row


def _walks(group: Group) -> bool:
    return any(step.repeated for triple in group.triples for step in triple.path)


ROUTES = (web.get("/query.wikidata.org/sparql", handle), web.post("/query.wikidata.org/sparql", handle))
