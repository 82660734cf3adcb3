"""The shapes of answers that several APIs share."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import orjson
from aiohttp import web


def answer_json(content: Any, *, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    """JSON, as the gateway labels it."""
    response = web.Response(body=orjson.dumps(content), status=status, headers=headers)
    response.headers["Content-Type"] = "application/json;charset=UTF-8"
    return response


def answer_fault(message: str, now: datetime, *, status: int = 400) -> web.Response:
    """The business error of Offres and of the statistics; `codeErreur` looks like a moment."""
    code = str(int(now.timestamp() * 1000))
    return answer_json({"message": message, "codeHttp": status, "codeErreur": code}, status=status)
