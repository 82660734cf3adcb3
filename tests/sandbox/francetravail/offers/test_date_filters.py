from datetime import UTC, datetime, timedelta
from typing import Any

from tests.sandbox.francetravail.conftest import NOW

Record = dict[str, Any]


def created(offer: Record) -> datetime:
    return datetime.fromisoformat(offer["dateCreation"]).replace(microsecond=0)


async def test_published_since(client):
    totals = []
    for days in (1, 3, 7, 14, 31):
        answer = await client.search(codeROME="J1506", publieeDepuis=days, sort=1)
        assert min(map(created, answer.json()["resultats"])) >= NOW - timedelta(days=days)
        totals.append(answer.total)
    assert totals == sorted(set(totals))


async def test_created_within_a_window(client):
    answer = await client.search(
        minCreationDate="2026-11-20T08:00:00Z", maxCreationDate="2026-11-20T09:00:00Z"
    )
    moments = list(map(created, answer.json()["resultats"]))
    assert min(moments) >= datetime(2026, 11, 20, 8, tzinfo=UTC)
    assert max(moments) <= datetime(2026, 11, 20, 9, tzinfo=UTC)
    assert answer.total > 150


async def test_the_window_may_be_read_as_paris_time(server, client):
    window = {"minCreationDate": "2026-11-20T08:00:00Z", "maxCreationDate": "2026-11-20T08:30:00Z"}
    server.switch(creation_dates="paris")
    moments = list(map(created, (await client.search(window)).json()["resultats"]))
    assert max(moments) <= datetime(2026, 11, 20, 7, 30, tzinfo=UTC)


async def test_offers_age_and_new_ones_come(server, client):
    server.switch(token_ttl=10**7)
    before = await find_ids(client)
    server.advance(days=10)
    after = await find_ids(client)
    assert before & after
    assert before - after
    assert after - before


async def find_ids(client) -> set[str]:
    answer = await client.search(codeROME="D1102", departement="59")
    return {offer["id"] for offer in answer.json()["resultats"]}


async def test_a_new_offer_is_there_within_seconds(server, client):
    newest = (await client.search(sort=1, range="0-0")).json()["resultats"][0]["id"]
    server.advance(seconds=60)
    assert (await client.search(sort=1, range="0-0")).json()["resultats"][0]["id"] != newest
