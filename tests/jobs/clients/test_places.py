"""The cities service, up, away, and back."""

import pytest

from services.jobs.clients.places import PlacesClient
from services.jobs.upstream_settings import Lifetime, Lifetimes
from services.jobs.visits import Visit
from shared.errors import InvalidRequestError
from tests.jobs.stand_ins import Cities


@pytest.fixture
def client() -> PlacesClient:
    return PlacesClient(Lifetimes())


async def test_a_town_has_its_areas_and_coordinates(client: PlacesClient, visit: Visit):
    place = await client.get_place(visit, "59350")
    assert place is not None
    assert place.official_bassin is not None
    assert place.region is not None
    assert (place.name, place.departement.code, place.region.code) == ("Lille", "59", "32")
    assert (place.official_bassin.code, place.point) == ("9225", (50.632, 3.047))


async def test_a_former_code_leads_to_its_successor(client: PlacesClient, visit: Visit):
    place = await client.get_place(visit, "59298")
    assert place is not None
    assert (place.asked, place.code_insee) == ("59298", "59350")


async def test_a_sample_bassin_is_no_official_one(client: PlacesClient, visit: Visit):
    place = await client.get_place(visit, "59512")
    assert place is not None
    assert place.bassin is not None
    assert place.official_bassin is None


async def test_unknown_towns_are_none(client: PlacesClient, visit: Visit):
    assert await client.get_place(visit, "99999") is None


async def test_it_is_asked_once(client: PlacesClient, visit: Visit, cities: Cities):
    for _ in range(3):
        await client.get_place(visit, "59350")
    assert cities.asked == 1


async def test_while_it_is_away_the_code_tells_the_departement(
    client: PlacesClient, visit: Visit, cities: Cities
):
    cities.status = 503
    place = await client.get_place(visit, "97411")
    assert place is not None
    assert (place.name, place.departement.code, place.region, place.point) == (None, "974", None, None)
    assert (await client.get_departement(visit, "59")).name is None


async def test_while_it_is_away_what_it_told_before_holds(visit: Visit, cities: Cities):
    brief = Lifetime(fresh=0.001, revalidate=0.001, stale=3600, missing=0.001)
    client = PlacesClient(Lifetimes(place=brief))
    before = await client.get_place(visit, "59350")
    cities.status = 503
    assert before is not None
    assert before.name == "Lille"
    assert await client.get_place(visit, "59350") == before


async def test_an_unknown_departement_is_the_fault_of_the_caller(client: PlacesClient, visit: Visit):
    with pytest.raises(InvalidRequestError, match="there is no departement 2A"):
        await client.get_departement(visit, "2A")
