"""Événements, with each of their oddities."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import orjson
import pytest

from services.jobs.clients.event_records import EventRecord, FairRecord, describe_event, describe_fair
from services.jobs.clients.events import EventsClient
from services.jobs.upstream_settings import Lifetimes
from services.jobs.visits import Visit
from tests.jobs.stand_ins import NOW
from tests.sandbox.francetravail.server import FranceTravail

TODAY = NOW.date()
PARIS = ZoneInfo("Europe/Paris")
EVENT = {"id": 1, "titre": "Job dating", "dateEvenement": "2026-10-12T07:30:00.000+00:00"}


@pytest.fixture
def client() -> EventsClient:
    return EventsClient(Lifetimes())


def event(**told: object):
    return describe_event(EventRecord.model_validate(EVENT | told))


async def test_events_are_those_of_the_days_and_of_the_departement(client: EventsClient, visit: Visit):
    days = (TODAY, TODAY + timedelta(days=7))
    found = (await client.find_events(visit, "59", days, 1, 100)).value
    assert found.total == len(found.events) > 0
    assert all(one.code_insee and one.code_insee.startswith("59") for one in found.events)
    assert all(days[0] <= one.starts_at.date() <= days[1] for one in found.events)
    assert found.events == sorted(found.events, key=lambda one: one.starts_at)


async def test_pages_start_at_one(client: EventsClient, visit: Visit):
    first = (await client.find_events(visit, "59", (TODAY, None), 1, 2)).value
    second = (await client.find_events(visit, "59", (TODAY, None), 2, 2)).value
    assert first.total == second.total
    assert not {one.id for one in first.events} & {one.id for one in second.events}


async def test_descriptions_are_plain_text(client: EventsClient, visit: Visit):
    found = (await client.find_events(visit, "59", (TODAY, None), 1, 5)).value
    assert all(one.description and "<" not in one.description for one in found.events)
    assert found.events[0].programme == "Accueil\nPrésentation\nÉchanges"


@pytest.mark.parametrize("nothing", ["page", "empty_body"])
async def test_nothing_has_two_faces(client: EventsClient, visit: Visit, france: FranceTravail, nothing: str):
    france.switch(events_nothing=nothing)
    found = (await client.find_events(visit, "59", (date(2031, 1, 1), None), 1, 10)).value
    assert (found.total, found.events) == (0, [])


async def test_fairs_have_days_and_a_place(client: EventsClient, visit: Visit):
    fairs = (await client.list_fairs(visit)).value
    assert fairs
    assert all(fair.starts_on <= fair.ends_on for fair in fairs)
    assert any(fair.ends_on < TODAY for fair in fairs)
    assert fairs[0].description is not None
    assert "recruteurs : " in fairs[0].description


async def test_there_may_be_no_fairs(client: EventsClient, visit: Visit, france: FranceTravail):
    france.play("E1")
    assert (await client.list_fairs(visit)).value == []


@pytest.mark.parametrize(
    ("told", "start", "end"),
    [
        ({"heureDebut": "07:30:00", "heureFin": "10:00:00"}, "2026-10-12 09:30", "2026-10-12 12:00"),
        ({"heureDebut": "22:30:00", "heureFin": "00:30:00"}, "2026-10-13 00:30", "2026-10-13 02:30"),
        ({}, "2026-10-12 09:30", None),
    ],
)
def test_hours_are_universal_time(told: dict[str, str], start: str, end: str | None):
    shown = event(**told)
    assert shown is not None
    assert shown.starts_at == datetime.fromisoformat(start).replace(tzinfo=PARIS)
    assert shown.ends_at == (datetime.fromisoformat(end).replace(tzinfo=PARIS) if end else None)


def test_overseas_events_have_their_own_hour():
    shown = event(heureDebut="07:30:00", timezone="Indian/Reunion")
    assert shown is not None
    assert f"{shown.starts_at:%H:%M}" == "11:30"


def test_a_zone_that_does_not_exist_is_that_of_paris():
    shown = event(heureDebut="07:30:00", timezone="../../etc/passwd")
    assert shown is not None
    assert f"{shown.starts_at:%H:%M}" == "09:30"


def test_scripts_do_not_come_through():
    shown = event(description="<script>alert(1)</script><p onclick=x>Venez</p><a href='javascript:x'>ici</a>")
    assert shown is not None
    assert shown.description == "Venez\nici"


def test_what_has_no_day_is_not_shown():
    assert describe_event(EventRecord.model_validate({"id": 1, "titre": "Forum"})) is None
    fair = {"id": 1, "titre": "Salon", "dateDebut": "2026-10-05"}
    assert describe_fair(FairRecord.model_validate(fair)) is None


def test_a_fair_of_one_day_may_tell_one_date():
    fair = {"id": 1, "titre": "Salon", "dateDebut": "05/10/2026"}
    shown = describe_fair(FairRecord.model_validate_json(orjson.dumps(fair)))
    assert shown is not None
    assert shown.starts_on == shown.ends_on == date(2026, 10, 5)
