"""Where: communes and distance, the three cities, departements, regions, abroad."""

import math
from typing import Any

import pytest

Record = dict[str, Any]


async def count(client, **params) -> int:
    answer = await client.search({"range": "0-0", **{name: str(value) for name, value in params.items()}})
    assert answer.status in {200, 204, 206}, answer.json()
    total: int = answer.total
    return total


def kilometres(one: Record, latitude: float, longitude: float) -> float:
    north = (one["latitude"] - latitude) * 111.2
    east = (one["longitude"] - longitude) * 111.2 * math.cos(math.radians(latitude))
    return math.hypot(north, east)


async def test_distance_0_is_the_commune_alone(client):
    offers = (await client.search(commune="59350", distance=0, range="0-149")).json()["resultats"]
    assert {offer["lieuTravail"]["libelle"] for offer in offers} == {"59 - LILLE"}


async def test_the_distance_is_10_unless_told(client):
    bare = await count(client, commune="59350")
    assert bare == await count(client, commune="59350", distance=10)
    sizes = [await count(client, commune="59350", distance=distance) for distance in (0, 5, 10, 30)]
    assert sizes == sorted(set(sizes))


async def test_offers_may_be_up_to_30_percent_farther(client):
    search = {"codeROME": "K2204", "commune": "59350", "distance": "20", "sort": "2"}
    total = (await client.search({**search, "range": "0-0"})).total
    offers = (await client.search({**search, "range": f"{total - 100}-{total - 1}"})).json()["resultats"]
    assert 20 < max(kilometres(offer["lieuTravail"], 50.6311, 3.0476) for offer in offers) <= 26.5


async def test_any_code_of_paris_is_all_of_paris(client):
    totals = {await count(client, commune=code, distance=0) for code in ("75056", "75101", "75120")}
    assert len(totals) == 1
    assert totals.pop() > 3150
    assert await count(client, commune="75101", distance=0) < await count(client, departement="75")


async def test_lyon_comes_whole_when_its_centre_is_near(client):
    five = await count(client, commune="69381,69382,69383,69384,69385", distance=0)
    whole = await count(client, commune="69123", distance=0)
    assert await count(client, commune="69381", distance=0) < five < whole
    assert await count(client, commune="69266", distance=5) > whole  # Villeurbanne, 4 km away


@pytest.mark.parametrize("code", ["75056", "69123", "13055"])
async def test_global_city_codes_are_accepted_or_refused(server, client, code):
    assert (await client.search(commune=code, range="0-0")).status == 206
    server.play("F18")
    answer = await client.search(commune=code)
    assert (answer.status, "commune" in answer.json()["message"]) == (400, True)


async def test_a_postal_code_may_silently_be_another_town(client):
    offers = (await client.search(commune="13001", distance=0)).json()["resultats"]
    assert {offer["lieuTravail"]["libelle"] for offer in offers} == {"13 - AIX EN PROVENCE"}


async def test_a_departement_holds_what_is_told_of_it_only_in_part(client):
    offers = (await client.search(departement="48", sort=1)).json()["resultats"]
    assert {offer["lieuTravail"]["libelle"].split(" - ")[0] for offer in offers} == {"48"}
    assert any(offer["lieuTravail"] == {"libelle": "48 - Lozère"} for offer in offers)
    five = await count(client, departement="59,62,80,02,60")
    assert five == sum([await count(client, departement=code) for code in ("59", "62", "80", "02", "60")])


async def test_departements_with_their_neighbours(client):
    alone = await count(client, departement="75")
    assert await count(client, departement="75", inclureLimitrophes="false") == alone
    together = await count(client, departement="75", inclureLimitrophes="true")
    with_92, with_93, with_94 = [await count(client, departement=f"75,{code}") for code in ("92", "93", "94")]
    assert together == with_92 + with_93 + with_94 - 2 * alone


async def test_a_region_holds_its_departements_and_what_tells_only_the_region(client):
    departements = await count(client, departement="2A,2B")
    region = await count(client, region="94")
    assert 0 <= region - departements < 0.02 * region


async def test_overseas(client):
    assert await count(client, departement="976") > 50
    assert await count(client, commune="97611", distance=0) > 10


async def test_abroad_only_the_country_is_told(client):
    answer = await client.search(paysContinent="LU", range="0-49")
    assert {str(offer["lieuTravail"]) for offer in answer.json()["resultats"]} == {
        "{'libelle': 'Luxembourg'}"
    }
    everywhere = await count(client)
    assert 0.01 < (everywhere - await count(client, paysContinent="01")) / everywhere < 0.03
    assert await count(client, paysContinent="EU") > await count(client, paysContinent="01")
