"""The help schemes."""

import asyncio
from collections.abc import Callable

from aiohttp import web

from services.cities.credits import is_sample
from services.cities.helps import Helps, Person, count_projects, count_situations, filter_helps
from services.cities.queries.help_views import find_help_views
from services.cities.schemas.helps import (
    HelpFacets,
    HelpList,
    HelpPath,
    HelpSheet,
    HelpsQuery,
    HelpSummary,
    HelpViews,
)
from services.cities.sheets.details import read_or_none
from services.cities.state import ENGINE, HELPS, VIEW_COUNTER
from shared.database import is_outage
from shared.errors import InvalidRequestError, NotFoundError, UnavailableError
from shared.events.importer import SourceRef
from shared.events.rows import Help

_SECONDS = 12.0  # no page waits for it; an import that is being committed may keep it waiting for some


async def list_helps(request: web.Request, query: HelpsQuery) -> HelpList:
    """Help schemes for a project, a situation and an age."""
    helps = request.app[HELPS].value
    _check(helps, query)
    person = Person(query.project, query.situation, query.age)
    found = filter_helps(helps.schemes, person)
    sources = _sources(helps)
    views = await _read_views(request)
    return HelpList(
        items=[HelpSummary.model_validate(scheme.model_dump() | views(scheme.slug)) for scheme in found],
        total=len(found),
        facets=HelpFacets(
            project=count_projects(helps.schemes, person), situation=count_situations(helps.schemes, person)
        ),
        sources=sources,
        sample=is_sample(sources),
    )


async def get_help(request: web.Request, path: HelpPath) -> HelpSheet:
    """One help scheme."""
    helps = request.app[HELPS].value
    scheme, views = _find_scheme(helps, path), await _read_views(request)
    sources = _sources(helps)
    return HelpSheet(**scheme.model_dump(), **views(path.slug), sources=sources, sample=is_sample(sources))


async def count_help_view(request: web.Request, path: HelpPath) -> HelpViews:
    """Count that somebody has read a help scheme; there is no body to send."""
    _find_scheme(request.app[HELPS].value, path)
    if request.can_read_body:
        raise InvalidRequestError([{"parameter": "body", "message": "nothing is expected in it"}])
    try:
        async with asyncio.timeout(_SECONDS):
            return HelpViews(slug=path.slug, views=await request.app[VIEW_COUNTER].add(path.slug))
    except Exception as error:
        if not is_outage(error):
            raise
        raise UnavailableError("the reading could not be counted: the database does not answer") from error


async def _read_views(request: web.Request) -> Callable[[str], dict[str, int | None]]:
    """What tells `views` of a scheme: null for all of them while the database does not answer."""
    views = await read_or_none(request.app[ENGINE], find_help_views)
    return lambda slug: {"views": None if views is None else views.get(slug, 0)}


def _find_scheme(helps: Helps, path: HelpPath) -> Help:
    scheme = helps.find(path.slug)
    if scheme is None:
        raise NotFoundError(f"there is no help scheme {path.slug!r}; GET /api/v1/helps lists them")
    return scheme


def _check(helps: Helps, query: HelpsQuery) -> None:
    known = {
        "project": {word.casefold() for scheme in helps.schemes for word in scheme.project},
        "situation": {word.casefold() for scheme in helps.schemes for word in scheme.situation},
    }
    for parameter, words in known.items():
        asked = getattr(query, parameter)
        if words and asked is not None and asked.casefold() not in words:
            message = f"there is no {asked!r}: one of {', '.join(sorted(words))}"
            raise InvalidRequestError([{"parameter": parameter, "message": message}])


def _sources(helps: Helps) -> list[SourceRef]:
    return [helps.source] if helps.source else []
