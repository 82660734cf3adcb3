"""The ROME 4.0 APIs over HTTP: métiers, compétences, fiches, situations de travail, substitutions."""

from collections.abc import Callable, Iterable

from aiohttp import web

from sandbox.answers import answer_json
from sandbox.francetravail.occupations import Occupation, fold
from sandbox.francetravail.rome import records
from sandbox.francetravail.rome.fields import Schema, SelectorError, read_fields, select
from sandbox.francetravail.rome.records import Record
from sandbox.francetravail.state import SANDBOX, Sandbox
from sandbox.francetravail.tables import read_own_rows

_METIERS = "/partenaire/rome-metiers/v1/metiers"
_COMPETENCES = "/partenaire/rome-competences/v1/competences"
_FICHES = "/partenaire/rome-fiches-metiers/v1/fiches-rome"
_SITUATIONS = "/partenaire/rome-contextes-travail/v1/situations-travail"
_SUBSTITUTIONS = "/partenaire/rome-substitutions/v1/substitution"
_KINDS_OF_SKILL = {
    *("competence", "competence-detaillee", "macro-competence", "macro-savoir-faire"),
    *(
        "macro-savoir-etre-professionnel",
        "savoir",
        "categorie-savoir",
        "domaine-competence",
        "enjeu",
        "objectif",
    ),
}
_REAL_TITLES, _REAL_TEXT = 14_301, 700


class UnknownCodeError(Exception):
    """A code that the ROME does not have."""


Find = Callable[[web.Request, Sandbox], Record | Iterable[Record]]


def _route(
    path: str, schema: Schema, find: Find, *, default: str = "code,libelle", wrapper: str = ""
) -> web.RouteDef:
    """A record, or records (in an object when there is a wrapper), of which the client chooses the fields."""

    async def handle(request: web.Request) -> web.Response:
        service = "/" + request.path.split("/", 3)[3]
        try:
            wanted = read_fields(request.query.get("champs") or default, schema)
            found = find(request, request.app[SANDBOX])
        except SelectorError as fault:
            refusal = {"message": str(fault), "codeMetier": "SELECTOR", "service": service, "code": 400}
            return answer_json(refusal, status=400)
        except UnknownCodeError as fault:
            parent = service.rpartition("/")[0]
            return answer_json(
                {"service": parent, "message": f"Code inexistant: {fault}", "code": 404}, status=404
            )
        if isinstance(found, dict):
            return answer_json(select(found, wanted))
        selected = [select(one, wanted) for one in found]
        return answer_json({wrapper: selected} if wrapper else selected)

    return web.get(path, handle)


def _list_occupations(_: web.Request, sandbox: Sandbox) -> Iterable[Record]:
    return [records.describe_occupation(one, sandbox.world) for one in sandbox.world.occupations.rows]


def _get_occupation(request: web.Request, sandbox: Sandbox) -> Record:
    code = request.match_info["code"]
    occupation = sandbox.world.occupations.get(code)
    if occupation is not None:
        return records.describe_occupation(occupation, sandbox.world)
    obsolete = records.describe_obsolete(code)
    if obsolete is None:
        raise UnknownCodeError(code)
    return obsolete


def _search_occupations(request: web.Request, sandbox: Sandbox) -> Iterable[Record]:
    """Of requete?q=&op=AND|OR: those whose label or titles hold the words."""
    words = fold(request.query.get("q", "")).split()
    enough = any if request.query.get("op") == "OR" else all
    return [
        records.describe_occupation(one, sandbox.world)
        for one in sandbox.world.occupations.rows
        if enough(word in _text(one) for word in words)
    ]


def _text(occupation: Occupation) -> str:
    return fold(" ".join([occupation.label, *(title.libelle for title in occupation.titles)]))


def _list_titles(_: web.Request, sandbox: Sandbox) -> list[Record]:
    titles = list(records.list_titles(sandbox.world))
    if not sandbox.switches.rome_huge:
        return titles
    rows = (titles * (_REAL_TITLES // len(titles) + 1))[:_REAL_TITLES]
    return [
        {**row, "libelleCourt": f"{row['libelleCourt']} (exemple)".ljust(_REAL_TEXT, ".")} for row in rows
    ]


def _get_title(request: web.Request, sandbox: Sandbox) -> Record:
    return _find(records.list_titles(sandbox.world), request.match_info["code"])


def _list_skills(request: web.Request, sandbox: Sandbox) -> list[Record]:
    kind = request.match_info["kind"]
    if kind not in _KINDS_OF_SKILL:
        raise web.HTTPNotFound
    return records.list_skills(sandbox.world, kind)


def _get_skill(request: web.Request, sandbox: Sandbox) -> Record:
    return _find(_list_skills(request, sandbox), request.match_info["code"])


def _list_contexts(_: web.Request, __: Sandbox) -> list[Record]:
    return records.list_contexts()


def _get_context(request: web.Request, _: Sandbox) -> Record:
    return _find(records.list_contexts(), request.match_info["code"])


def _list_sheets(_: web.Request, sandbox: Sandbox) -> list[Record]:
    return [records.describe_sheet(one) for one in sandbox.world.occupations.rows]


def _get_sheet(request: web.Request, sandbox: Sandbox) -> Record:
    occupation = sandbox.world.occupations.get(request.match_info["code"])
    if occupation is None:
        raise UnknownCodeError(request.match_info["code"])
    return records.describe_sheet(occupation)


def _find(rows: Iterable[Record], code: str) -> Record:
    for row in rows:
        if row["code"] == code:
            return row
    raise UnknownCodeError(code)


async def _tell_version(request: web.Request) -> web.Response:
    if request.app[SANDBOX].switches.rome_empty_version:
        return web.Response()
    return answer_json({"version": "61", "lastModifiedDate": "2026-09-15T08:00:00Z"})


async def _tell_substitution(request: web.Request) -> web.Response:
    kind, code = request.match_info["kind"], request.match_info["code"]
    for row in read_own_rows("obsolete"):
        if kind == "METIER" and row["code"] == code:
            return answer_json({"code": code, "codeSubstitution": row["substitution"], "typeEntite": kind})
    refusal = {"service": "/v1/substitution", "message": f"Code inexistant: {code}", "code": 404}
    return answer_json(refusal, status=404)


ROUTES = (
    _route(f"{_METIERS}/metier", records.OCCUPATION, _list_occupations),
    _route(f"{_METIERS}/metier/requete", records.OCCUPATION, _search_occupations, wrapper="resultats"),
    _route(f"{_METIERS}/metier/{{code}}", records.OCCUPATION, _get_occupation),
    _route(f"{_METIERS}/appellation", records.TITLE_OF_OCCUPATION, _list_titles),
    _route(f"{_METIERS}/appellation/{{code}}", records.TITLE_OF_OCCUPATION, _get_title),
    web.get(f"{_METIERS}/version", _tell_version),
    _route(f"{_COMPETENCES}/{{kind}}", records.SKILL, _list_skills),
    _route(f"{_COMPETENCES}/{{kind}}/{{code}}", records.SKILL, _get_skill),
    _route(f"{_FICHES}/fiche-metier", records.SHEET, _list_sheets, default="code,metier"),
    _route(f"{_FICHES}/fiche-metier/{{code}}", records.SHEET, _get_sheet, default="code,metier"),
    web.get(f"{_FICHES}/version", _tell_version),
    _route(f"{_SITUATIONS}/contexte-travail", records.CONTEXT, _list_contexts),
    _route(f"{_SITUATIONS}/contexte-travail/{{code}}", records.CONTEXT, _get_context),
    web.get(f"{_SUBSTITUTIONS}/{{kind}}/{{code}}", _tell_substitution),
)
