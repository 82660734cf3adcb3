"""Occupations: all of them, those that somebody may mean, one of them."""

from operator import attrgetter

import orjson
from aiohttp import web

from services.tensions.credits import find_credits, is_sample
from services.tensions.families import LABELS
from services.tensions.handlers.lookup import get_occupation, read_index
from services.tensions.index import TensionIndex
from services.tensions.occupations import Occupation
from services.tensions.queries.occupations import find_pcs, find_skills, find_titles
from services.tensions.related import find_related
from services.tensions.schemas.occupations import (
    OccupationItem,
    OccupationList,
    OccupationPath,
    OccupationQuery,
    OccupationSheet,
    OccupationSuggestion,
    OccupationSuggestions,
    OccupationSuggestQuery,
    OccupationTitles,
    PcsItem,
    RelatedOccupation,
    SkillItem,
    TitleItem,
)
from services.tensions.schemas.references import FamilyRef
from services.tensions.state import ENGINE
from shared.database import reading_in_time
from shared.web.endpoints import Encoded

_FAMILIES = {code: FamilyRef(code=code, label=label) for code, label in LABELS.items()}
_MOST_RELATED = 12


async def list_occupations(request: web.Request, query: OccupationQuery) -> OccupationList:
    """All occupations of the ROME, or those of a family, or whose label has some words."""
    index = read_index(request)
    codes = list(index.occupations) if query.q is None else index.suggestions.find_occupations(query.q)
    occupations = (index.occupations[code] for code in codes)
    items = [
        OccupationItem(
            code_rome=occupation.code_rome,
            label=occupation.label,
            family=occupation.family,
            has_tension=occupation.tension_rome is not None,
        )
        for occupation in occupations
        if query.family in (None, occupation.family)
    ]
    return OccupationList(
        items=items,
        total=len(items),
        families=list(_FAMILIES.values()),
        sources=find_credits(index, ("occupations",)),
    )


async def suggest_occupations(request: web.Request, query: OccupationSuggestQuery) -> OccupationSuggestions:
    """Occupations that a typed text may mean, by their label or one of their everyday titles."""
    found = read_index(request).suggestions.find(query.q, query.limit)
    return OccupationSuggestions(
        items=[
            OccupationSuggestion(code_rome=one.code_rome, label=one.label, title=one.title, kind=one.kind)
            for one in found
        ]
    )


async def list_titles(request: web.Request) -> Encoded[OccupationTitles]:
    """Every occupation and everyday title, by code of the occupation: a megabyte."""
    index = read_index(request)
    items = sorted(index.suggestions.entries, key=attrgetter("code_rome"))
    sources = [one.model_dump() for one in find_credits(index, ("occupations", "titles"))]
    return Encoded(orjson.dumps({"items": items, "sources": sources}))


async def get_occupation_sheet(request: web.Request, path: OccupationPath) -> OccupationSheet:
    """One occupation: titles, skills, social categories, and the occupations near it."""
    index = read_index(request)
    occupation = get_occupation(index, path.rome)
    skills_rome, pcs_rome = occupation.bearer(index.skills.of), occupation.bearer(index.pcs.of)
    away = "the database of occupations does not answer"
    async with reading_in_time(request.app[ENGINE], otherwise=away) as connection:
        titles = await find_titles(connection, occupation.code_rome)
        skills = await find_skills(connection, skills_rome) if skills_rome else []
        pcs = await find_pcs(connection, pcs_rome) if pcs_rome else []
    sources = find_credits(index, ("occupations", "titles", "skills", "pcs"))
    return OccupationSheet(
        code_rome=occupation.code_rome,
        label=occupation.label,
        family=_FAMILIES[occupation.family],
        parent=occupation.parent,
        tension_rome=occupation.tension_rome,
        titles=[TitleItem(code_ogr=title.code_ogr, label=title.label) for title in titles],
        skills_rome=skills_rome,
        skills=[SkillItem(code_ogr=skill.code_ogr, label=skill.label, kind=skill.kind) for skill in skills],
        pcs_rome=pcs_rome,
        pcs=[PcsItem(pcs=one.pcs, fap=one.fap) for one in pcs],
        related=_find_related(index, occupation),
        sources=sources,
        sample=is_sample(sources),
    )


def _find_related(index: TensionIndex, occupation: Occupation) -> list[RelatedOccupation]:
    found = find_related(occupation, index.occupations, index.skills, index.pcs, _MOST_RELATED)
    return [
        RelatedOccupation(
            code_rome=one.code_rome,
            label=index.occupations[one.code_rome].label,
            has_tension=index.occupations[one.code_rome].tension_rome is not None,
            reasons=list(one.reasons),
            shared_skills=one.shared_skills,
        )
        for one in found
    ]
