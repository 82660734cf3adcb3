"""The référentiels of the statistics: territories, activities, nomenclatures, periods, indicators."""

from collections.abc import Callable, Iterable
from typing import Any

from aiohttp import web

from sandbox.francetravail.state import SANDBOX, Sandbox
from sandbox.francetravail.statistics import activities, territories
from sandbox.francetravail.statistics.answers import RefusedError, answer, answer_refusal
from sandbox.francetravail.statistics.indicators import ROOTS, find_indicators, read_indicators
from sandbox.francetravail.statistics.periods import QUARTER, YEAR, list_periods
from sandbox.francetravail.statistics.question import find_activity, find_territory
from sandbox.francetravail.statistics.territories import Commune, Territory

Entry = dict[str, Any]
Lister = Callable[[web.Request, Sandbox], Iterable[Entry]]


def _territories(request: web.Request, sandbox: Sandbox) -> Iterable[Entry]:
    kind, wanted = request.match_info.get("kind"), request.query.get("filtreTerritoire")
    for one in sandbox.world.territories.rows:
        if kind in {None, one.kind} and wanted in {None, one.code}:
            yield _territory_entry(one)


def _territory(request: web.Request, sandbox: Sandbox) -> Iterable[Entry]:
    query = request.query
    yield _territory_entry(
        find_territory(query.get("codeTypeTerritoire", ""), query.get("codeTerritoire", ""), sandbox.world)
    )


def _territory_entry(one: Territory) -> Entry:
    entry = {"codeTypeTerritoire": one.kind, "codeTerritoire": one.code, "libelleTerritoire": one.label}
    return {**entry, "codeTerritoireParent": one.parent} if one.parent else entry


def _territory_types(_: web.Request, __: Sandbox) -> Iterable[Entry]:
    for code, label in territories.TYPES.items():
        yield {"codeTypeTerritoire": code, "libelleTypeTerritoire": label}


def _communes(request: web.Request, sandbox: Sandbox) -> Iterable[Entry]:
    """The communes of a territory, or with the type COM one commune: the bridge from INSEE to bassin."""
    kind, wanted = request.match_info["kind"], request.query.get("filtreTerritoire")
    if kind not in {"COM", *territories.TYPES}:
        raise RefusedError(f"Le type de territoire {kind} est inconnu.")
    for one in sandbox.world.territories.communes:
        if wanted is None or _belongs(one, kind, wanted):
            yield {
                "codeTerritoire": one.code,
                "libelleTerritoire": one.label.upper(),
                "codeTerritoireParentEPCI": one.epci,
                "codeTerritoireParentBassin": one.bassin,
                "codeTerritoireParentDepartement": one.departement,
                "codeTerritoireParentRegion": one.region,
            }


def _belongs(commune: Commune, kind: str, code: str) -> bool:
    owners = {
        "COM": commune.code,
        "BASBMO": commune.bassin,
        "EPCI": commune.epci,
        "DEP": commune.departement,
        "REG": commune.region,
        "NAT": "FR",
    }
    return owners[kind] == code


def _activities(request: web.Request, sandbox: Sandbox) -> Iterable[Entry]:
    kind, wanted = request.match_info.get("kind"), request.query.get("filtreActivite")
    for name in ("CUMUL", "MOYENNE"):
        if kind in {None, name} and wanted in {None, name}:
            yield _activity_entry(name, name, activities.TYPES[name])
    for one in sandbox.world.occupations.rows:
        if kind in {None, "ROME"} and wanted in {None, one.code}:
            yield _activity_entry("ROME", one.code, one.label)


def _activity(request: web.Request, sandbox: Sandbox) -> Iterable[Entry]:
    query = request.query
    one = find_activity(query.get("codeTypeActivite", ""), query.get("codeActivite", ""), sandbox.world)
    yield _activity_entry(one.kind, one.code, one.label)


def _activity_entry(kind: str, code: str, label: str) -> Entry:
    return {"codeTypeActivite": kind, "codeActivite": code, "libelleActivite": label}


def _nomenclatures(request: web.Request, _: Sandbox) -> Iterable[Entry]:
    kind, seen = request.match_info.get("kind"), set()
    for indicator in read_indicators().values():
        if indicator.nomenclature_kind in seen or kind not in {None, indicator.nomenclature_kind}:
            continue
        seen.add(indicator.nomenclature_kind)
        for code, label in indicator.nomenclature.items():
            entry = {"codeNomenclature": code, "libelleNomenclature": label}
            yield {"codeTypeNomenclature": indicator.nomenclature_kind, **entry}


def _periods(request: web.Request, sandbox: Sandbox) -> Iterable[Entry]:
    chosen, most = request.match_info.get("kind"), request.query.get("nbPeriode", "")
    for kind in (chosen,) if chosen else (QUARTER, YEAR):
        periods = list_periods(kind, sandbox.clock.now().date())
        for one in periods[: int(most)] if most.isdigit() else periods:
            yield {"codeTypePeriode": kind, "codePeriode": one.code, "libellePeriode": one.label}


def _indicators(request: web.Request, _: Sandbox) -> Iterable[Entry]:
    query = request.query
    for one in find_indicators(request.path):
        if (
            query.get("codeIndicateur", one.code) == one.code
            and query.get("codeFamille", one.family) == one.family
        ):
            yield {
                "codeIndicateur": one.code,
                "libelleIndicateur": one.label,
                "codeFamille": one.family,
                "codeTypePeriode": one.period,
                "codeTypeNomenclature": one.nomenclature_kind,
            }


def _families(request: web.Request, _: Sandbox) -> Iterable[Entry]:
    for family in sorted({one.family for one in find_indicators(request.path)}):
        yield {"codeFamille": family, "libelleFamille": family.capitalize()}


def _rome_fap(request: web.Request, sandbox: Sandbox) -> Iterable[Entry]:
    wanted = request.query.get("codeRome")
    for code, families in sandbox.world.fap.items():
        if wanted in {None, code}:
            yield from ({"codeRome": code, "codeFap": family} for family in families)


_LISTS: dict[str, tuple[str, Lister]] = {
    "territoires": ("territoires", _territories),
    "territoires/{kind}": ("territoires", _territories),
    "territoire": ("territoires", _territory),
    "type-territoires": ("typeTerritoires", _territory_types),
    "territoires-communes/{kind}": ("territoiresCommunes", _communes),
    "activites": ("activites", _activities),
    "activites/{kind}": ("activites", _activities),
    "activite": ("activites", _activity),
    "nomenclatures": ("nomenclatures", _nomenclatures),
    "nomenclatures/{kind}": ("nomenclatures", _nomenclatures),
    "periodes": ("periodes", _periods),
    "periodes/{kind}": ("periodes", _periods),
    "details-indicateurs": ("detailsIndicateurs", _indicators),
    "indicateurs": ("indicateurs", _indicators),
    "familles-indicateurs": ("famillesIndicateurs", _families),
    "rechercherActivitesRomeFap": ("romeFapList", _rome_fap),
}


def _route(path: str, wrapper: str, lister: Lister) -> web.RouteDef:
    async def handle(request: web.Request) -> web.Response:
        try:
            entries = list(lister(request, request.app[SANDBOX]))
        except RefusedError as refused:
            return answer_refusal(request, refused)
        return answer(request, {wrapper: entries}, root="Referentiel")

    return web.get(path, handle)


ROUTES = tuple(
    _route(f"{root}/referentiel/{path}", wrapper, lister)
    for root in ROOTS
    for path, (wrapper, lister) in _LISTS.items()
)
