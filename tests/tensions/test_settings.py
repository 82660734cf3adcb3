import pytest
from pydantic import ValidationError

from services.tensions.settings import Settings
from shared.settings import read_settings

GOOD = {"database_url": "sqlite+aiosqlite:///tensions.db", "broker_url": "memory:"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"database_url": "postgresql://host/db"},
        {"broker_url": "http://host"},
        {"port": 0},
        {"refresh_seconds": 0},
        {"log_style": "xml"},
    ],
)
def test_what_cannot_be_used_is_refused(wrong):
    with pytest.raises(ValidationError):
        Settings(**GOOD | wrong)


def test_a_missing_variable_is_named_in_one_line(monkeypatch, capsys):
    monkeypatch.delenv("TENSIONS_DATABASE_URL", raising=False)
    monkeypatch.setenv("TENSIONS_BROKER_URL", "amqp://user:secret@host/")
    with pytest.raises(SystemExit) as exit_info:
        read_settings(Settings)
    told = capsys.readouterr().err
    assert exit_info.value.code == 2
    assert told.count("\n") == 1
    assert "TENSIONS_DATABASE_URL" in told
    assert "secret" not in told
