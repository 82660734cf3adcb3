"""How the statistics are answered: JSON or XML by the Accept header, and the four faces of "no data"."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

from aiohttp import web

from sandbox.answers import answer_json
from sandbox.francetravail.state import SANDBOX
from sandbox.francetravail.statistics.indicators import Indicator
from sandbox.hashing import derive_salt

_FACES = ("200", "400", "500", "status404msg")


class NoDataError(Exception):
    """There is no figure for this question."""

    def __init__(self, indicator: Indicator) -> None:
        super().__init__(indicator.code)
        self.indicator = indicator


class RefusedError(Exception):
    """The question itself is wrong; the text is the message of the answer."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.status = status


def answer(request: web.Request, content: Mapping[str, Any], *, root: str, status: int = 200) -> web.Response:
    """The content under the root element `root` when it goes as XML."""
    json_wanted = "application/json" in request.headers.get("Accept", "")
    if json_wanted or not request.app[SANDBOX].switches.xml_without_accept:
        return answer_json(content, status=status)
    text = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{_element(root, content)}'
    return web.Response(text=text, status=status, content_type="application/xml", charset="utf-8")


def _element(name: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return f"<{name}>{''.join(_element(key, one) for key, one in value.items())}</{name}>"
    if isinstance(value, list):
        return "".join(_element(name, one) for one in value)
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f"<{name}>{escape(text)}</{name}>"


def answer_refusal(request: web.Request, refused: RefusedError) -> web.Response:
    return _answer_fault(request, str(refused), refused.status)


def answer_no_data(request: web.Request, indicator: Indicator, question: str) -> web.Response:
    """One of the four faces; `mixed` chooses by the question."""
    face: str = request.app[SANDBOX].switches.no_data_face
    if face == "mixed":
        face = _FACES[derive_salt(0, question) % len(_FACES)]
    if face == "200":
        envelope = {"codeIndicateur": indicator.code, "libIndicateur": indicator.label}
        return answer(request, envelope, root="IndicateurRetour")
    if face == "400":
        message = "La valeur demandée n'est pas disponible pour cet indicateur"
        return _answer_fault(request, message, 400)
    if face == "500":
        message = "Le serveur n'a pas pu trouver la liste des valeurs par période"
        return _answer_fault(request, message, 500)
    message = "Erreur lors de l'appel du service : Status code = 404, Not Found"
    return _answer_fault(request, message, 500)


def _answer_fault(request: web.Request, message: str, status: int) -> web.Response:
    now: datetime = request.app[SANDBOX].clock.now()
    code = str(int(now.timestamp() * 1000))
    content = {"message": message, "codeHttp": status, "codeErreur": code}
    return answer(request, content, root="Erreur", status=status)
