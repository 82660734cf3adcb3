"""ROME 4.0 Métiers, whole."""

import orjson
import pytest

from services.jobs.clients.rome import RomeClient, parse_skills, parse_titles
from services.jobs.proxy.resources import Answer
from services.jobs.upstream_settings import Lifetimes
from services.jobs.visits import Visit
from shared.events.rows import Skill, Title
from tests.sandbox.francetravail.server import FranceTravail


@pytest.fixture
def client() -> RomeClient:
    return RomeClient(Lifetimes())


def answer(content: object) -> Answer:
    return Answer(200, {}, orjson.dumps(content))


async def test_titles_are_rows_that_the_importer_knows(client: RomeClient, visit: Visit):
    titles = (await client.get_titles(visit)).value
    rows = [Title(code_ogr=ogr, code_rome=rome, label=label) for ogr, rome, label in titles.rows]
    assert len(rows) > 1000
    assert titles.skipped == 0


async def test_skills_are_rows_that_the_importer_knows(client: RomeClient, visit: Visit):
    skills = (await client.get_skills(visit)).value
    rows = [
        Skill(code_rome=rome, code_ogr=ogr, label=label, kind=kind) for rome, ogr, label, kind in skills.rows
    ]
    assert {row.code_rome for row in rows} >= {"J1506", "D1102"}


async def test_lists_as_long_as_the_real_ones_are_read(
    client: RomeClient, visit: Visit, france: FranceTravail
):
    france.play("R5")
    assert len((await client.get_titles(visit)).value.rows) > 14_000


async def test_the_version_is_told(client: RomeClient, visit: Visit):
    assert (await client.get_version(visit)).value


async def test_the_version_may_be_an_empty_body(client: RomeClient, visit: Visit, france: FranceTravail):
    france.switch(rome_empty_version=True)
    assert (await client.get_version(visit)).value is None


def test_entries_without_a_code_or_a_label_are_skipped():
    good = {"code": "11573", "libelle": "Boulanger", "metier": {"code": "D1102"}}
    bad = [{"code": "x"}, good | {"libelle": " "}, good | {"metier": None}, good | {"obsolete": True}]
    titles = parse_titles(answer([good, *bad]))
    assert (titles.rows, titles.skipped) == ([("11573", "D1102", "Boulanger")], 4)


def test_a_skill_goes_by_its_ogr_code():
    skill = {"type": "SAVOIR", "code": "1", "codeOgr": "124503", "libelle": "Pharmacologie"}
    occupations = [
        {"code": "J1506", "competencesMobilisees": [skill, None, {"code": "2"}]},
        {"code": "D1210", "obsolete": True, "competencesMobilisees": [skill]},
        {"code": "J1507", "competencesMobilisees": None},
    ]
    skills = parse_skills(answer(occupations))
    assert (skills.rows, skills.skipped) == ([("J1506", "124503", "Pharmacologie", "SAVOIR")], 2)
