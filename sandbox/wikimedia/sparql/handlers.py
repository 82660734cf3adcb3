"""query.wikidata.org/sparql: GET or POST, with what a query costs counted, not waited for."""

import asyncio

from aiohttp import web

from sandbox.wikimedia.sparql.budget import Budget, find_wait
from sandbox.wikimedia.sparql.evaluation import evaluate
from sandbox.wikimedia.sparql.grammar import parse
from sandbox.wikimedia.sparql.graph import Graph
from sandbox.wikimedia.sparql.parsing import Group, MalformedQueryError, Query
from sandbox.wikimedia.sparql.results import write_rows
from sandbox.wikimedia.state import SANDBOX, Sandbox

_HARD_LIMIT_SECONDS = 60.0
_SECONDS_PER_ROW = 0.001
_BANNED = "You have been banned until tomorrow, for not waiting when you were told to. (exemple)\n"
_BUSY = "Too Many Requests - Please retry in {} seconds.\n"
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
    per_minute, ban_after = sandbox.switches.sparql_budget_seconds, sandbox.switches.sparql_ban_after
    client = (request.remote or "", request.headers.get("User-Agent", ""))
    budget = sandbox.budgets.find(client, per_minute, sandbox.clock.ticks())
    wait = find_wait(budget, per_minute, ban_after)
    if budget.banned:
        return web.Response(status=403, text=_BANNED)
    if wait:
        return web.Response(status=429, text=_BUSY.format(wait), headers={"Retry-After": str(wait)})
    return await _answer(request, text, sandbox, budget)


async def _read_query(request: web.Request) -> str:
    if request.content_type == "application/sparql-query":
        return await request.text()
    form = await request.post() if request.method == "POST" else {}
    query = form.get("query") or request.query.get("query")
    if not isinstance(query, str):
        raise web.HTTPBadRequest(text="Missing parameter: query\n")
    return query


async def _answer(request: web.Request, text: str, sandbox: Sandbox, budget: Budget) -> web.Response:
    try:
        query = parse(text)
        seconds = _find_cost(query, sandbox)
        budget.left -= min(seconds, _HARD_LIMIT_SECONDS)
        if seconds >= _HARD_LIMIT_SECONDS:
            budget.errors.append(budget.tick)
            return web.Response(status=500, text=_TIMEOUT.format(query=text[:200]))
        names, rows = await asyncio.to_thread(evaluate, query, Graph(sandbox.wiki))
    except MalformedQueryError as fault:
        budget.errors.append(budget.tick)
        return web.Response(status=400, text=f"SPARQL-QUERY: MalformedQueryException: {fault}\n")
    return write_rows(request, names, rows)


def _find_cost(query: Query, sandbox: Sandbox) -> float:
    """Seconds that the real service might take: by rows, and far more where a path has to be walked."""
    rows = max((len(terms) for _, terms in query.where.values), default=len(sandbox.wiki.places.rows))
    walked = _HARD_LIMIT_SECONDS / sandbox.switches.sparql_timeout_rows
    return rows * (walked if _walks(query.where) else _SECONDS_PER_ROW)


def _walks(group: Group) -> bool:
    return any(step.repeated for triple in group.triples for step in triple.path)


ROUTES = (web.get("/query.wikidata.org/sparql", handle), web.post("/query.wikidata.org/sparql", handle))
