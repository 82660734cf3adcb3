"""La Bonne Boîte v2, with each of its oddities."""

import orjson
import pytest

from services.jobs.clients.companies import COMPANY_PAGE, CompaniesClient
from services.jobs.places import Area, Place, guess_place
from services.jobs.proxy.failures import AccessRefusedError
from services.jobs.proxy.resources import Answer
from services.jobs.upstream_settings import Lifetimes
from services.jobs.visits import Visit
from shared.errors import UpstreamError
from tests.sandbox.francetravail.server import FranceTravail

LILLE = Place(
    asked="59350",
    code_insee="59350",
    departement=Area(code="59"),
    latitude=50.632,
    longitude=3.047,
)
VILLAGE = guess_place("48027")


@pytest.fixture
def client() -> CompaniesClient:
    return CompaniesClient(Lifetimes(), COMPANY_PAGE)


async def test_companies_are_found_for_any_of_the_occupations(client: CompaniesClient, visit: Visit):
    found = (await client.find(visit, ("J1506", "D1106"), LILLE, 10)).value
    assert found is not None
    assert {company.code_rome for company in found.companies} == {"J1506", "D1106"}
    assert found.hits >= len(found.companies) == 100


async def test_a_company_has_a_name_a_place_and_a_page(client: CompaniesClient, visit: Visit):
    found = (await client.find(visit, ("J1506",), LILLE, 10)).value
    assert found is not None
    best = found.companies[0]
    assert best.name
    assert best.latitude is not None
    assert best.url == f"https://labonneboite.francetravail.fr/entreprise/{best.siret}"
    assert best.hiring_potential is not None
    assert 0 < best.hiring_potential <= 100


async def test_without_coordinates_the_code_is_asked(client: CompaniesClient, visit: Visit):
    assert (await client.find(visit, ("J1506",), guess_place("59350"), 10)).value is not None


@pytest.mark.parametrize("nothing", ["hits0", "204", "null"])
async def test_nothing_has_three_faces(
    client: CompaniesClient, visit: Visit, france: FranceTravail, nothing: str
):
    france.switch(lbb_nothing=nothing)
    assert (await client.find(visit, ("A9999",), VILLAGE, 10)).value is None


async def test_without_access_it_is_a_problem(client: CompaniesClient, visit: Visit, france: FranceTravail):
    france.play("L3")
    with pytest.raises(AccessRefusedError, match=r"\(403\)"):
        await client.find(visit, ("J1506",), LILLE, 10)


async def test_a_redirection_to_a_host_that_is_not_set_is_a_bad_answer(
    client: CompaniesClient, visit: Visit, france: FranceTravail
):
    france.play("L8")
    with pytest.raises(UpstreamError, match="redirects to a host that is not allowed"):
        await client.find(visit, ("J1506",), LILLE, 10)


def test_an_office_that_cannot_be_read_is_left_out(client: CompaniesClient):
    office = {"siret": "81234567800021", "office_name": " ", "company_name": "SOCIETE", "location": None}
    content = {"hits": 2, "items": [office, {"siret": "?"}, None]}
    found = client.parse(Answer(200, {}, orjson.dumps(content)))
    assert found is not None
    assert [(company.siret, company.name) for company in found.companies] == [("81234567800021", "SOCIETE")]
