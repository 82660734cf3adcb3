"""The help schemes."""

from aiohttp import web

from services.cities.credits import is_sample
from services.cities.helps import Helps, Person, count_projects, count_situations, filter_helps
from services.cities.schemas.helps import HelpFacets, HelpList, HelpPath, HelpSheet, HelpsQuery, HelpSummary
from services.cities.state import HELPS
from shared.errors import InvalidRequestError, NotFoundError
from shared.events.importer import SourceRef


async def list_helps(request: web.Request, query: HelpsQuery) -> HelpList:
    """Help schemes for a project, a situation and an age."""
    helps = request.app[HELPS].value
    _check(helps, query)
    person = Person(query.project, query.situation, query.age)
    found = filter_helps(helps.schemes, person)
    sources = _sources(helps)
    return HelpList(
        items=[HelpSummary.model_validate(scheme.model_dump()) for scheme in found],
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
    scheme = helps.find(path.slug)
    if scheme is None:
        raise NotFoundError(f"there is no help scheme {path.slug!r}; GET /api/v1/helps lists them")
    sources = _sources(helps)
    return HelpSheet(**scheme.model_dump(), sources=sources, sample=is_sample(sources))


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
