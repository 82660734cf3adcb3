"""One offer by its identifier."""

from collections import Counter

import pytest


async def test_search_and_detail_tell_the_same(client):
    offer = (await client.search(codeROME="J1506", range="0-0")).json()["resultats"][0]
    answer = await client.get("offres", f"/v2/offres/{offer['id']}")
    assert (answer.status, answer.json()) == (200, offer)


@pytest.mark.parametrize("offer_id", ["000AAAA", "999ZZZZ", "999999999"])
async def test_unknown_offers_are_204(client, offer_id):
    answer = await client.get("offres", f"/v2/offres/{offer_id}")
    assert (answer.status, answer.body) == (204, b"")


@pytest.mark.parametrize("offer_id", ["1", "abc", "207kqdm", "207KQDMX", "12345678"])
async def test_malformed_identifiers_are_400(client, offer_id):
    answer = await client.get("offres", f"/v2/offres/{offer_id}")
    assert answer.status == 400
    assert answer.json()["message"] == "Le format de l'id de l'offre recherchée est incorrect."


async def test_one_offer_in_a_hundred_vanishes_between_search_and_detail(client):
    ids = []
    for start in (0, 150, 300):
        page = await client.search(codeROME="K1304", range=f"{start}-{start + 149}")
        ids += [offer["id"] for offer in page.json()["resultats"]]
    statuses = Counter([(await client.get("offres", f"/v2/offres/{one}")).status for one in ids])
    assert statuses.keys() == {200, 204}
    assert statuses[204] < 20


async def test_an_offer_can_be_withdrawn_by_hand(server, client):
    offers = (await client.search(codeROME="J1506", range="0-9")).json()["resultats"]
    present = [
        one["id"] for one in offers if (await client.get("offres", f"/v2/offres/{one['id']}")).status == 200
    ]
    server.switch(withdrawn_ids=present[:1])
    statuses = [(await client.get("offres", f"/v2/offres/{one}")).status for one in present]
    assert statuses == [204] + [200] * (len(present) - 1)
