"""Help schemes, in our own form (bundled/helps.json) or in that of the original Mobiville's helps.json.

The original's fields: title, goal, description, when, conditions, cumulable, link, who, section, situation,
slug, type, partner (logo and visibility_boost are not used). Its `situation` is what somebody is up to (our
project), as is its `section`; who somebody is (our situation) stands in `who`, often hidden, as words
separated by `^`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter
from pathlib import Path
from typing import Any

from services.importer.dataset import Dataset, RefusedFileError
from services.importer.keys import unique_rows
from services.importer.plain_text import hidden_text, plain_text
from services.importer.records import read_objects
from services.importer.reference import Reference
from services.importer.report import Report
from shared.events.rows import Help, Row

_ORIGINAL = ("title", "goal", "who", "section", "situation", "slug", "type", "partner", "link")
_OURS = ("slug", "title", "summary", "official_link", "organisation", "project")
_PROJECTS = {
    "emploi": ("recherche un emploi",),
    "demenagement": ("déménage", "emménage"),
    "logement": ("logement",),
    "transport": ("transport",),
}
_SITUATIONS = {
    "salarie": ("salarié",),
    "demandeur-emploi": ("demandeur d'emploi", "demandeurs d'emploi"),
    "alternant": ("alternance",),
    "etudiant": ("étudiant",),
}
_ANYBODY = "tous"
# the first that is named decides
_KINDS = {
    "accompagnement": ("accompagnement", "administrative"),
    "financiere": ("financière",),
    "transport": ("transport",),
    "logement": ("logement",),
}
_ORGANISATIONS = {"Etat": "État", "L'Etat": "État", "Action logement": "Action Logement"}
_AGE = re.compile(r"\b([0-9]{2}) ans\b")
_YOUNGER = re.compile(r"\bmoins de ([0-9]{2}) ans\b")


def read_helps(paths: Sequence[Path], report: Report, _: Reference) -> Iterator[Row]:
    """One row per scheme; ages only where one figure, which no alternative softens, is given."""
    for path in paths:
        objects = read_objects(path)
        fields = objects[0].keys() if objects else set()
        if fields >= set(_ORIGINAL):
            objects = [_translated(scheme) for scheme in objects]
        elif not fields >= set(_OURS):
            raise RefusedFileError(f"{path.name}: not a list of help schemes; fields: {', '.join(fields)}")
        records = enumerate(map(dict, objects), 1)
        report.vintage = max((str(scheme.get("checked") or "") for scheme in objects), default="")
        yield from unique_rows(Help, attrgetter("slug"), records, report, path.name)


def _translated(scheme: Mapping[str, Any]) -> dict[str, Any]:
    text = {field: str(value) for field, value in scheme.items() if value is not None}
    who = plain_text(text.get("who", ""))
    audience = f"{hidden_text(text.get('who', ''))} {who}"
    organisation = _straight(plain_text(text.get("partner", "")))
    return {
        "slug": text.get("slug"),
        "title": plain_text(text.get("title", "")),
        "summary": plain_text(text.get("goal", "")),
        "description": plain_text(text.get("description", "")),
        "who": _as_lines(who),
        "how_to_apply": plain_text(text.get("when", "")),
        "conditions": plain_text(text.get("conditions", "")),
        "cumulative": plain_text(text.get("cumulable", "")),
        "official_link": text.get("link", "").strip(),
        "organisation": _ORGANISATIONS.get(organisation, organisation),
        "project": _words(f"{text.get('situation', '')} {text.get('section', '')}", _PROJECTS),
        "situation": _words(audience, _SITUATIONS) or [_ANYBODY],
        "age_min": None,
        "age_max": _age_limit(who),
        "kind": next(iter(_words(text.get("type", ""), _KINDS)), text.get("type", "")),
        "checked": None,
    }


def _words(text: str, vocabulary: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Our words for what the text names, in the order of the vocabulary."""
    folded = _straight(text).casefold()
    return [word for word, phrases in vocabulary.items() if any(phrase in folded for phrase in phrases)]


def _straight(text: str) -> str:
    return text.replace("’", "'")


def _as_lines(who: str) -> str:
    items = (item.strip() for item in re.split(r"[\n^]", who))
    return "\n".join(item for item in items if item)


def _age_limit(who: str) -> int | None:
    """`moins de 30 ans` -> 29; in a list of alternatives (`^`) or beside another age it binds nobody."""
    younger = _YOUNGER.search(who)
    certain = younger and "^" not in who and len(_AGE.findall(who)) == 1
    return int(younger[1]) - 1 if younger and certain else None


DATASETS = (
    Dataset(
        name="helps",
        title="Aides à la mobilité",
        producer="Mobiville, d'après les organismes qui versent les aides",
        licence="Licence Ouverte 2.0",
        page="https://www.service-public.fr/",
        read=read_helps,
        minimum_rows=10,
        aliases=("aides",),
        patterns=("helps.json",),
        bundled="helps.json",
    ),
)
