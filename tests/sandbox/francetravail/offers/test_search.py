"""Paging, totals, order and facets."""

from datetime import datetime
from typing import Any

import pytest

Record = dict[str, Any]


def moment(offer: Record) -> datetime:
    return datetime.fromisoformat(offer["dateCreation"])


async def test_a_page_of_many(client):
    answer = await client.search(codeROME="K1304", range="0-149")
    assert answer.status == 206
    assert answer.headers["accept-range"] == "150"
    assert answer.headers["Content-Range"] == f"offres 0-149/{answer.total}"
    assert answer.total > 3150
    assert len(answer.json()["resultats"]) == 150


async def test_without_range_the_first_150(client):
    assert (await client.search(codeROME="K1304")).headers["Content-Range"].startswith("offres 0-149/")


async def test_the_last_page_that_can_be_reached(client):
    answer = await client.search(codeROME="K1304", range="3000-3149")
    assert (answer.status, len(answer.json()["resultats"])) == (206, 150)


async def test_nothing_is_204(client):
    answer = await client.search(codeROME="N3101", commune="48027", distance=0)
    assert (answer.status, answer.body, answer.headers["Content-Range"]) == (204, b"", "*/0")


async def test_past_the_end_is_204_with_the_total(client):
    answer = await client.search(codeROME="M1805", departement="48", range="1000-1010")
    assert answer.status == 204
    assert answer.total > 0


async def test_a_whole_page_is_200_or_always_206(server, client):
    small = {"codeROME": "M1805", "departement": "48"}
    assert (await client.search(small)).status == 200
    server.play("F2")
    assert (await client.search(small)).status == 206


async def test_content_range_and_facets_can_be_missing(server, client):
    server.play("F3")
    server.play("F4")
    answer = await client.search(codeROME="J1506", range="0-0")
    assert "Content-Range" not in answer.headers
    assert answer.json().keys() == {"resultats"}
    assert "Content-Range" not in (await client.search(codeROME="N3101", commune="48027", distance=0)).headers


async def test_the_country_has_half_a_million_offers(client):
    assert 480_000 < (await client.search(range="0-0")).total < 520_000


async def test_facets_count_what_tells_the_attribute(client):
    answer = await client.search(codeROME="J1506", range="0-0")
    facets = {one["filtre"]: one["agregation"] for one in answer.json()["filtresPossibles"]}
    assert list(facets) == ["typeContrat", "experience", "qualification", "natureContrat"]
    sums = {name: sum(one["nbResultats"] for one in values) for name, values in facets.items()}
    assert sums["typeContrat"] == sums["qualification"] == sums["natureContrat"] == answer.total
    assert 0 < sums["experience"] < answer.total
    assert {one["valeurPossible"] for one in facets["qualification"]} == {"0", "9", "X"} - {"9"}
    for name in ("typeContrat", "natureContrat", "experience"):
        first = facets[name][0]
        narrowed = await client.search({"codeROME": "J1506", "range": "0-0", name: first["valeurPossible"]})
        assert narrowed.total == first["nbResultats"]


async def test_sorted_by_date(client):
    offers = (await client.search(codeROME="J1506", sort=1, range="0-149")).json()["resultats"]
    following = (await client.search(codeROME="J1506", sort=1, range="150-299")).json()["resultats"]
    moments = [moment(offer).replace(microsecond=0) for offer in offers + following]
    assert moments == sorted(moments, reverse=True)
    assert len({offer["id"] for offer in offers + following}) == 300


async def test_sorted_by_distance_what_is_here_comes_first(client):
    answer = await client.search(codeROME="J1506", commune="59350", distance=40, sort=2)
    places = [offer["lieuTravail"]["libelle"] for offer in answer.json()["resultats"]]
    here = places.count("59 - LILLE")
    assert here > 10
    assert set(places[:here]) == {"59 - LILLE"}


async def test_words_in_the_title_come_before_words_in_the_occupation(client):
    offers = (await client.search(motsCles="boulang", range="0-149", region="32")).json()["resultats"]
    hits = ["oulang" in offer["appellationlibelle"].lower() for offer in offers]
    assert hits == sorted(hits, reverse=True)
    assert hits[0]


async def test_pages_shift_while_offers_arrive(server, client):
    server.play("F11")
    first = (await client.search(codeROME="K1304", sort=1, range="0-149")).json()["resultats"]
    second = (await client.search(codeROME="K1304", sort=1, range="150-299")).json()["resultats"]
    assert {one["id"] for one in first} & {one["id"] for one in second}


@pytest.mark.parametrize("mode", ["all", "only1"])
async def test_the_total_counts_both_origins_whatever_is_served(server, client, mode):
    server.switch(origine_default=mode)
    place = {"departement": "75", "codeROME": "M1805,M1203,K1304"}
    both = await client.search({**place, "range": "0-149"})
    alone = [await client.search({**place, "origineOffre": origin}) for origin in "12"]
    assert both.total == sum(answer.total for answer in alone)
    served = {offer["origineOffre"]["origine"] for offer in both.json()["resultats"]}
    assert served == ({"1"} if mode == "only1" else {"1", "2"})
    assert {offer["origineOffre"]["origine"] for offer in alone[1].json()["resultats"]} == {"2"}


async def test_the_same_question_has_the_same_answer(client):
    one, other = [await client.search(codeROME="D1102", departement="59") for _ in range(2)]
    assert one.body == other.body
