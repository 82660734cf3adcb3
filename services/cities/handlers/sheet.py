"""The sheets of towns."""

from collections.abc import Sequence

from aiohttp import web

from services.cities.handlers.loaded import read_communes, read_living, read_matrix
from services.cities.schemas.sheet import CityPath, CitySheet, OccupationQuery
from services.cities.sheets.details import read_details
from services.cities.sheets.memory import Memory
from services.cities.sheets.portrait import add_portrait
from services.cities.sheets.subject import bassin_of, find_subject
from services.cities.sheets.town import compose_sheet
from services.cities.state import ATLAS, ENGINE, PORTRAITS
from shared.errors import NotFoundError
from shared.web.endpoints import Encoded


async def get_city(request: web.Request, path: CityPath, query: OccupationQuery) -> Encoded[CitySheet]:
    """All there is about a town.

    Former codes answer with their successor, and `asked` tells the code that was given. What could not be
    read is named in `incomplete`, and the answer is then not cached.
    """
    (sheet,) = await read_sheets(request, [path.code_insee], query.rome)
    sheet = await add_portrait(request.app[PORTRAITS], sheet)
    return Encoded(sheet.model_dump_json().encode(), cacheable=not sheet.incomplete)


async def read_sheets(request: web.Request, codes: Sequence[str], rome: str | None) -> list[CitySheet]:
    """The sheets of the codes, in their order; NotFoundError naming the first that no town has."""
    memory = _remember(request)
    subjects = []
    for code in codes:
        subject = find_subject(memory.communes, code)
        if subject is None:
            raise NotFoundError(f"no commune has or had the INSEE code {code}")
        subjects.append(subject)
    wanted = {code for subject in subjects for code in subject.codes}
    bassins = {bassin for subject in subjects if (bassin := bassin_of(memory.communes, subject.index))}
    details = await read_details(request.app[ENGINE], wanted, bassins, rome)
    return [compose_sheet(memory, subject, details, rome) for subject in subjects]


def _remember(request: web.Request) -> Memory:
    atlas = request.app[ATLAS].value
    return Memory(read_communes(request), atlas, read_matrix(request), read_living(request))
