"""Rows as the query service writes them: JSON to those who accept it, else XML."""

from xml.sax.saxutils import escape, quoteattr

import orjson
from aiohttp import web

from sandbox.wikimedia.sparql.evaluation import Solution
from sandbox.wikimedia.sparql.terms import Term

_JSON, _XML = "application/sparql-results+json", "application/sparql-results+xml"


def write_rows(request: web.Request, names: list[str], rows: list[Solution]) -> web.Response:
    """The answer to a query, which may be kept for five minutes."""
    accepted = request.headers.get("Accept", "")
    as_json = "json" in accepted or request.query.get("format") == "json"
    body = _to_json(names, rows) if as_json else _to_xml(names, rows)
    response = web.Response(body=body, headers={"Cache-Control": "public, max-age=300"})
    response.headers["Content-Type"] = f"{_JSON if as_json else _XML};charset=utf-8"
    response.enable_compression()
    return response


def _to_json(names: list[str], rows: list[Solution]) -> bytes:
    bindings = [{name: term.show() for name, term in row.items()} for row in rows]
    return orjson.dumps({"head": {"vars": names}, "results": {"bindings": bindings}})


def _to_xml(names: list[str], rows: list[Solution]) -> bytes:
    head = "".join(f"<variable name={quoteattr(name)}/>" for name in names)
    results = "".join(f"<result>{''.join(_bind(*cell) for cell in row.items())}</result>" for row in rows)
    space = "http://www.w3.org/2005/sparql-results#"
    text = f'<sparql xmlns="{space}"><head>{head}</head><results>{results}</results></sparql>'
    return f"<?xml version='1.0' encoding='UTF-8'?>{text}".encode()


def _bind(name: str, term: Term) -> str:
    return f"<binding name={quoteattr(name)}><{term.type}>{escape(term.value)}</{term.type}></binding>"
