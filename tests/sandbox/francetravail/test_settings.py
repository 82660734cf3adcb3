from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from sandbox.francetravail.settings import SandboxSettings


def test_everything_has_a_default():
    settings = SandboxSettings()
    assert (settings.data / "communes.csv").is_file()
    assert settings.control


def test_the_environment_changes_it(monkeypatch):
    monkeypatch.setenv("SANDBOX_FT_CLIENT_IDS", '["PAR_one"]')
    monkeypatch.setenv("SANDBOX_FT_CLIENT_SECRET", "hush")
    monkeypatch.setenv("SANDBOX_FT_TODAY", "2026-10-08")
    monkeypatch.setenv("SANDBOX_FT_DATA", "/tmp/other")
    settings = SandboxSettings()
    assert (settings.client_ids, settings.data) == (["PAR_one"], Path("/tmp/other"))
    assert settings.today == date(2026, 10, 8)
    assert "hush" not in repr(settings)


def test_nonsense_is_refused():
    with pytest.raises(ValidationError):
        SandboxSettings(port=70_000)
