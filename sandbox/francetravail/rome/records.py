"""The records of ROME 4.0: occupations, titles, skills, work situations, sheets."""

from collections.abc import Iterator, Mapping
from typing import Any

from sandbox.francetravail.occupations import Coded, Occupation
from sandbox.francetravail.offers.references import labels
from sandbox.francetravail.rome.fields import Schema
from sandbox.francetravail.tables import read_own_rows
from sandbox.francetravail.world import World
from sandbox.hashing import Draw

Record = dict[str, Any]

_CODED: Schema = {"code": None, "libelle": None}
_SKILL: Schema = {"type": None, "code": None, "libelle": None, "codeOgr": None}
TITLE: Schema = {**_CODED, "libelleCourt": None, "classification": None, "obsolete": None}
OCCUPATION: Schema = {
    **_CODED,
    "definition": None,
    "accesEmploi": None,
    "obsolete": None,
    "riasecMajeur": None,
    "riasecMineur": None,
    "transitionEcologique": None,
    "emploiCadre": None,
    "emploiReglemente": None,
    "appellations": TITLE,
    "competencesMobilisees": _SKILL,
    "contextesTravail": {**_CODED, "categorie": None},
    "domaineProfessionnel": {**_CODED, "grandDomaine": _CODED},
    "secteursActivitesLies": _CODED,
    "themes": _CODED,
    "metiersEnProximite": _CODED,
}
TITLE_OF_OCCUPATION: Schema = {**TITLE, "metier": OCCUPATION}
SKILL: Schema = {**_SKILL, "obsolete": None}
CONTEXT: Schema = {**_CODED, "categorie": None}
SHEET: Schema = {
    "code": None,
    "obsolete": None,
    "dateFin": None,
    "groupesCompetencesMobilisees": {"enjeu": _CODED, "competences": _SKILL},
    "groupesSavoirs": {"categorieSavoirs": _CODED, "savoirs": _SKILL},
    "metier": _CODED,
}


def describe_occupation(occupation: Occupation, world: World) -> Record:
    """Everything that is told of an occupation."""
    domain = occupation.code[:3]
    grand = {"code": domain[0], "libelle": labels("domains")[domain[0]]}
    riasec = Draw(world.seed, "riasec", occupation.code)
    return {
        "code": occupation.code,
        "libelle": occupation.label,
        "definition": f"{'. '.join(_sentences(occupation.family.missions))}.",
        "accesEmploi": "Cet emploi est accessible avec ou sans diplôme, selon l'employeur (exemple).",
        "obsolete": False,
        "riasecMajeur": riasec.pick("RIASEC"),
        "riasecMineur": riasec.pick("RIASEC"),
        "transitionEcologique": False,
        "emploiCadre": occupation.executive,
        "emploiReglemente": occupation.code.startswith(("J1", "K2503")),
        "appellations": [_describe_title(title, rank) for rank, title in enumerate(occupation.titles)],
        "competencesMobilisees": [*_competences(occupation), *_knowledge(occupation)],
        "contextesTravail": list(_contexts(occupation)),
        "domaineProfessionnel": {
            "code": domain,
            "libelle": labels("domains")[domain],
            "grandDomaine": grand,
        },
        "secteursActivitesLies": [
            {"code": code, "libelle": labels("naf")[code]} for code in occupation.family.naf
        ],
        "themes": list(_themes(occupation)),
        "metiersEnProximite": list(_neighbours(occupation, world)),
    }


def _sentences(missions: tuple[str, ...]) -> list[str]:
    return [mission[:1].upper() + mission[1:] for mission in missions]


def _describe_title(title: Coded, rank: int) -> Record:
    return {
        "code": title.code,
        "libelle": title.libelle,
        "libelleCourt": title.libelle.partition(" / ")[0],
        "classification": "PRINCIPALE" if rank == 0 else "SECONDAIRE",
        "obsolete": False,
    }


def _competences(occupation: Occupation) -> Iterator[Record]:
    for one in occupation.family.competences:
        yield {"type": "COMPETENCE-DETAILLEE", "code": one.code, "libelle": one.libelle, "codeOgr": one.code}


def _knowledge(occupation: Occupation) -> Iterator[Record]:
    for one in occupation.skills:
        yield {"type": "SAVOIR", "code": one.code, "libelle": one.libelle, "codeOgr": one.code}


def _contexts(occupation: Occupation) -> Iterator[Record]:
    for row in read_own_rows("contexts"):
        if occupation.code.startswith(tuple(row["families"].split())):
            yield _describe_context(row)


def _describe_context(row: Mapping[str, str]) -> Record:
    return {"code": row["code"], "libelle": row["libelle"], "categorie": row["categorie"]}


def _themes(occupation: Occupation) -> Iterator[Record]:
    for row in read_own_rows("themes"):
        if occupation.code.startswith(tuple(row["rome_prefixes"].split())):
            yield {"code": row["code"], "libelle": row["libelle"]}


def _neighbours(occupation: Occupation, world: World) -> Iterator[Record]:
    for one in world.occupations.rows:
        if one.code[:3] == occupation.code[:3] and one.code != occupation.code:
            yield {"code": one.code, "libelle": one.label}


def describe_obsolete(code: str) -> Record | None:
    """An occupation that is no longer in use, if the code is one's."""
    for row in read_own_rows("obsolete"):
        if row["code"] == code:
            return {"code": code, "libelle": row["libelle"], "obsolete": True}
    return None


def list_titles(world: World) -> Iterator[Record]:
    for occupation in world.occupations.rows:
        metier = {"code": occupation.code, "libelle": occupation.label}
        for rank, title in enumerate(occupation.titles):
            yield {**_describe_title(title, rank), "metier": metier}


def list_skills(world: World, kind: str) -> list[Record]:
    """The skills of one kind (`competence-detaillee`, `savoir`), each once; `competence` is both."""
    describers = {
        "competence-detaillee": (_competences,),
        "savoir": (_knowledge,),
        "competence": (_competences, _knowledge),
    }
    found: dict[str, Record] = {}
    for describe in describers.get(kind, ()):
        for occupation in world.occupations.rows:
            found.update({one["code"]: {**one, "obsolete": False} for one in describe(occupation)})
    return list(found.values())


def list_contexts() -> list[Record]:
    return [_describe_context(row) for row in read_own_rows("contexts")]


def describe_sheet(occupation: Occupation) -> Record:
    """The sheet (fiche) of an occupation: its skills by what is at stake, its knowledge by category."""
    competences, knowledge = list(_competences(occupation)), list(_knowledge(occupation))
    stake = {"code": f"9{occupation.family_position:03d}", "libelle": "Réaliser son activité (exemple)"}
    category = {"code": "9900", "libelle": "Savoirs théoriques et procéduraux"}
    return {
        "code": occupation.code,
        "obsolete": False,
        "groupesCompetencesMobilisees": [{"enjeu": stake, "competences": competences}],
        "groupesSavoirs": [{"categorieSavoirs": category, "savoirs": knowledge}] if knowledge else [],
        "metier": {"code": occupation.code, "libelle": occupation.label},
    }
