from typing import Any

import pytest
from pydantic import ValidationError

from services.enrichment.settings import Settings
from shared.settings import read_settings

GOOD: dict[str, Any] = {
    "database_url": "sqlite+aiosqlite:///x.db",
    "broker_url": "memory:",
    "contact": "ops@ville.fr",
}
STAND_IN: dict[str, Any] = {
    f"{name}_url": f"http://127.0.0.1:8091/{name}" for name in ("sparql", "wikidata", "wikipedia", "commons")
}


@pytest.mark.parametrize(
    "wrong",
    [
        {"contact": None},
        {"contact": "somebody"},
        {"contact": "ops@example.org) (x"},
        {"contact": "ops@example.org"},
        {"contact": "https://www.EXAMPLE.com/contact"},
        {"contact": "ops@ville.example"},
        {"contact": "https://ville.invalid:8080/contact"},
        {"contact": "ops@x.test"},
        {"sandbox": True},
        {"in_flight": 4},
        {"calls_per_minute": 0},
        {"commons_url": "commons"},
    ],
)
def test_what_cannot_be_used_is_refused(wrong):
    with pytest.raises(ValidationError):
        Settings(**GOOD | wrong)


@pytest.mark.parametrize("contact", ["ops@ville.fr", "https://ville.fr/contact", "a@example.fr", "a@test.fr"])
def test_the_operators_contact_is_told_to_wikimedia(contact: str):
    assert f"({contact})" in Settings(**GOOD | {"contact": contact}).user_agent


def test_the_stand_in_needs_no_contact():
    assert Settings(**GOOD | STAND_IN | {"sandbox": True, "contact": None}).sandbox
    assert Settings(**GOOD | STAND_IN | {"sandbox": True, "contact": "ops@example.org"}).sandbox


def test_the_crawl_stays_under_the_published_limits():
    settings = Settings(**GOOD)
    assert settings.calls_per_minute + settings.visits_per_minute < 200
    assert settings.in_flight <= 3


def test_a_missing_contact_is_told_in_one_line(monkeypatch, capsys):
    monkeypatch.setenv("ENRICHMENT_DATABASE_URL", "sqlite+aiosqlite:///x.db")
    monkeypatch.setenv("ENRICHMENT_BROKER_URL", "memory:")
    monkeypatch.delenv("ENRICHMENT_CONTACT", raising=False)
    with pytest.raises(SystemExit) as exit_info:
        read_settings(Settings)
    told = capsys.readouterr().err
    assert exit_info.value.code == 2
    assert told.count("\n") == 1
    assert told.startswith("settings: ENRICHMENT_CONTACT is needed")
