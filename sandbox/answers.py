"""JSON answers of the stand-ins."""

from collections.abc import Mapping
from typing import Any

import orjson
from aiohttp import web


def answer_json(content: Any, *, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    """JSON, as a gateway labels it."""
    response = web.Response(body=orjson.dumps(content), status=status, headers=headers)
    response.headers["Content-Type"] = "application/json;charset=UTF-8"
    return response
