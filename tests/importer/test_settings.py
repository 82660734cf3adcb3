from pathlib import Path

import pytest
from pydantic import ValidationError

from services.importer.settings import ImporterSettings


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("IMPORTER_CACHE_DIR", "/srv/downloads")
    monkeypatch.setenv("IMPORTER_MAX_DOWNLOAD_BYTES", "1000")
    settings = ImporterSettings()
    assert (settings.cache_dir, settings.max_download_bytes) == (Path("/srv/downloads"), 1000)


def test_settings_do_not_change_once_read():
    with pytest.raises(ValidationError, match="frozen"):
        ImporterSettings().apply_seconds = 1  # type: ignore[misc]


@pytest.mark.parametrize("name", ["MAX_DOWNLOAD_BYTES", "CONNECT_SECONDS", "APPLY_SECONDS"])
def test_a_limit_of_nothing_is_refused(monkeypatch: pytest.MonkeyPatch, name: str):
    monkeypatch.setenv(f"IMPORTER_{name}", "0")
    with pytest.raises(ValidationError):
        ImporterSettings()
