"""ROME 4.0 Métiers: all titles and all skills at once, a few megabytes each, for the importer."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter

from services.jobs.clients.tolerant import Text
from services.jobs.proxy.resources import Answer, Fetched, Request, Resource
from services.jobs.upstream_settings import Lifetimes
from services.jobs.visits import Visit

API = "rome-metiers"
_LIST: TypeAdapter[list[dict[str, Any]]] = TypeAdapter(list[dict[str, Any]])
_ROME, _OGR = re.compile(r"[A-N][0-9]{4}"), re.compile(r"[0-9]{1,8}")
_MOST_CHARACTERS = 300
_TITLES = "code,libelle,obsolete,metier(code)"
_SKILLS = "code,obsolete,competencesmobilisees(type,code,libelle,codeogr)"


class RomeRows(BaseModel):
    """Rows of texts, and how many entries made none."""

    model_config = ConfigDict(frozen=True)

    rows: list[tuple[str, ...]]
    skipped: int


class _Version(BaseModel):
    version: Text = None


class RomeClient:
    """Three resources; each call takes seconds and counts on a quota of one per second."""

    def __init__(self, lifetimes: Lifetimes) -> None:
        life, rows = lifetimes.occupations, TypeAdapter(RomeRows)
        self._titles = Resource("rome-titles", API, life, parse_titles, rows)
        self._skills = Resource("rome-skills", API, life, parse_skills, rows)
        self._version = Resource("rome-version", API, life, parse_version, TypeAdapter(str | None))

    async def get_titles(self, visit: Visit) -> Fetched[RomeRows]:
        """Rows of code OGR, code ROME, label."""
        return await visit.fetch(self._titles, _request("appellation", _TITLES))

    async def get_skills(self, visit: Visit) -> Fetched[RomeRows]:
        """Rows of code ROME, code OGR, label, kind."""
        return await visit.fetch(self._skills, _request("metier", _SKILLS))

    async def get_version(self, visit: Visit) -> Fetched[str | None]:
        """None when upstream answers with nothing, as it sometimes does after a large list."""
        return await visit.fetch(self._version, Request("GET", ("version",)))


def _request(resource: str, fields: str) -> Request:
    return Request("GET", (resource,), params=(("champs", fields),))


def parse_titles(answer: Answer) -> RomeRows:
    return _collect(_read_title(entry) for entry in _LIST.validate_json(answer.body))


def parse_skills(answer: Answer) -> RomeRows:
    occupations = _LIST.validate_json(answer.body)
    return _collect(row for occupation in occupations for row in _read_skills(occupation))


def parse_version(answer: Answer) -> str | None:
    return _Version.model_validate_json(answer.body).version if answer.body.strip() else None


def _collect(found: Iterator[tuple[str, ...] | None]) -> RomeRows:
    entries = list(found)
    rows = [row for row in entries if row is not None]
    return RomeRows(rows=rows, skipped=len(entries) - len(rows))


def _read_title(entry: Mapping[str, Any]) -> tuple[str, ...] | None:
    code, label, occupation = entry.get("code"), entry.get("libelle"), entry.get("metier")
    code_rome = occupation.get("code") if isinstance(occupation, dict) else None
    if entry.get("obsolete") is True or not (_is(_OGR, code) and _is(_ROME, code_rome) and _is_label(label)):
        return None
    return str(code), str(code_rome), str(label).strip()


def _read_skills(occupation: Mapping[str, Any]) -> Iterator[tuple[str, ...] | None]:
    code_rome, skills = occupation.get("code"), occupation.get("competencesMobilisees")
    if occupation.get("obsolete") is True or not _is(_ROME, code_rome) or not isinstance(skills, list):
        return
    for skill in skills:
        yield _read_skill(str(code_rome), skill) if isinstance(skill, dict) else None


def _read_skill(code_rome: str, skill: Mapping[str, Any]) -> tuple[str, ...] | None:
    code, label, kind = skill.get("codeOgr") or skill.get("code"), skill.get("libelle"), skill.get("type")
    if not (_is(_OGR, code) and _is_label(label) and _is_label(kind)):
        return None
    return code_rome, str(code), str(label).strip(), str(kind).strip()


def _is(pattern: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def _is_label(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value.strip()) <= _MOST_CHARACTERS
