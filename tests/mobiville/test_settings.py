from pathlib import Path

import pytest

from mobiville.settings import MobivilleSettings
from shared.settings import read_settings


def test_without_a_broker_everything_is_embedded_in_the_home(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("MOBIVILLE_HOME", "/srv/mobiville")
    settings = MobivilleSettings()
    assert settings.embedded
    assert settings.dead_letters == Path("/srv/mobiville/dead-letters.jsonl")
    url = settings.database_url("cities").get_secret_value()
    assert url == "sqlite+aiosqlite:////srv/mobiville/cities.sqlite"


def test_secrets_are_not_shown(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("MOBIVILLE_BROKER_URL", "amqp://mobiville:hush@broker/")
    monkeypatch.setenv("JOBS_CLIENT_ID", "PAR_hush")
    settings = MobivilleSettings()
    assert not settings.embedded
    assert "hush" not in f"{settings!r} {settings}"


def test_the_port_is_that_of_the_environment(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PORT", "9000")
    assert MobivilleSettings().port == 9000


def test_the_broker_s_password_may_be_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("MOBIVILLE_BROKER_URL", "amqp://operator@broker/")
    (tmp_path / "mobiville_broker_password").write_text("hush\n")
    url = read_settings(MobivilleSettings, tmp_path).broker_url
    assert url is not None
    assert url.get_secret_value() == "amqp://operator:hush@broker/"
