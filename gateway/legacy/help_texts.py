"""Help schemes in the front's words; what it shows as HTML is made here, of plain texts."""

import re
import zlib
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any
from urllib.parse import quote

Scheme = Mapping[str, Any]

_TYPES = {
    "financiere": "Aide financière",
    "logement": "Accès au logement",
    "transport": "Aide transport",
    "accompagnement": "Accompagnement du projet",
    "garantie": "Garantie",
}
_PROJECTS = {
    "emploi": "je recherche un emploi",
    "demenagement": "je déménage",
    "logement": "je recherche un logement",
    "transport": "je me déplace",
    "formation": "je me forme",
    "enfants": "je fais garder mes enfants",
}
# files that the front brings along
_LOGOS = {
    "Action Logement": "action-logement-2.png",
    "État": "marianne.jpg",
    "France Travail": "pole-emploi.png",
}


def preview_help(scheme: Scheme) -> dict[str, Any]:
    """A scheme in a list; texts are plain."""
    return {
        "id": zlib.crc32(scheme["slug"].encode()),
        "slug": scheme["slug"],
        "title": scheme["title"],
        "goal": scheme["summary"],
        "who": scheme["who"],
        "section": ", ".join(scheme["project"]),
        "situation": _join(_PROJECTS, scheme["project"]),
        "type": _TYPES.get(scheme["kind"], scheme["kind"]),
        "partner": scheme["organisation"],
        "logo": _LOGOS.get(scheme["organisation"], ""),
        "count_vue": scheme.get("views") or 0,
        "visibility_boost": None,
    }


def describe_help(scheme: Scheme) -> dict[str, Any]:
    """The whole scheme; from `description` on, HTML."""
    return {
        **preview_help(scheme),
        "description": _to_html(scheme["description"]),
        "when": _to_html(scheme["how_to_apply"]),
        "conditions": _to_html(scheme["conditions"]),
        "cumulable": _to_html(scheme["cumulative"]),
        "link": _to_link(scheme["official_link"]),
    }


def _join(words: Mapping[str, str], keys: Iterable[str]) -> str:
    return ", ".join(words.get(key, key) for key in keys)


def _to_html(text: str) -> str:
    """Line breaks are the only markup that there is."""
    return re.sub(r"\r\n?|\n", "<br>", escape(text))


def _to_link(address: str) -> str:
    """Safe as an address and as a text within HTML."""
    return quote(address, safe=":/?#[]@!$&()*+,;=%~")
