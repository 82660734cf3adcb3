"""What several APIs answer to a wrong question."""

from datetime import datetime

from aiohttp import web

from sandbox.answers import answer_json


def answer_fault(message: str, now: datetime, *, status: int = 400) -> web.Response:
    """The business error of Offres and of the statistics; `codeErreur` looks like a moment."""
    code = str(int(now.timestamp() * 1000))
    return answer_json({"message": message, "codeHttp": status, "codeErreur": code}, status=status)
