from datetime import UTC, date, datetime
from typing import Any

import pytest

Record = dict[str, Any]


TODAY = date(2026, 11, 23)


def day(text: str) -> date:
    return datetime.strptime(text, "%d/%m/%Y").replace(tzinfo=UTC).date()


async def meetings(client, criteria=None, **params) -> Record:
    answer = await client.post("evenements", "/v1/mee/evenements", criteria or {}, params)
    assert answer.status == 200
    found: Record = answer.json()
    return found


async def test_fairs_with_dates_as_text_and_html(client):
    fairs = (await client.get("evenements", "/v1/salonsenligne")).json()
    assert len({fair["id"] for fair in fairs}) == len(fairs) > 20
    for fair in fairs:
        assert day(fair["dateDebut"]) < day(fair["dateFin"])
        assert fair["salonEnCours"] == (day(fair["dateDebut"]) <= TODAY <= day(fair["dateFin"]))
        assert fair["description"].startswith("<p>")
        assert fair["urlSalonEnLigne"].startswith("https://salonenligne.francetravail.invalid/")


async def test_fairs_that_are_over_stay_listed(client):
    fairs = (await client.get("evenements", "/v1/salonsenligne")).json()
    assert any(day(fair["dateFin"]) < TODAY for fair in fairs)
    assert any(day(fair["dateDebut"]) > TODAY for fair in fairs)


async def test_fairs_for_the_young_are_some_of_them(client):
    fairs = (await client.get("evenements", "/v1/salonsenligne")).json()
    young = (await client.get("evenements", "/v1/salonsenligne/jeunes")).json()
    assert 0 < len(young) < len(fairs)
    assert all(fair in fairs for fair in young)


async def test_there_may_be_no_fair(server, client):
    server.play("E1")
    assert (await client.get("evenements", "/v1/salonsenligne")).json() == []


async def test_events_come_by_date_in_pages(client):
    first, second = [await meetings(client, size=100, page=page) for page in (0, 1)]
    events = first["content"] + second["content"]
    assert first["totalElements"] == second["totalElements"] > 200
    assert len({event["id"] for event in events}) == 200
    moments = [event["dateEvenement"] for event in events]
    assert moments == sorted(moments)
    assert moments[0] < "2026-11-23"


async def test_hours_are_utc(client):
    for event in (await meetings(client, size=50))["content"]:
        assert event["dateEvenement"].endswith(f"{event['heureDebut']}.000+00:00")
        local = datetime.fromisoformat(event["dateEvenement"]).hour + 1  # winter in Paris
        assert 9 <= local <= 17
        assert event["timezone"] == "Europe/Paris"


@pytest.mark.parametrize(
    ("criteria", "keeps"),
    [
        ({"departements": ["59"]}, lambda event: event["codeInsee"].startswith("59")),
        ({"departements": ["59", "62"]}, lambda event: event["codeInsee"][:2] in {"59", "62"}),
        ({"modalite": "ADIST"}, lambda event: event["modalites"] == ["à distance"]),
        ({"modalite": "ENPHY"}, lambda event: event["modalites"] == ["en physique"]),
        ({"typeEvenement": 18}, lambda event: event["type"] == "Job Dating"),
        ({"secteurActivite": "J"}, lambda event: event["codesRome"][0].startswith("J")),
        (
            {"dateDebut": "2026-12-01", "dateFin": "2026-12-04"},
            lambda event: "2026-12-01" <= event["dateEvenement"][:10] <= "2026-12-04",
        ),
        ({"codePostal": ["31000", "31200"]}, lambda event: event["ville"] == "Toulouse"),
        (
            {"latitude": 43.6, "longitude": 1.44, "rayon": 20},
            lambda event: abs(event["latitude"] - 43.6) < 0.2 and abs(event["longitude"] - 1.44) < 0.3,
        ),
    ],
    ids=lambda one: str(one)[:40] if isinstance(one, dict) else "",
)
async def test_events_that_are_asked_for(client, criteria, keeps):
    found = (await meetings(client, criteria, size=100))["content"]
    assert found
    assert all(keeps(event) for event in found)


async def test_nothing_is_an_empty_page_or_an_empty_body(server, client):
    nowhere = {"departements": ["99"]}
    assert await meetings(client, nowhere) == {"totalElements": 0, "content": []}
    server.play("E2")
    answer = await client.post("evenements", "/v1/mee/evenements", nowhere)
    assert (answer.status, answer.body) == (200, b"")


@pytest.mark.parametrize(
    ("criteria", "params"),
    [
        ({}, {"size": 101}),
        ({}, {"page": -1}),
        ({}, {"sort": "titre"}),
        ({"modalite": "AUTRE"}, {}),
        ({"dateDebut": "demain"}, {}),
        ([], {"size": 0}),
    ],
    ids=str,
)
async def test_what_is_refused(client, criteria, params):
    assert (await client.post("evenements", "/v1/mee/evenements", criteria, params)).status == 400


async def test_one_event(client):
    event = (await meetings(client))["content"][0]
    assert (await client.get("evenements", f"/v1/mee/evenement/{event['id']}")).json() == event
    assert (await client.get("evenements", "/v1/mee/evenement/1")).status == 404


async def test_the_tags_of_operations(client):
    tags = (await client.get("evenements", "/v1/mee/tags/opera/lister")).json()
    assert all(tag.keys() == {"code", "libelle"} for tag in tags)
