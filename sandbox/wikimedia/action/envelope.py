"""What is around every answer of the Action API: format, warnings, errors, the lag of the databases."""

import html
from collections.abc import Awaitable, Callable
from itertools import count
from math import ceil
from typing import Any

import orjson
from aiohttp import web

from sandbox.wikimedia.action.asking import ApiError, Asked, read_asked
from sandbox.wikimedia.state import SANDBOX, Sandbox

Answering = Callable[[Asked, web.Request, Sandbox], Awaitable[dict[str, Any]]]

_LAG_WAIT_SECONDS = 5
_DOCREF = "See https://www.mediawiki.org/wiki/Special:MyLanguage/API for API usage. (exemple)"
_COMMON = ("errorlang", "uselang", "origin", "servedby", "curtimestamp", "utf8", "ascii", "assert", "smaxage")
_COMMON_MORE = (
    "maxage",
    "errorsuselocal",
    "requestid",
    "responselanginfo",
    "formatversion",
    "format",
    "maxlag",
)


async def answer(request: web.Request, answering: Answering) -> web.Response:
    """The whole answer to a call: an error too is a 200."""
    asked, sandbox = await read_asked(request), request.app[SANDBOX]
    asked.read.update(_COMMON, _COMMON_MORE)
    plain = asked.text("errorformat", "bc") != "bc"
    headers: dict[str, str] = {}
    try:
        _check_lag(asked, sandbox)
        content = await answering(asked, request, sandbox)
        asked.warn_unknown()
        content = _warnings(asked, plain) | content
    except ApiError as fault:
        headers = {"MediaWiki-API-Error": fault.code, **fault.headers}
        content = _error(fault, plain)
    return _write(asked, content, headers)


def _check_lag(asked: Asked, sandbox: Sandbox) -> None:
    most, lag = asked.text("maxlag"), sandbox.switches.lag_seconds
    if not most.lstrip("-").isdecimal() or lag <= int(most):
        return
    headers = {"Retry-After": str(_LAG_WAIT_SECONDS), "X-Database-Lag": str(ceil(lag))}
    info = f"Waiting for db1234: {lag:g} seconds lagged."
    raise ApiError("maxlag", info, headers=headers, host="db1234", lag=lag, type="db")


def _error(fault: ApiError, plain: bool) -> dict[str, Any]:
    tail = {"docref": _DOCREF, "servedby": "mw-exemple"}
    if plain:
        data = {"data": fault.data} if fault.data else {}
        return {"errors": [{"code": fault.code, "text": fault.text, **data, "module": "main"}], **tail}
    return {"error": {"code": fault.code, "info": fault.text, **fault.data, "docref": _DOCREF}} | tail


def _warnings(asked: Asked, plain: bool) -> dict[str, Any]:
    if not asked.warnings:
        return {}
    if plain:
        rows = [{"code": one.code, "text": one.text, "module": one.module} for one in asked.warnings]
        return {"warnings": rows}
    key = "warnings" if asked.text("formatversion") == "2" else "*"
    texts: dict[str, list[str]] = {}
    for one in asked.warnings:
        texts.setdefault(one.module.rpartition("+")[2], []).append(one.text)
    return {"warnings": {module: {key: "\n".join(lines)} for module, lines in texts.items()}}


def _write(asked: Asked, content: dict[str, Any], headers: dict[str, str]) -> web.Response:
    kind = asked.params.get("format", "jsonfm")
    if asked.params.get("formatversion", "1") == "1":
        content = _to_first_version(content)
    body = orjson.dumps(content)
    if kind != "json":
        page = f"<!DOCTYPE html><html><body><pre>{html.escape(body.decode())}</pre></body></html>"
        return web.Response(text=page, content_type="text/html", headers=headers)
    response = web.Response(
        body=body, headers={**headers, "Cache-Control": "private, must-revalidate, max-age=0"}
    )
    response.headers["Content-Type"] = "application/json; charset=utf-8"
    response.enable_compression()
    return response


def _to_first_version(content: Any) -> Any:
    """formatversion=1: true is "", false is left out, pages are an object by id."""
    if isinstance(content, list):
        return [_to_first_version(one) for one in content]
    if not isinstance(content, dict):
        return content
    kept: dict[str, Any] = {
        key: "" if value is True else value for key, value in content.items() if value is not False
    }
    if isinstance(kept.get("pages"), list):
        missing = count(-1, -1)
        kept["pages"] = {str(page.get("pageid") or next(missing)): page for page in kept["pages"]}
    return {key: _to_first_version(value) for key, value in kept.items()}
